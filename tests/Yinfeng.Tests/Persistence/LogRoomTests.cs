using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Tests.Persistence;

public class LogRoomTests
{
    /// <summary>What a machine that loses power leaves behind: the files as they are, with nothing closed.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(25)]
    public async Task Reserve_ThenACrash_KeepsEveryCommitAndNothingElse(int writes)
    {
        await using var store = await TestStore.NewAsync();
        await AddAsync(store, 7_000_000_100); // The log already has frames when its room is taken.
        store.Database.ReserveLog();
        for (var i = 1; i <= writes; i++)
        {
            await AddAsync(store, 7_000_000_100 + i);
        }
        Assert.True(new FileInfo(store.Database.SqliteFile + "-wal").Length >= LogRoom.Pages * 4096L);
        var crashed = Directory.CreateTempSubdirectory("yinfeng-crashed-").FullName;
        foreach (var end in new[] { "", "-wal" })
        {
            File.Copy(store.Database.SqliteFile + end, Path.Combine(crashed, "yinfeng.db" + end));
        }

        await using (var database = Database.Sqlite(crashed))
        {
            Assert.Empty(await Startup.MigrateAsync(database, CancellationToken.None));
            database.ReserveLog();
            await using var db = database.OpenWrite();
            Assert.Equal(writes + 1, await db.Set<Unit>().CountAsync(u => u.Id >= 7_000_000_100));
            Assert.Equal("ok", await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").SingleAsync());
        }
        Assert.False(File.Exists(Path.Combine(crashed, "yinfeng.db-wal"))); // Closing takes the log away, room and all.
        Directory.Delete(crashed, recursive: true);
    }

    private static Task<Decision> AddAsync(TestStore store, long id) => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
    {
        work.Db.Add(new Unit { Id = id, Kind = UnitKind.Squad });
        work.Audit("unit.add", $"unit:{id}", new { id });
        return Task.FromResult(Decision.Allow);
    }, CancellationToken.None);
}
