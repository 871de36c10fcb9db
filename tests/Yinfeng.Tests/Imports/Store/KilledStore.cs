using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Yinfeng.Persistence;
using Yinfeng.Tests.Host;

namespace Yinfeng.Tests.Imports.Store;

/// <summary>A data folder, with a PostgreSQL database or without, for processes that are killed over it; gone afterwards.</summary>
internal sealed class KilledStore : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string? _database;

    private KilledStore(string folder, string? database) => (_folder, _database) = (folder, database);

    /// <summary>Where commands shall work.</summary>
    public string[] Where => _database is null ? ["--data", _folder] : ["--data", _folder, "--db", Connection(_database)];

    /// <param name="provider">"sqlite" or "postgres".</param>
    public static async Task<KilledStore> FreshAsync(string provider, string folder)
    {
        var store = new KilledStore(folder, provider == "postgres" ? "yinfeng_kill_" + Guid.NewGuid().ToString("N") : null);
        if (store._database is not null)
        {
            await ServerAsync($"CREATE DATABASE {store._database}");
        }
        Assert.Equal(0, (await Product.RunAsync(["migrate", .. store.Where])).Code);
        return store;
    }

    /// <summary>The same data beside this, under another name; this one must be at rest.</summary>
    public async Task<KilledStore> CopyAsync(string name)
    {
        var to = new KilledStore(Path.Combine(Path.GetDirectoryName(_folder)!, name), _database is null ? null : $"{_database}_{name.Replace('-', '_')}");
        Directory.CreateDirectory(to._folder);
        if (_database is not null)
        {
            await SettleAsync();
            await ServerAsync($"CREATE DATABASE {to._database} TEMPLATE {_database}");
            return to;
        }
        foreach (var file in Directory.EnumerateFiles(_folder).Where(f => Path.GetFileName(f).StartsWith("yinfeng.db", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to._folder, Path.GetFileName(file)));
        }
        return to;
    }

    /// <summary>Waits until PostgreSQL has noticed that its client is dead and has ended that session, one way or the other.</summary>
    public async Task SettleAsync()
    {
        var watch = Stopwatch.StartNew();
        while (_database is not null && await ServerAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{_database}'") > 0)
        {
            Assert.True(watch.Elapsed.TotalSeconds < 30, "PostgreSQL still works for a client that is dead.");
            await Task.Delay(20);
        }
    }

    public async Task<(long Imports, long Projects, long Lines, long Months)> CountAsync()
    {
        await using var connection = await OpenAsync();
        return (await NumberAsync(connection, "SELECT count(*) FROM import"), await NumberAsync(connection, "SELECT count(*) FROM project"),
            await NumberAsync(connection, "SELECT coalesce(sum(length(marks)), 0) FROM import_block"),
            await NumberAsync(connection, "SELECT count(*) FROM monthly_report"));
    }

    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = await OpenAsync();
        return await NumberAsync(connection, sql);
    }

    /// <summary>The rows as text, a line each.</summary>
    public async Task<string> TextAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var text = new StringBuilder();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
            text.AppendJoin('|', values).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>For a store that no process holds.</summary>
    public Database Open() => _database is null ? Database.Sqlite(_folder) : Database.Postgres(Connection(_database), _folder);

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = _database is null
            ? new SqliteConnection($"Data Source={Path.Combine(_folder, "yinfeng.db")};Pooling=False")
            : new NpgsqlConnection(Connection(_database) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static string Connection(string database) =>
        new NpgsqlConnectionStringBuilder(TestStore.PostgresServer) { Database = database }.ConnectionString;

    private static async Task<long> ServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestStore.PostgresServer);
        await connection.OpenAsync();
        return await NumberAsync(connection, sql);
    }

    private static async Task<long> NumberAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync() ?? 0L, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await ServerAsync($"DROP DATABASE {_database} WITH (FORCE)");
        }
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
