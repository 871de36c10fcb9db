using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
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
        var columns = BulkColumn.Of<T>(db.Model, out var table);
        return db.Database.GetDbConnection() is SqliteConnection sqlite
            ? IntoSqlite(sqlite, table, columns, RowEncoder.Of<T>(db.Model.FindEntityType(typeof(T))!), items, make, atOnce, ct)
            : await CopyAsync((NpgsqlConnection)db.Database.GetDbConnection(), table, columns, items.Select(make), ct);
    }

    /// <returns>How many rows were added.</returns>
    public static async Task<int> IntoAsync<TItem, T>(PreparedConnection sql, ReadyRows<TItem, T> rows, CancellationToken ct) where T : class
    {
        if (sql.Connection is not SqliteConnection sqlite)
        {
            return await CopyAsync((NpgsqlConnection)sql.Connection, rows.Table, rows.Columns, rows.Items.Select(rows.Make), ct);
        }
        var count = 0;
        using var insert = new SqliteInsert(sqlite, rows.Table, rows.Columns);
        foreach (var part in rows.Parts)
        {
            ct.ThrowIfCancellationRequested();
            using var values = await part;
            count += insert.Add(values);
        }
        return count;
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

    /// <summary>Values are made by several threads, in buffers that go round; this one only binds and steps.</summary>
    private static int IntoSqlite<TItem, T>(SqliteConnection connection, string table, BulkColumn[] columns, Action<BoundValues, T> put,
        IEnumerable<TItem> items, Func<TItem, T> make, int atOnce, CancellationToken ct) where T : class
    {
        var count = 0;
        using var insert = new SqliteInsert(connection, table, columns);
        using var source = items.GetEnumerator();
        foreach (var batch in OrderedBatches.Of(() => new BoundRows<TItem>(atOnce), b => b.Take(source), b => b.Encode(make, put)))
        {
            ct.ThrowIfCancellationRequested();
            count += insert.Add(batch);
        }
        return count;
    }
}

/// <summary>A column as the model maps it: its quoted name ("from" is a reserved word), its type in the database, and how to read its stored value off an object.</summary>
internal sealed record BulkColumn(string Name, string StoreType, bool IsKey, Func<object, object?> Value)
{
    private static readonly ConcurrentDictionary<IEntityType, BulkColumn[]> Known = []; // As many as the model has entities.

    public static BulkColumn[] Of<T>(IModel model, out string table)
    {
        var entity = model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is not in the model.");
        table = entity.GetTableName()!;
        return Known.GetOrAdd(entity, static e => [.. e.GetProperties().Select(From)]);
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
