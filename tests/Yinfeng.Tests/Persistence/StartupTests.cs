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
