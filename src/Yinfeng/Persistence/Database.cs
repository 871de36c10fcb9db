using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Yinfeng.Audit;

namespace Yinfeng.Persistence;

/// <summary>Where the data live: a SQLite file in the data folder, or a PostgreSQL server.</summary>
/// <remarks>SQLite: one connection writes and checkpoints, held open for the life of the process; readers open their own.</remarks>
public sealed class Database : IAsyncDisposable
{
    internal const string MigrationsAssembly = "Yinfeng.Migrations";
    private readonly string? _postgres;
    private readonly SqliteConnection? _sqliteWriter;
    private readonly NpgsqlDataSource? _source;
    private readonly Lazy<DbContextOptions<SqliteYinfengDb>>? _reading; // Made when first needed: many commands do without Entity Framework.
    private readonly Lazy<DbContextOptions<SqliteYinfengDb>>? _writing;
    private readonly Lazy<DbContextOptions<PostgresYinfengDb>>? _either;
    private readonly ConcurrentBag<PreparedConnection> _idle = [];
    private PreparedConnection? _writerStatements;

    private Database(string dataFolder, string? postgres)
    {
        DataFolder = dataFolder;
        _postgres = postgres;
        if (postgres is null)
        {
            _sqliteWriter = new SqliteConnection($"Data Source={SqliteFile};Default Timeout=60;Pooling=False");
            _reading = new(() => SqliteOptions(b => b.UseSqlite(SqliteReading, Migrations)));
            _writing = new(() => SqliteOptions(b => b.UseSqlite(_sqliteWriter, Migrations)));
        }
        else
        {
            _source = NpgsqlDataSource.Create(postgres);
            _either = new(() => PostgresOptions(_source));
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
            ? new SqliteYinfengDb(_reading!.Value)
            : new PostgresYinfengDb(_either!.Value);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>Loads Entity Framework's model and what compiles its queries, some hundred milliseconds' work; the store need not be there yet.</summary>
    internal void WarmUp()
    {
        using var db = OpenRead();
        _ = db.Set<AuditEntry>().Where(e => e.Seq == 0).ToQueryString();
    }

    /// <summary>A context for the one writer outside of <see cref="Writer"/>; only start-up calls it.</summary>
    internal YinfengDb OpenWrite()
    {
        OpenWriter();
        return IsSqlite ? new SqliteYinfengDb(_writing!.Value) : new PostgresYinfengDb(_either!.Value);
    }

    /// <summary>Begins the transaction of a write; the caller has made sure that it is the only one on SQLite.</summary>
    internal async Task<WriteTransaction> BeginWriteAsync(CancellationToken ct)
    {
        if (_sqliteWriter is null)
        {
            var pooled = await _source!.OpenConnectionAsync(ct);
            return await WriteTransaction.BeginAsync(new PreparedConnection(pooled, own => own.CloseAsync()), PostgresContext, ct);
        }
        OpenWriter();
        _writerStatements ??= new PreparedConnection(_sqliteWriter, _ => ValueTask.CompletedTask);
        return await WriteTransaction.BeginAsync(_writerStatements, _ => new SqliteYinfengDb(_writing!.Value), ct);
    }

    /// <summary>Takes the room of the write-ahead log from the disk now; for a server, which will write. Nothing to do on PostgreSQL.</summary>
    public void ReserveLog()
    {
        if (_sqliteWriter is not null)
        {
            OpenWriter();
            LogRoom.Reserve(SqliteFile);
        }
    }

    /// <summary>Copies committed pages from SQLite's log into the database file; waits for nobody. The caller has the writer's turn.</summary>
    /// <returns>Whether all were copied; not while somebody reads what is older than the log's end.</returns>
    internal bool CopyLog()
    {
        OpenWriter();
        using var pragma = _sqliteWriter!.CreateCommand();
        pragma.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var row = pragma.ExecuteReader();
        return row.Read() && row.GetInt64(0) == 0 && row.GetInt64(1) == row.GetInt64(2);
    }

    /// <summary>A connection for reading whose statements stay prepared; dispose it to give it back.</summary>
    public async ValueTask<PreparedConnection> BorrowAsync(CancellationToken ct)
    {
        if (!IsSqlite)
        {
            return new PreparedConnection(await OpenConnectionAsync(ct), own => own.CloseAsync());
        }
        return _idle.TryTake(out var idle) ? idle : new PreparedConnection(await OpenConnectionAsync(ct), own =>
        {
            _idle.Add(own);
            return ValueTask.CompletedTask;
        });
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

    /// <summary>The same for a thread that reads in bulk beside others.</summary>
    internal DbConnection OpenConnection()
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(SqliteReading) : _source!.CreateConnection();
        connection.Open();
        return connection;
    }

    private PostgresYinfengDb PostgresContext(DbConnection connection)
    {
        var db = new PostgresYinfengDb(_either!.Value);
        db.Database.SetDbConnection(connection);
        return db;
    }

    /// <summary>Opens SQLite's writing connection, which also mends the log of a process that was killed. Nothing to do on PostgreSQL.</summary>
    internal void OpenWriter()
    {
        if (_sqliteWriter is { State: not System.Data.ConnectionState.Open })
        {
            _sqliteWriter.Open();
            using var pragma = _sqliteWriter.CreateCommand();
            // A checkpoint at 32 MB of log at the latest (see LogRoom): whoever happens to write then waits for it, so CopyLog comes before it where
            // it can. 32 MB of cache, used only by large writes: with SQLite's 2 MB an import reads the same index pages back again and again.
            pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                + $"PRAGMA wal_autocheckpoint={LogRoom.Pages}; PRAGMA cache_size=-32768;";
            pragma.ExecuteNonQuery();
        }
    }

    private static DbContextOptions<SqliteYinfengDb> SqliteOptions(Action<DbContextOptionsBuilder> use)
    {
        var builder = new DbContextOptionsBuilder<SqliteYinfengDb>();
        use(builder);
        return builder.UseModel(CompiledModel("SqliteModel.SqliteYinfengDbModel")).Options;
    }

    private static DbContextOptions<PostgresYinfengDb> PostgresOptions(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder<PostgresYinfengDb>().UseNpgsql(source, o => o.MigrationsAssembly(MigrationsAssembly))
            .UseModel(CompiledModel("PostgresModel.PostgresYinfengDbModel")).Options;

    /// <summary>The model as it is compiled into the program: making it anew from the mappings takes most of a second.</summary>
    private static IModel CompiledModel(string type) =>
        (IModel?)Assembly.Load(MigrationsAssembly).GetType($"{MigrationsAssembly}.{type}")?.GetProperty("Instance")?.GetValue(null)
            ?? throw new InvalidOperationException($"{type} is not in the program: ./do migration writes it.");

    private static void Migrations(Microsoft.EntityFrameworkCore.Infrastructure.SqliteDbContextOptionsBuilder o) =>
        o.MigrationsAssembly(MigrationsAssembly);

    public async ValueTask DisposeAsync()
    {
        if (_sqliteWriter is not null)
        {
            while (_idle.TryTake(out var idle))
            {
                await idle.CloseAsync();
            }
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
