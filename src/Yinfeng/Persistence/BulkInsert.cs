using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using SQLitePCL;
using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>Adds many rows of one table within the writer's transaction: a prepared statement on SQLite, COPY on PostgreSQL.</summary>
/// <remarks>Columns and conversions come from the model, so a new property needs no change here. Nothing is tracked.</remarks>
internal static class BulkInsert
{
    private const int RowsAtOnce = 512;

    /// <param name="atOnce">How many rows go from thread to thread together; fewer where a row is large.</param>
    /// <returns>How many rows were added.</returns>
    public static Task<int> IntoAsync<T>(YinfengDb db, IEnumerable<T> rows, CancellationToken ct, int atOnce = RowsAtOnce) where T : class =>
        IntoAsync(db, rows, row => row, ct, atOnce);

    /// <param name="make">Makes the row of an item; several threads call it at once.</param>
    /// <returns>How many rows were added.</returns>
    public static async Task<int> IntoAsync<TItem, T>(YinfengDb db, IEnumerable<TItem> items, Func<TItem, T> make, CancellationToken ct,
        int atOnce = RowsAtOnce) where T : class
    {
        var columns = BulkColumn.Of<T>(db, out var table);
        return db.Database.GetDbConnection() is SqliteConnection sqlite
            ? IntoSqlite(sqlite, table, columns, RowEncoder.Of<T>(db.Model.FindEntityType(typeof(T))!), items, make, atOnce, ct)
            : await CopyAsync((NpgsqlConnection)db.Database.GetDbConnection(), table, columns, items.Select(make), ct);
    }

    private static async Task<int> CopyAsync<T>(NpgsqlConnection connection, string table, BulkColumn[] columns, IEnumerable<T> rows,
        CancellationToken ct) where T : class
    {
        var count = 0;
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table} ({string.Join(", ", columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            foreach (var column in columns)
            {
                if (column.Value(row) is { } value)
                {
                    await copy.WriteAsync(value, column.StoreType, ct);
                }
                else
                {
                    await copy.WriteNullAsync(ct);
                }
            }
            count++;
        }
        await copy.CompleteAsync(ct);
        return count;
    }

    /// <summary>Values are made by several threads; this one only binds and steps.</summary>
    private static int IntoSqlite<TItem, T>(SqliteConnection connection, string table, BulkColumn[] columns, Action<BoundValues, T> put,
        IEnumerable<TItem> items, Func<TItem, T> make, int atOnce, CancellationToken ct) where T : class
    {
        var count = 0;
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) "
            + $"VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        Check(connection, raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement));
        using (statement)
        {
            var handle = statement.DangerousGetHandle(); // Valid until the end of this block.
            using var source = items.GetEnumerator();
            foreach (var batch in OrderedBatches.Of(() => new BoundRows<TItem>(atOnce), b => b.Take(source), b => b.Encode(make, put)))
            {
                ct.ThrowIfCancellationRequested();
                raw.sqlite3_clear_bindings(statement);
                for (var at = 0; batch.Next(at); count++)
                {
                    Check(connection, batch.Bind(handle, ref at));
                    var step = SqliteCalls.Step(handle);
                    Check(connection, step == raw.SQLITE_DONE ? raw.SQLITE_OK : step);
                    Check(connection, SqliteCalls.Reset(handle));
                }
            }
        }
        return count;
    }

    private static void Check(SqliteConnection connection, int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), code);
        }
    }
}

/// <summary>A column as the model maps it: its quoted name ("from" is a reserved word), its type in the database, and how to read its stored value off an object.</summary>
internal sealed record BulkColumn(string Name, string StoreType, bool IsKey, Func<object, object?> Value)
{
    public static BulkColumn[] Of<T>(YinfengDb db, out string table)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is not in the model.");
        table = entity.GetTableName()!;
        return [.. entity.GetProperties().Select(From)];
    }

    private static BulkColumn From(IProperty property)
    {
        var getter = property.GetGetter();
        var convert = property.GetTypeMapping().Converter?.ConvertToProvider;
        return new BulkColumn('"' + property.GetColumnName() + '"', property.GetColumnType().Split('(')[0], property.IsPrimaryKey(), convert is null
            ? getter.GetClrValue
            : row => getter.GetClrValue(row) is { } value ? convert(value) : null);
    }
}
