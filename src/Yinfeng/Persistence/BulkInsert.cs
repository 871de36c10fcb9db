using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using SQLitePCL;

namespace Yinfeng.Persistence;

/// <summary>Adds many rows of one table within the writer's transaction: a prepared statement on SQLite, COPY on PostgreSQL.</summary>
/// <remarks>Columns and conversions come from the model, so a new property needs no change here. Nothing is tracked.</remarks>
internal static class BulkInsert
{
    /// <returns>How many rows were added.</returns>
    public static async Task<int> IntoAsync<T>(YinfengDb db, IEnumerable<T> rows, CancellationToken ct) where T : class
    {
        var columns = BulkColumn.Of<T>(db, out var table);
        return db.Database.GetDbConnection() is SqliteConnection sqlite
            ? IntoSqlite(sqlite, table, columns, rows, ct)
            : await CopyAsync((NpgsqlConnection)db.Database.GetDbConnection(), table, columns, rows, ct);
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

    private static int IntoSqlite<T>(SqliteConnection connection, string table, BulkColumn[] columns, IEnumerable<T> rows,
        CancellationToken ct) where T : class
    {
        var count = 0;
        var buffer = new byte[4096];
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) "
            + $"VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        Check(connection, raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement));
        using (statement)
        {
            foreach (var row in rows)
            {
                raw.sqlite3_clear_bindings(statement); // Absent values stay NULL without a call each.
                for (var i = 0; i < columns.Length; i++)
                {
                    if (columns[i].Value(row) is { } value)
                    {
                        Check(connection, Bind(statement, i + 1, value, ref buffer));
                    }
                }
                var step = raw.sqlite3_step(statement);
                Check(connection, step == raw.SQLITE_DONE ? raw.SQLITE_OK : step);
                raw.sqlite3_reset(statement);
                if ((++count & 1023) == 0)
                {
                    ct.ThrowIfCancellationRequested();
                }
            }
        }
        return count;
    }

    private static int Bind(sqlite3_stmt statement, int index, object value, ref byte[] buffer) => value switch
    {
        string text => BindText(statement, index, text, ref buffer),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        int number => raw.sqlite3_bind_int64(statement, index, number),
        bool yes => raw.sqlite3_bind_int64(statement, index, yes ? 1 : 0),
        DateTime at => BindText(statement, index, at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture), ref buffer),
        DateOnly day => BindText(statement, index, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ref buffer),
        _ => throw new NotSupportedException($"No column of type {value.GetType().Name} is stored in bulk so far."),
    };

    private static int BindText(sqlite3_stmt statement, int index, string text, ref byte[] buffer)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > buffer.Length)
        {
            buffer = new byte[most];
        }
        return raw.sqlite3_bind_text(statement, index, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
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
