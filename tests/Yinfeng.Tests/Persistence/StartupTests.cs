using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Persistence;

public class StartupTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Migrate_WhenNothingIsPending_ChangesNothing(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        Assert.Empty(await Startup.MigrateAsync(store.Database, CancellationToken.None));
        Assert.False(Directory.Exists(Path.Combine(store.Database.DataFolder, "backups")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Migrate_DataOfAnUnknownVersion_AreRefusedAndUntouched(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ExecuteAsync(store, """INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_Later', '99')""");

        var refused = await Assert.ThrowsAsync<DataRefusedException>(() => Startup.MigrateAsync(store.Database, CancellationToken.None));

        Assert.Contains("29991231000000_Later", refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Migrate_TwoAtOnceOnANewStore_OneOfThemMakesIt(string provider)
    {
        await using var store = await TestStore.EmptyAsync(provider);
        await using var other = store.OpenBeside();

        var applied = await Task.WhenAll(new[] { store.Database, other }.Select(d => Task.Run(() => Startup.MigrateAsync(d, CancellationToken.None))));

        Assert.Single(applied, a => a.Count > 0);
        Assert.True(await Startup.IsCurrentAsync(other, CancellationToken.None));
    }

    /// <summary>A server often holds several programs, each in a schema of its own.</summary>
    [Theory, OnPostgres]
    public async Task Migrate_InASchemaOfItsOwn_LooksNowhereElse(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ExecuteAsync(store, "CREATE SCHEMA office");
        await using var office = store.OpenBeside("office");

        Assert.NotEmpty(await Startup.MigrateAsync(office, CancellationToken.None));

        Assert.Empty(await Startup.MigrateAsync(office, CancellationToken.None));
        await using var db = office.OpenRead();
        Assert.Equal(0, await db.Set<Yinfeng.Units.Unit>().CountAsync());
    }

    /// <summary>What a first start of an earlier version leaves when it is killed between making the history and the first migration.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Migrate_WithAnEmptyHistory_MakesTheStore(string provider)
    {
        await using var store = await TestStore.EmptyAsync(provider);
        await ExecuteAsync(store, """CREATE TABLE "__EFMigrationsHistory" ("MigrationId" varchar(150) NOT NULL PRIMARY KEY, "ProductVersion" varchar(32) NOT NULL)""");

        Assert.NotEmpty(await Startup.MigrateAsync(store.Database, CancellationToken.None));

        Assert.True(await Startup.IsCurrentAsync(store.Database, CancellationToken.None));
    }

    [Fact]
    public async Task Reader_CannotWrite()
    {
        await using var store = await TestStore.NewAsync();
        await using var connection = await store.Database.OpenConnectionAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM unit";
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => command.ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task FolderLock_HeldOnce_IsNotGivenTwiceAndComesFree()
    {
        await using var store = await TestStore.NewAsync();
        var folder = store.Database.DataFolder;
        using (var first = FolderLock.TryTake(folder, FolderLock.Work, "first"))
        {
            Assert.NotNull(first);
            Assert.Null(FolderLock.TryTake(folder, FolderLock.Work, "second"));
            Assert.EndsWith("first", FolderLock.Holder(folder, FolderLock.Work), StringComparison.Ordinal);
        }
        using var later = FolderLock.TryTake(folder, FolderLock.Work, "later");
        Assert.NotNull(later);
    }

    private static async Task ExecuteAsync(TestStore store, string sql)
    {
        await using var db = store.Database.OpenWrite();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
