using Microsoft.EntityFrameworkCore;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Persistence;

public class WriterTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Run_AnAllowedChange_StoresItWithItsAuditLine(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var before = await CountAsync(store);

        await store.Get<Writer>().RunAsync(TestStore.Viewer, work =>
        {
            work.Db.Add(new Unit { Id = 7_000_000_001, Kind = UnitKind.Squad });
            work.Audit("unit.add", "unit:7000000001", new { name = "一队" });
            return Task.FromResult(Decision.Allow);
        }, CancellationToken.None);

        var after = await CountAsync(store);
        Assert.Equal((before.Units + 1, before.Lines + 1), after);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_ARefusedDecision_LeavesNeitherChangeNorLine(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var before = await CountAsync(store);

        var decision = await store.Get<Writer>().RunAsync(TestStore.Viewer, async work =>
        {
            work.Db.Add(new Unit { Id = 7_000_000_002, Kind = UnitKind.Squad });
            await work.Db.SaveChangesAsync();
            return Decision.Refuse("unit.name.missing", "Name", "请填写单位名称。");
        }, CancellationToken.None);

        Assert.False(decision.Allowed);
        Assert.Equal(before, await CountAsync(store));
    }

    [Fact]
    public async Task Run_AChangeWithoutAuditLine_IsABugAndStoresNothing()
    {
        await using var store = await TestStore.NewAsync();
        var before = await CountAsync(store);

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Get<Writer>().RunAsync(TestStore.Viewer, work =>
        {
            work.Db.Add(new Unit { Id = 7_000_000_003, Kind = UnitKind.Squad });
            return Task.FromResult(Decision.Allow);
        }, CancellationToken.None));

        Assert.Equal(before, await CountAsync(store));
    }

    private static async Task<(int Units, int Lines)> CountAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        return (await db.Set<Unit>().CountAsync(), await db.Set<AuditEntry>().CountAsync());
    }
}
