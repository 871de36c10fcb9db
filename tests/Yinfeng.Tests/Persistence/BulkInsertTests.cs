using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Persistence;

/// <summary>Rows added in bulk are those EF would have written, whatever stays the same, changes or is missing from row to row.</summary>
public class BulkInsertTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task RowsAddedInBulk_AreReadBackAsMade(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var random = new Random(20261122);
        List<Project> made = [.. Enumerable.Range(0, 3_000).Select(i => Made(i, random))];
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            Assert.Equal(made.Count, await BulkInsert.IntoAsync(work.Db, made, CancellationToken.None));
            work.Audit("test", "test", new { });
            return true;
        }, CancellationToken.None);

        await using var db = store.Database.OpenRead();
        var read = await db.Set<Project>().OrderBy(p => p.Id).ToListAsync();
        Assert.Equal(made.Count, read.Count);
        foreach (var (project, back) in made.Zip(read))
        {
            Assert.Equivalent(project, back, strict: true);
        }
    }

    /// <summary>A statement takes sixteen rows: what is left over goes one by one, with all that the rows before left as it was.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(100)]
    public async Task RowsAddedAFewAtATime_AreReadBackAsMade(int atOnce)
    {
        await using var store = await TestStore.NewAsync();
        var random = new Random(atOnce);
        List<Project> made = [.. Enumerable.Range(0, 250).Select(i => Made(i, random))];
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            Assert.Equal(made.Count, await BulkInsert.IntoAsync(work.Db, made, CancellationToken.None, atOnce));
            work.Audit("test", "test", new { });
            return true;
        }, CancellationToken.None);

        await using var db = store.Database.OpenRead();
        Assert.Equivalent(made, await db.Set<Project>().OrderBy(p => p.Id).ToListAsync(), strict: true);
    }

    private static Project Made(int i, Random random) => new()
    {
        Id = 1_000_000 + i,
        Name = random.Next(3) == 0 ? "同名项目" : $"项目{random.Next(1_000_000)}",
        Investor = random.Next(3) switch { 0 => null, 1 => "某公司", _ => new string('长', random.Next(200)) },
        Remark = random.Next(2) == 0 ? null : new string('备', random.Next(400)),
        InvestorOrigin = (InvestorOrigin)random.Next(4),
        OwnerUnitId = 140800 + random.Next(2),
        Kind = random.Next(3) switch { 0 => null, 1 => InvestmentKind.FixedAsset, _ => InvestmentKind.NonFixedAsset },
        TotalInvestmentFen = random.Next(3) switch { 0 => null, 1 => 0, _ => random.NextInt64(1L << 50) },
        ExpectedJobs = random.Next(2) == 0 ? null : random.Next(3),
        SignedOnline = random.Next(2) == 0,
        Tracks = (SpecialTracks)random.Next(8),
        SignedOn = random.Next(2) == 0 ? null : new LedgerDate(2023, random.Next(13), 0),
        CreatedAtUtc = new DateTime(2026, 1, 1 + random.Next(2), 3, 4, 5, DateTimeKind.Utc).AddMilliseconds(random.Next(2)),
        Version = random.Next(2),
    };
}
