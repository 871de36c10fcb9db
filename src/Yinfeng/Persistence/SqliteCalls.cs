using System.Runtime.InteropServices;

namespace Yinfeng.Persistence;

/// <summary>The calls of SQLite that bulk inserts and reads make some ten times a row, without the cost that SQLitePCL adds to each:
/// counting the handle's users, and a stop for the garbage collector. The caller keeps the statement open.</summary>
internal static class SqliteCalls
{
    private const string Library = "e_sqlite3";

    /// <summary>SQLITE_STATIC: the value stays where it is until another is bound.</summary>
    public const nint Stays = 0;

    /// <summary>What a connection's calls lock, of which each locks it again: cheap for whoever holds it already.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_db_mutex"), SuppressGCTransition]
    public static extern nint Mutex(nint connection);

    [DllImport(Library, EntryPoint = "sqlite3_mutex_enter")]
    public static extern void Enter(nint mutex);

    [DllImport(Library, EntryPoint = "sqlite3_mutex_leave"), SuppressGCTransition]
    public static extern void Leave(nint mutex);

    [DllImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static extern int BindInteger(nint statement, int column, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static extern int BindNull(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    public static extern int BindText(nint statement, int column, ref byte value, int length, nint owner);

    [DllImport(Library, EntryPoint = "sqlite3_bind_blob")]
    public static extern int BindBlob(nint statement, int column, ref byte value, int length, nint owner);

    [DllImport(Library, EntryPoint = "sqlite3_step")]
    public static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset"), SuppressGCTransition]
    public static extern int Reset(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static extern int ColumnType(nint statement, int column);

    /// <summary>0 for null.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static extern long ColumnInteger(nint statement, int column);

    /// <summary>UTF-8 that holds until the next step; 0 for null.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_column_text"), SuppressGCTransition]
    public static extern nint ColumnText(nint statement, int column);

    /// <summary>Bytes that hold until the next step; 0 for null and where there are none.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    public static extern nint ColumnBlob(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static extern int ColumnBytes(nint statement, int column);
}
