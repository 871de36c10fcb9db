using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Yinfeng.Persistence;

/// <summary>Prepared INSERTs of all columns of a table on the writer's connection, of one row and of many: binds, steps and nothing else.</summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _into;
    private readonly int _columns;
    private sqlite3_stmt? _one, _many;

    /// <param name="columns">In the order in which the values number them.</param>
    public SqliteInsert(SqliteConnection connection, string table, BulkColumn[] columns)
    {
        (_connection, _columns) = (connection, columns.Length);
        _into = $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) VALUES ";
    }

    /// <returns>How many rows were added.</returns>
    public int Add(BoundValues rows)
    {
        rows.Restart();
        using var pinned = rows.Pin();
        var mutex = SqliteCalls.Mutex(_connection.Handle!.DangerousGetHandle()); // Open as long as the statements are.
        SqliteCalls.Enter(mutex);
        try
        {
            var at = 0;
            if (rows.Rows >= BoundValues.RowsAtOnce)
            {
                AddMany(rows, ref at);
            }
            var one = rows.Next(at) ? (_one ??= Prepared(1)) : null;
            for (var place = 0; rows.Next(at); place++)
            {
                raw.sqlite3_clear_bindings(one);
                Check(rows.BindWhole(one!.DangerousGetHandle(), place, ref at));
                Run(one);
            }
            return rows.Rows;
        }
        finally
        {
            SqliteCalls.Leave(mutex);
        }
    }

    private void AddMany(BoundValues rows, ref int at)
    {
        var many = _many ??= Prepared(BoundValues.RowsAtOnce);
        var handle = many.DangerousGetHandle(); // Valid until disposed.
        raw.sqlite3_clear_bindings(many);
        for (var left = rows.Rows; left >= BoundValues.RowsAtOnce; left -= BoundValues.RowsAtOnce)
        {
            for (var place = 0; place < BoundValues.RowsAtOnce; place++)
            {
                Check(rows.Bind(handle, place, _columns, ref at));
            }
            Run(many);
        }
    }

    private void Run(sqlite3_stmt statement)
    {
        var step = SqliteCalls.Step(statement.DangerousGetHandle());
        Check(step == raw.SQLITE_DONE ? raw.SQLITE_OK : step);
        Check(SqliteCalls.Reset(statement.DangerousGetHandle()));
    }

    private sqlite3_stmt Prepared(int rows)
    {
        var row = $"({string.Join(", ", Enumerable.Repeat("?", _columns))})";
        Check(raw.sqlite3_prepare_v2(_connection.Handle, _into + string.Join(", ", Enumerable.Repeat(row, rows)), out var statement));
        return statement;
    }

    public void Dispose()
    {
        _one?.Dispose();
        _many?.Dispose();
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_connection.Handle).utf8_to_string(), code);
        }
    }
}
