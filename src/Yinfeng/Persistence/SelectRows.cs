using System.Data.Common;
using Microsoft.Data.Sqlite;
using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>What a database holds in a cell.</summary>
internal enum CellKind { Nothing, Number, Text }

/// <summary>The rows of a select, one after the other: columns by their place, absent values as null.</summary>
/// <remarks>For reads of whole tables. On SQLite values come straight from the statement, which costs a tenth of what a data reader
/// adds to each; elsewhere from the data reader. One caller at a time; the connection outlives it.</remarks>
internal abstract class SelectRows : IDisposable
{
    public static async Task<SelectRows> OpenAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        if (connection is SqliteConnection sqlite)
        {
            return new SqliteRows(sqlite, sql, ct);
        }
        var command = connection.CreateCommand(); // Disposed with its connection.
        command.CommandText = sql;
        return new ReaderRows(await command.ExecuteReaderAsync(ct));
    }

    /// <summary>How many columns there are.</summary>
    public abstract int Width { get; }

    public abstract string Name(int column);

    /// <returns>False after the last row.</returns>
    public abstract bool Next();

    public abstract CellKind Kind(int column);

    /// <summary>A number, date or month; yes is 1 and no is 0.</summary>
    public abstract long GetInt64(int column);

    public abstract string GetString(int column);

    /// <summary>A text's bytes, until the next call.</summary>
    public abstract ReadOnlySpan<byte> Utf8(int column);

    /// <summary>A value that is no text, until the next call.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    /// <summary>The day of an instant in the office's calendar.</summary>
    public abstract DateOnly DayOf(int column);

    public bool IsDBNull(int column) => Kind(column) == CellKind.Nothing;

    public virtual long? Long(int column) => IsDBNull(column) ? null : GetInt64(column);

    public int GetInt32(int column) => (int)GetInt64(column);

    public int? Int(int column) => (int?)Long(column);

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    public string? Text(int column) => IsDBNull(column) ? null : GetString(column);

    public LedgerDate? Date(int column) => Long(column) is { } ymd ? new LedgerDate((int)ymd) : null;

    /// <exception cref="KeyNotFoundException">The column is null or holds a word of another version of the program.</exception>
    public T Word<T>(int column) where T : struct, Enum => Words<T>.Of(Utf8(column));

    public abstract void Dispose();
}
