using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Yinfeng.Persistence;

/// <summary>The data cannot be opened by this program; the message tells an administrator what to do.</summary>
public sealed class DataRefusedException(string message) : Exception(message);

/// <summary>Brings a database up to the model before anything else touches it, also after a start that was killed half way.</summary>
public static class Startup
{
    private const int SnapshotsKept = 3;
    private const long PostgresLock = 7_112;

    /// <returns>The migrations that were applied, oldest first; empty when the schema was up to date.</returns>
    /// <exception cref="DataRefusedException">The data come from another version, or another process is changing the schema.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(Database database, CancellationToken ct)
    {
        Directory.CreateDirectory(database.DataFolder);
        await using var db = database.OpenWrite();
        var known = Known(db.GetType());
        var pending = Pending(known, await AppliedAsync(db, ct));
        if (pending.Count == 0)
        {
            return []; // The usual start: one small query instead of EF's migrator.
        }
        using var folder = await FolderLock.TakeAsync(database.DataFolder, FolderLock.Migration, "migrate", TimeSpan.FromMinutes(2), ct)
            ?? throw new DataRefusedException("另一个进程正在升级这个数据文件夹，两分钟内没有结束。请稍后再试。");
        await using var server = database.IsSqlite ? null : await LockServerAsync(db, ct);
        var applied = await AppliedAsync(db, ct);
        pending = Pending(known, applied);
        if (pending.Count == 0)
        {
            return []; // Whoever held the lock before us did it.
        }
        if (database.IsSqlite)
        {
            await ClearStaleLockAsync(db, ct);
            Snapshot(database, applied);
        }
        await db.Database.MigrateAsync(ct);
        return pending;
    }

    /// <summary>Whether the database is up to the model, looked up without Entity Framework, whose own start takes most of a second.</summary>
    /// <exception cref="DataRefusedException">The data come from another version.</exception>
    public static async Task<bool> IsCurrentAsync(Database database, CancellationToken ct)
    {
        if (database.IsSqlite && !File.Exists(database.SqliteFile))
        {
            return false;
        }
        await using var db = database.OpenWrite(); // On SQLite the writer comes first: it mends the log of a process that was killed.
        await using var connection = await database.OpenConnectionAsync(ct);
        return Pending(Known(db.GetType()), await AppliedAsync(connection, ct)).Count == 0;
    }

    /// <summary>Ids of the migrations a database has, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> AppliedAsync(Database database, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await AppliedAsync(db, ct);
    }

    /// <summary>Ids of the migrations shipped for a context, oldest first.</summary>
    private static List<string> Known(Type context) => [.. Assembly.Load(Database.MigrationsAssembly).GetTypes()
        .Where(t => t.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
        .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id)
        .OfType<string>().Order(StringComparer.Ordinal)];

    private static List<string> Pending(List<string> known, List<string> applied)
    {
        var foreign = applied.Except(known).ToList();
        return foreign.Count == 0
            ? [.. known.Except(applied)]
            : throw new DataRefusedException($"数据是由另一个版本的引凤建立的（含本版本不认识的升级步骤 {foreign[^1]}）。"
                + "请用建立它的版本或更新的版本打开；原数据没有改动。");
    }

    private static async Task<List<string>> AppliedAsync(YinfengDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            return await AppliedAsync(db.Database.GetDbConnection(), ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<List<string>> AppliedAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = connection is SqliteConnection
            ? "SELECT count(*) FROM sqlite_master WHERE name='__EFMigrationsHistory'"
            : "SELECT count(*) FROM pg_tables WHERE tablename='__EFMigrationsHistory' AND schemaname=current_schema()";
        if (Convert.ToInt64(await command.ExecuteScalarAsync(ct), null) == 0)
        {
            return [];
        }
        command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY 1""";
        var ids = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetString(0));
        }
        return ids;
    }

    /// <summary>EF's own lock is a row that a killed process leaves behind, and the next start would wait for it for ever.
    /// We hold the operating system's lock, so nobody can be using it.</summary>
    private static async Task ClearStaleLockAsync(YinfengDb db, CancellationToken ct) =>
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, ct);

    /// <summary>A session lock on the server: two machines may start at once on one database.</summary>
    private static async Task<DbConnection> LockServerAsync(YinfengDb db, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)((ICloneable)db.Database.GetDbConnection()).Clone();
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_lock({PostgresLock})";
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    /// <summary>Copies the database as it is before the change to <c>backups/yinfeng-at-LASTMIGRATION.db</c>.</summary>
    private static void Snapshot(Database database, List<string> applied)
    {
        if (applied.Count == 0)
        {
            return; // Nothing in it yet.
        }
        var folder = Directory.CreateDirectory(Path.Combine(database.DataFolder, "backups")).FullName;
        var target = Path.Combine(folder, $"yinfeng-at-{applied[^1]}.db");
        var half = target + ".part";
        File.Delete(half);
        using (var from = new SqliteConnection($"Data Source={database.SqliteFile};Pooling=False"))
        using (var to = new SqliteConnection($"Data Source={half};Pooling=False"))
        {
            from.Open();
            to.Open();
            from.BackupDatabase(to);
        }
        File.Move(half, target, overwrite: true); // A copy that was cut off never bears the name of a whole one.
        foreach (var old in Directory.GetFiles(folder, "yinfeng-at-*.db").OrderDescending(StringComparer.Ordinal).Skip(SnapshotsKept))
        {
            File.Delete(old);
        }
    }
}
