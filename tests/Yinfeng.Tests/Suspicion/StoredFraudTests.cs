using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Suspicion;
using Yinfeng.Targets;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Suspicion;

/// <summary>The experiment's ledger through the store: 30 counties of a province, read by the product's own run.</summary>
public class StoredFraudTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task ARunOverTheStore_FindsWhatTheExperimentFinds(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var tree = await store.Get<UnitDirectory>().TodayAsync(default);
        long[] counties = [.. tree.IdsWithin(370000).Where(id => tree.Find(id)!.Kind == UnitKind.County).Order().Take(HonestLedger.Counties)];
        var ledger = new HonestLedger(77, counties);
        var frauds = new InjectedFrauds(ledger, 5).Frauds;
        foreach (var project in ledger.Projects)
        {
            project.CityId = 370000; // One claim per firm in the whole province, as the experiment has it.
        }
        await SaveAsync(store, ledger);

        var run = await store.Get<RunSuspicion>().RunAsync(TestStore.Viewer, "370000", HonestLedger.Last, default);

        await using var db = store.Database.OpenRead();
        var doubts = await db.Set<Doubt>().ToListAsync();
        var hard = frauds.Where(f => f.Kind < FraudKind.Bunched).ToList();
        Assert.Equal(hard.Count, hard.Count(f => doubts.Exists(d => d.IsHard && d.ProjectId == f.Project)));
        var soft = frauds.Where(f => f.Kind >= FraudKind.Bunched).ToList();
        var found = soft.Count(f => doubts.Exists(d => !d.IsHard && (f.Project is null ? d.ProjectId is null && d.UnitId == f.Unit
            : d.ProjectId == f.Project || d.OtherId == f.Project)));
        Assert.True(found >= 0.8 * soft.Count, $"{found} of {soft.Count}");
        Assert.All(doubts.Where(d => !d.IsHard), d => Assert.True(d.P <= d.Line * 1.00001 && d.P <= run.Value!.Run.Cut * 1.00001));
        Assert.All(doubts, d => Assert.DoesNotContain("NaN", d.Reason, StringComparison.Ordinal));
    }

    private static Task<int> SaveAsync(TestStore store, HonestLedger ledger) => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
    {
        await BulkInsert.IntoAsync(work.Db, ledger.Projects, default);
        await BulkInsert.IntoAsync(work.Db, ledger.Projects.SelectMany(p => FraudExperiment.Months(ledger, p)), default);
        await BulkInsert.IntoAsync(work.Db, ledger.Steps, default);
        await BulkInsert.IntoAsync(work.Db, ledger.StruckOff.Select(f => new StruckOffFirm { CreditCode = f.Key, On = f.Value, Source = "test", ActorId = "user:li", AtUtc = Some.Now }), default);
        await BulkInsert.IntoAsync(work.Db, ledger.Units.SelectMany(u => ledger.Plans[u].Select((p, i) =>
            new Plan { UnitId = u, Month = HonestLedger.First.AddMonths(i), Indicator = "funds.total", Value = (long)p })), default);
        await BulkInsert.IntoAsync(work.Db, ledger.Units.SelectMany(u => ledger.Proxies[u].SelectMany((kind, k) => kind.Select((v, i) => new ProxyFigure
        {
            UnitId = u, Month = HonestLedger.First.AddMonths(i), Kind = new[] { "power", "invoice", "tax" }[k], Value = (long)v, Source = "test", ActorId = "user:li", AtUtc = Some.Now,
        }))), default);
        work.Audit("test.seed", "", new { });
        work.Changes.Everything = true;
        return 0;
    }, default);
}
