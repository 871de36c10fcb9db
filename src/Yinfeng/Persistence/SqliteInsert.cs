using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Yinfeng.Persistence;

/// <summary>A prepared INSERT of all columns of a table on the writer's connection: binds, steps and nothing else.</summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    /// <param name="columns">In the order in which the values number them.</param>
    public SqliteInsert(SqliteConnection connection, string table, BulkColumn[] columns)
    {
        _connection = connection;
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) "
            + $"VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement));
    }

    /// <returns>How many rows were added.</returns>
    public int Add(BoundValues rows)
    {
        var handle = _statement.DangerousGetHandle(); // Valid until disposed.
        var count = 0;
        raw.sqlite3_clear_bindings(_statement);
        using var pinned = rows.Pin();
        for (var at = 0; rows.Next(at); count++)
        {
            Check(rows.Bind(handle, ref at));
            var step = SqliteCalls.Step(handle);
            Check(step == raw.SQLITE_DONE ? raw.SQLITE_OK : step);
            Check(SqliteCalls.Reset(handle));
        }
        return count;
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_connection.Handle).utf8_to_string(), code);
        }
    }
}
