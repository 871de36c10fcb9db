using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>Rows straight from a statement of SQLite.</summary>
internal sealed class SqliteRows : SelectRows
{
    private const int BusyMilliseconds = 60_000;
    private readonly SqliteConnection _connection;
    private readonly CancellationToken _ct;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle; // Valid until the statement is disposed.
    private byte[] _text = new byte[256];

    public SqliteRows(SqliteConnection connection, string sql, CancellationToken ct)
    {
        (_connection, _ct) = (connection, ct);
        raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds); // Data readers wait by themselves.
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement));
        _handle = _statement.DangerousGetHandle();
        Width = raw.sqlite3_column_count(_statement);
    }

    public override int Width { get; }

    public override string Name(int column) => raw.sqlite3_column_name(_statement, column).utf8_to_string();

    public override bool Next()
    {
        _ct.ThrowIfCancellationRequested();
        var code = SqliteCalls.Step(_handle);
        if (code != raw.SQLITE_ROW && code != raw.SQLITE_DONE)
        {
            Check(code);
        }
        return code == raw.SQLITE_ROW;
    }

    public override CellKind Kind(int column) => SqliteCalls.ColumnType(_handle, column) switch
    {
        raw.SQLITE_NULL => CellKind.Nothing,
        raw.SQLITE_INTEGER => CellKind.Number,
        raw.SQLITE_TEXT => CellKind.Text,
        var other => throw new NotSupportedException($"{Name(column)} holds SQLite's type {other}."),
    };

    public override long GetInt64(int column) => SqliteCalls.ColumnInteger(_handle, column) is not 0 and var value ? value
        : !IsDBNull(column) ? 0 : throw new InvalidOperationException($"{Name(column)} is null.");

    /// <summary>Most are there and not zero: one call.</summary>
    public override long? Long(int column) => SqliteCalls.ColumnInteger(_handle, column) is not 0 and var value ? value
        : IsDBNull(column) ? null : 0;

    public override string GetString(int column) => Marshal.PtrToStringUTF8(Text(column, out var length), length);

    public override ReadOnlySpan<byte> Utf8(int column) => Kept(Text(column, out var length), length);

    public override ReadOnlySpan<byte> Bytes(int column) => Kept(SqliteCalls.ColumnBlob(_handle, column), SqliteCalls.ColumnBytes(_handle, column));

    private Span<byte> Kept(nint at, int length)
    {
        if (length > _text.Length)
        {
            _text = new byte[Math.Max(length, 2 * _text.Length)];
        }
        Marshal.Copy(at, _text, 0, length);
        return _text.AsSpan(0, length);
    }

    /// <remarks>Stored as "2026-03-01 16:30:00.1234567"; only the day and the hour decide.</remarks>
    public override DateOnly DayOf(int column)
    {
        var text = Utf8(column);
        return text.Length >= 13 && text[4] == '-' && text[7] == '-' && text[10] is (byte)' ' or (byte)'T'
            && int.TryParse(text[..4], CultureInfo.InvariantCulture, out var year) && int.TryParse(text[5..7], CultureInfo.InvariantCulture, out var month)
            && int.TryParse(text[8..10], CultureInfo.InvariantCulture, out var day) && int.TryParse(text[11..13], CultureInfo.InvariantCulture, out var hour)
            ? BusinessTime.DayOf(new DateTime(year, month, day, hour, 0, 0, DateTimeKind.Utc))
            : BusinessTime.DayOf(DateTime.Parse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));
    }

    public override void Dispose() => _statement.Dispose();

    private nint Text(int column, out int length)
    {
        var at = SqliteCalls.ColumnText(_handle, column);
        length = SqliteCalls.ColumnBytes(_handle, column);
        return at != 0 ? at : throw new InvalidOperationException($"{Name(column)} is null.");
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_connection.Handle).utf8_to_string(), code);
        }
    }
}
