using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Tests.Persistence;

public class CopyLogTests
{
    private const long First = 7_000_000_100;

    [Fact]
    public async Task Look_InAPause_CopiesTheLogAndTheNextWritesBeginItAgain()
    {
        await using var store = await TestStore.NewAsync();
        using var copying = CopyLogOf(store);
        await WriteAsync(store, 0, CopyLog.Worth);
        Assert.False(copying.Look()); // Written since the last look.
        Assert.Equal(0, await CountAsync(store, log: false));
        Assert.True(copying.Look());
        Assert.Equal(CopyLog.Worth, await CountAsync(store, log: false)); // The file alone has everything.
        Assert.False(copying.Look()); // Nothing new to copy.

        var length = new FileInfo(Log(store)).Length;
        await WriteAsync(store, CopyLog.Worth, 20);
        Assert.Equal(length, new FileInfo(Log(store)).Length); // Written over, neither made longer nor cut.
        Assert.Equal(CopyLog.Worth + 20, await CountAsync(store, log: true)); // As after a loss of power.
    }

    [Fact]
    public async Task Look_WhileSomebodyWrites_WaitsForAnotherPause()
    {
        await using var store = await TestStore.NewAsync();
        using var copying = CopyLogOf(store);
        await WriteAsync(store, 0, CopyLog.Worth);
        Assert.False(copying.Look());
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            Assert.False(copying.Look());
            work.Audit("unit.look", "units", new { });
            return Task.FromResult(Decision.Allow);
        }, CancellationToken.None);
        Assert.False(copying.Look());
        Assert.True(copying.Look());
    }

    [Fact]
    public async Task Writes_WithoutAPause_DoNotMakeTheLogLonger()
    {
        await using var store = await TestStore.NewAsync();
        store.Database.ReserveLog();
        var length = new FileInfo(Log(store)).Length;
        var text = new string('长', 140_000); // Some 100 pages of the log.
        for (var i = 0; i < 3 * LogRoom.Pages / 100; i++)
        {
            await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
            {
                work.Audit("unit.note", "units", new { text });
                return Task.FromResult(Decision.Allow);
            }, CancellationToken.None);
        }
        Assert.InRange(new FileInfo(Log(store)).Length, length, length + 128 * 4120);
    }

    private static CopyLog CopyLogOf(TestStore store) => new(store.Database, store.Get<Writer>(), NullLogger<CopyLog>.Instance);

    private static string Log(TestStore store) => store.Database.SqliteFile + "-wal";

    private static async Task WriteAsync(TestStore store, int from, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var id = First + from + i;
            await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
            {
                work.Db.Add(new Unit { Id = id, Kind = UnitKind.Squad });
                work.Audit("unit.add", $"unit:{id}", new { id });
                return Task.FromResult(Decision.Allow);
            }, CancellationToken.None);
        }
    }

    /// <summary>Units in a copy of the files as they lie there, which is sound.</summary>
    private static async Task<int> CountAsync(TestStore store, bool log)
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-copied-").FullName;
        foreach (var end in log ? new[] { "", "-wal" } : [""])
        {
            File.Copy(store.Database.SqliteFile + end, Path.Combine(folder, "yinfeng.db" + end));
        }
        int count;
        await using (var database = Database.Sqlite(folder))
        {
            await using var db = database.OpenWrite();
            Assert.Equal("ok", await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").SingleAsync());
            count = await db.Set<Unit>().CountAsync(u => u.Id >= First);
        }
        Directory.Delete(folder, recursive: true);
        return count;
    }
}
