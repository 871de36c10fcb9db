using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

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
        var known = Known(database);
        var pending = Pending(known, await AppliedAsync(database, ct));
        if (pending.Count == 0)
        {
            return []; // The usual start: one small query instead of EF's migrator.
        }
        using var folder = await FolderLock.TakeAsync(database.DataFolder, FolderLock.Migration, "migrate", TimeSpan.FromMinutes(2), ct)
            ?? throw new DataRefusedException("另一个进程正在升级这个数据文件夹，两分钟内没有结束。请稍后再试。");
        await using var server = database.IsSqlite ? null : await LockServerAsync(database, ct);
        var applied = await AppliedAsync(database, ct);
        pending = Pending(known, applied);
        if (pending.Count == 0)
        {
            return []; // Whoever held the lock before us did it.
        }
        await (applied.Count == 0 ? MakeAsync(database, ct) : MigrateAsync(database, applied, ct));
        return pending;
    }

    /// <summary>Whether the database is up to the model, looked up without Entity Framework, whose own start takes most of a second.</summary>
    /// <exception cref="DataRefusedException">The data come from another version.</exception>
    public static async Task<bool> IsCurrentAsync(Database database, CancellationToken ct) =>
        !(database.IsSqlite && !File.Exists(database.SqliteFile)) && Pending(Known(database), await AppliedAsync(database, ct)).Count == 0;

    /// <summary>Ids of the migrations a database has, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> AppliedAsync(Database database, CancellationToken ct)
    {
        database.OpenWriter(); // On SQLite the writer comes first: it mends the log of a process that was killed.
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = database.IsSqlite
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

    /// <summary>Ids of the migrations shipped for a database, oldest first.</summary>
    private static List<string> Known(Database database) => [.. Assembly.Load(Database.MigrationsAssembly).GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Migration))
            && t.GetCustomAttribute<DbContextAttribute>()?.ContextType == (database.IsSqlite ? typeof(SqliteYinfengDb) : typeof(PostgresYinfengDb)))
        .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id)
        .OfType<string>().Order(StringComparer.Ordinal)];

    private static List<string> Pending(List<string> known, IReadOnlyList<string> applied)
    {
        var foreign = applied.Except(known).ToList();
        return foreign.Count == 0
            ? [.. known.Except(applied)]
            : throw new DataRefusedException($"数据是由另一个版本的引凤建立的（含本版本不认识的升级步骤 {foreign[^1]}）。"
                + "请用建立它的版本或更新的版本打开；原数据没有改动。");
    }

    /// <summary>Makes the schema of a new store in one transaction by the shipped script, which takes a tenth of the migrator's time.</summary>
    private static async Task MakeAsync(Database database, CancellationToken ct)
    {
        var name = $"{Database.MigrationsAssembly}.{(database.IsSqlite ? "Sqlite" : "Postgres")}.Schema.sql";
        using var script = new StreamReader(Assembly.Load(Database.MigrationsAssembly).GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the program: ./do migration writes it."));
        await using var transaction = await database.BeginWriteAsync(ct);
        await using var command = transaction.Sql.Connection.CreateCommand();
        (command.CommandText, command.Transaction) = (await script.ReadToEndAsync(ct), transaction.Sql.Transaction);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task MigrateAsync(Database database, IReadOnlyList<string> applied, CancellationToken ct)
    {
        await using var db = database.OpenWrite();
        if (database.IsSqlite)
        {
            // EF's own lock is a row that a killed process leaves behind, and the next start would wait for it for ever.
            // We hold the operating system's lock, so nobody can be using it.
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, ct);
            Snapshot(database, applied[^1]);
        }
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>A lock on the server until it is disposed: two machines may start at once on one database.</summary>
    private static async Task<WriteTransaction> LockServerAsync(Database database, CancellationToken ct)
    {
        var transaction = await database.BeginWriteAsync(ct);
        await using var command = transaction.Sql.Connection.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_xact_lock({PostgresLock})";
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync(ct);
        return transaction;
    }

    /// <summary>Copies the database as it is before the change to <c>backups/yinfeng-at-LASTMIGRATION.db</c>.</summary>
    private static void Snapshot(Database database, string last)
    {
        var folder = Directory.CreateDirectory(Path.Combine(database.DataFolder, "backups")).FullName;
        var target = Path.Combine(folder, $"yinfeng-at-{last}.db");
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
