using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
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

        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
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

        var decision = await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
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

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Db.Add(new Unit { Id = 7_000_000_003, Kind = UnitKind.Squad });
            return Task.FromResult(Decision.Allow);
        }, CancellationToken.None));

        Assert.Equal(before, await CountAsync(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_StatementsAndTrackedRows_StandOrFallTogether(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var before = await CountAsync(store);
        for (var round = 0; round < 3; round++) // Twice and more: the second time the statement is known to the connection.
        {
            var (tracked, stated, allowed) = (7_000_000_010 + round, 7_000_000_020 + round, round != 1);
            var decision = await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
            {
                Assert.Equal(1, await work.Sql.RunAsync(Insert, CancellationToken.None, stated, nameof(UnitKind.Squad)));
                work.Db.Add(new Unit { Id = tracked, Kind = UnitKind.Squad });
                Assert.True(await work.Db.Set<Unit>().AnyAsync(u => u.Id == stated));
                work.Audit("unit.add", "", new { tracked, stated });
                return allowed ? Decision.Allow : Decision.Refuse("unit.no", "Id", "不行。");
            }, CancellationToken.None);
            Assert.Equal(allowed, decision.Allowed);
        }
        Assert.Equal((before.Units + 4, before.Lines + 2), await CountAsync(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_AStatementThatFails_LeavesTheWriterUsable(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var before = await CountAsync(store);
        Task<Decision> Add(long id) => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            await work.Sql.RunAsync(Insert, CancellationToken.None, id, nameof(UnitKind.Squad));
            work.Audit("unit.add", "", new { id });
            return Decision.Allow;
        }, CancellationToken.None);

        await Add(7_000_000_030);
        await Assert.ThrowsAnyAsync<DbException>(() => Add(7_000_000_030));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None,
            async work => await work.Sql.RunAsync(Insert, CancellationToken.None, 1L), CancellationToken.None));
        await Add(7_000_000_031);

        Assert.Equal((before.Units + 2, before.Lines + 2), await CountAsync(store));
    }

    private static readonly Statement Insert = new("INSERT INTO unit (id, kind) VALUES (@id, @kind)", ("id", DbType.Int64), ("kind", DbType.String));

    private static async Task<(int Units, int Lines)> CountAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        return (await db.Set<Unit>().CountAsync(), await db.Set<AuditEntry>().CountAsync());
    }
}
