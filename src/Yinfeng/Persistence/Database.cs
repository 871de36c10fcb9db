using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using System.Data.Common;

namespace Yinfeng.Persistence;

/// <summary>Where the data live: a SQLite file in the data folder, or a PostgreSQL server.</summary>
/// <remarks>SQLite: one connection writes and checkpoints, held open for the life of the process; readers open their own.</remarks>
public sealed class Database : IAsyncDisposable
{
    internal const string MigrationsAssembly = "Yinfeng.Migrations";
    private readonly string? _postgres;
    private readonly SqliteConnection? _sqliteWriter;
    private readonly NpgsqlDataSource? _source;
    private readonly DbContextOptions<SqliteYinfengDb>? _reading;
    private readonly DbContextOptions<SqliteYinfengDb>? _writing;
    private readonly DbContextOptions<PostgresYinfengDb>? _either;

    private Database(string dataFolder, string? postgres)
    {
        DataFolder = dataFolder;
        _postgres = postgres;
        if (postgres is null)
        {
            _sqliteWriter = new SqliteConnection($"Data Source={SqliteFile};Default Timeout=60;Pooling=False");
            _reading = SqliteOptions(b => b.UseSqlite(SqliteReading, Migrations));
            _writing = SqliteOptions(b => b.UseSqlite(_sqliteWriter, Migrations));
        }
        else
        {
            _source = NpgsqlDataSource.Create(postgres);
            _either = PostgresOptions(_source);
        }
    }

    /// <summary>Holds evidence files, imports in progress, the socket and, on SQLite, the database.</summary>
    public string DataFolder { get; }
    public bool IsSqlite => _postgres is null;
    public string SqliteFile => Path.Combine(DataFolder, "yinfeng.db");

    /// <summary>Readers cannot write and so never checkpoint: SQLite 3.50 can lose a page when two connections do that at once.</summary>
    private string SqliteReading => $"Data Source={SqliteFile};Mode=ReadOnly;Default Timeout=60";

    public static Database Sqlite(string dataFolder) => new(dataFolder, null);
    public static Database Postgres(string connectionString, string dataFolder) => new(dataFolder, connectionString);

    /// <summary>A context for reading; it tracks nothing.</summary>
    public YinfengDb OpenRead()
    {
        YinfengDb db = IsSqlite
            ? new SqliteYinfengDb(_reading!)
            : new PostgresYinfengDb(_either!);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>A context for the one writer; only <see cref="Writer"/> and start-up call it.</summary>
    internal YinfengDb OpenWrite()
    {
        if (_sqliteWriter is null)
        {
            return new PostgresYinfengDb(_either!);
        }
        if (_sqliteWriter.State != System.Data.ConnectionState.Open)
        {
            _sqliteWriter.Open();
            using var pragma = _sqliteWriter.CreateCommand();
            // A checkpoint every 32 MB of log: whoever happens to write then waits for it, so it comes rarely. 32 MB of cache, used only
            // by large writes: with SQLite's 2 MB an import reads the same index pages back again and again.
            pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                + "PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-32768;";
            pragma.ExecuteNonQuery();
        }
        return new SqliteYinfengDb(_writing!);
    }

    /// <summary>A plain connection for reading in bulk; the caller disposes it.</summary>
    public async Task<DbConnection> OpenConnectionAsync(CancellationToken ct)
    {
        DbConnection connection = IsSqlite
            ? new SqliteConnection(SqliteReading)
            : _source!.CreateConnection();
        await connection.OpenAsync(ct);
        return connection;
    }

    private static DbContextOptions<SqliteYinfengDb> SqliteOptions(Action<DbContextOptionsBuilder> use)
    {
        var builder = new DbContextOptionsBuilder<SqliteYinfengDb>();
        use(builder);
        return builder.Options;
    }

    private static DbContextOptions<PostgresYinfengDb> PostgresOptions(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder<PostgresYinfengDb>().UseNpgsql(source, o => o.MigrationsAssembly(MigrationsAssembly)).Options;

    private static void Migrations(Microsoft.EntityFrameworkCore.Infrastructure.SqliteDbContextOptionsBuilder o) =>
        o.MigrationsAssembly(MigrationsAssembly);

    public async ValueTask DisposeAsync()
    {
        if (_sqliteWriter is not null)
        {
            using (var reading = new SqliteConnection(SqliteReading))
            {
                SqliteConnection.ClearPool(reading); // The writer closes last: it checkpoints and removes the write-ahead log.
            }
            await _sqliteWriter.DisposeAsync();
        }
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
    }
}
