using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Yinfeng.Access;
using Yinfeng.Host;
using Yinfeng.Persistence;

namespace Yinfeng.Tests;

/// <summary>A store of its own for one test, on a real database with the product's own services; gone afterwards.</summary>
/// <remarks>Migrating and seeding happens once per run and provider; each store is a copy of that.</remarks>
internal sealed class TestStore : IAsyncDisposable
{
    /// <summary>Connection string of a server on which tests may create databases; unset means PostgreSQL tests are skipped.</summary>
    public static readonly string? PostgresServer = Environment.GetEnvironmentVariable("YINFENG_TEST_POSTGRES");

    public static readonly Viewer Viewer = Viewer.Operator("test");
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static readonly Dictionary<string, string> Templates = [];
    private readonly ServiceProvider _provider;
    private readonly string? _postgresName;

    private TestStore(Database database, string? postgresName)
    {
        Database = database;
        _postgresName = postgresName;
        _provider = Services(database);
    }

    public Database Database { get; }
    public T Get<T>() where T : notnull => _provider.GetRequiredService<T>();
    public IEnumerable<T> GetAll<T>() where T : notnull => _provider.GetServices<T>();
    public AsyncServiceScope Scope() => _provider.CreateAsyncScope();

    /// <param name="provider">"sqlite" or "postgres".</param>
    public static async Task<TestStore> NewAsync(string provider = "sqlite")
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-test-").FullName;
        var template = await TemplateAsync(provider);
        if (provider == "sqlite")
        {
            File.Copy(template, Path.Combine(folder, "yinfeng.db"));
            return await StartAsync(new TestStore(Database.Sqlite(folder), null));
        }
        var name = "yinfeng_test_" + Guid.NewGuid().ToString("N");
        await ServerAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return await StartAsync(new TestStore(Database.Postgres(Connection(name), folder), name));
    }

    /// <summary>A store of nothing, not even tables: its services are not started.</summary>
    public static async Task<TestStore> EmptyAsync(string provider)
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-test-").FullName;
        if (provider == "sqlite")
        {
            return new TestStore(Database.Sqlite(folder), null);
        }
        var name = "yinfeng_test_" + Guid.NewGuid().ToString("N");
        await ServerAsync($"CREATE DATABASE {name}");
        return new TestStore(Database.Postgres(Connection(name), folder), name);
    }

    /// <summary>The database as another process opens it, before it starts.</summary>
    /// <param name="schema">On PostgreSQL, the one that it works in.</param>
    public Database OpenBeside(string? schema = null) => _postgresName is null ? Database.Sqlite(Database.DataFolder)
        : Database.Postgres(new NpgsqlConnectionStringBuilder(Connection(_postgresName)) { SearchPath = schema }.ConnectionString, Database.DataFolder);

    /// <summary>The services of another process on the same PostgreSQL database; dispose it before this one.</summary>
    public Task<TestStore> BesideAsync() => StartAsync(new TestStore(
        Database.Postgres(Connection(_postgresName!), Directory.CreateTempSubdirectory("yinfeng-test-").FullName), null));

    private static async Task<TestStore> StartAsync(TestStore store)
    {
        await Composition.StartAsync(store._provider, CancellationToken.None);
        return store;
    }

    private static async Task<string> TemplateAsync(string provider)
    {
        await Gate.WaitAsync();
        try
        {
            if (Templates.TryGetValue(provider, out var known))
            {
                return known;
            }
            var folder = Directory.CreateTempSubdirectory("yinfeng-template-").FullName;
            var name = "yinfeng_template_" + Guid.NewGuid().ToString("N");
            if (provider == "postgres")
            {
                await ServerAsync($"CREATE DATABASE {name}");
            }
            var database = provider == "sqlite" ? Database.Sqlite(folder) : Database.Postgres(Connection(name), folder);
            await using (var services = Services(database))
            {
                await Composition.StartAsync(services, CancellationToken.None);
            }
            await database.DisposeAsync();
            SqliteConnection.ClearAllPools();
            return Templates[provider] = provider == "sqlite" ? Path.Combine(folder, "yinfeng.db") : name;
        }
        finally
        {
            Gate.Release();
        }
    }

    private static ServiceProvider Services(Database database)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddYinfeng(database);
        return services.BuildServiceProvider();
    }

    private static string Connection(string name) =>
        new NpgsqlConnectionStringBuilder(PostgresServer) { Database = name }.ConnectionString;

    private static async Task ServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await Database.DisposeAsync();
        if (_postgresName is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await ServerAsync($"DROP DATABASE {_postgresName} WITH (FORCE)");
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(Database.DataFolder, recursive: true);
    }
}
