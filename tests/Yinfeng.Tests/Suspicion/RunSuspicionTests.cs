using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Inspections;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Suspicion;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Inspections;
using Yinfeng.Units;
using static Yinfeng.Tests.Suspicion.SuspicionTown;

namespace Yinfeng.Tests.Suspicion;

public class RunSuspicionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Run_FindsWhatDoesNotFit_AndOpensToItsRows(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var town = await FillAsync(store);

        var run = await RunAsync(store);

        var lines = await ListAsync(store);
        Assert.Equal(["firm.twice", "firm.twice", "funds.above-total", "soft.repeat"], lines.Select(l => l.Doubt.Code).Order(StringComparer.Ordinal));
        Assert.Equal(4, run.New.Count);
        var above = lines.Single(l => l.Doubt.Code == "funds.above-total").Doubt;
        Assert.Equal("累计到位资金 1,200 万元 大于总投资 1,000 万元。", above.Reason);
        var view = (await store.Get<DoubtQueries>().GetAsync(City, above.Id, default))!;
        Assert.Equal([("总投资", null, 1000L), ("到位资金", 202203, 700), ("到位资金", 202204, 500)],
            view.Rows.Select(r => (r.Row.Note, r.Row.Month, r.Row.Fen!.Value / Money.FenPerWan)));
        Assert.All(view.Rows, r => Assert.StartsWith($"/projects/{town.Above.Id}", r.Address, StringComparison.Ordinal));
        var repeat = lines.Single(l => l.Doubt.Code == "soft.repeat").Doubt;
        Assert.Contains("有 9 对相邻月份", repeat.Reason, StringComparison.Ordinal);
        Assert.Contains("其中 4 对与后一个月分毫不差", repeat.Reason, StringComparison.Ordinal);
        Assert.True(repeat.P < 1e-6 && repeat.P <= repeat.Line, $"{repeat.P} {repeat.Line}");
        Assert.Equal(0.1 / run.Run.Family, repeat.Line!.Value, 1e-6);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_Again_RepeatsNothing_AndClosesWhatWasPutRight(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var town = await FillAsync(store);
        var first = await RunAsync(store);
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            (await work.Db.Set<Project>().SingleAsync(p => p.Id == town.Above.Id)).TotalInvestmentFen = 2000 * Money.FenPerWan;
            work.Audit("test.edit", "", new { });
            return 0;
        }, default);

        var second = await RunAsync(store);

        Assert.Equal((0, 3, 1), (second.New.Count, second.Kept.Count, second.Gone.Count));
        Assert.Equal(first.New.Order(), second.Kept.Concat(second.Gone).Order());
        var gone = (await store.Get<DoubtQueries>().GetAsync(City, second.Gone[0], default))!;
        Assert.Equal((DoubtState.Gone, "funds.above-total"), (gone.Line.Doubt.State, gone.Line.Doubt.Code));
        Assert.Contains("不再成立", Assert.Single(gone.Notes).Text, StringComparison.Ordinal);
    }

    /// <summary>A county sees its own doubts, learns which county has the other project, and of that project nothing.</summary>
    [Fact]
    public async Task Doubts_OfAnotherCounty_AreNotSeen_NorTheOtherProject()
    {
        await using var store = await TestStore.NewAsync();
        var town = await FillAsync(store);
        await RunAsync(store);

        var lines = await ListAsync(store, Reporter);

        Assert.Equal(["firm.twice", "funds.above-total"], lines.Select(l => l.Doubt.Code).Order(StringComparer.Ordinal));
        var view = (await store.Get<DoubtQueries>().GetAsync(Reporter, lines.Single(l => l.Doubt.Code == "firm.twice").Doubt.Id, default))!;
        var said = JsonSerializer.Serialize(DoubtDetailJson.Of(view), DoubtJson.Options);
        Assert.Contains("乐陵市的另一个项目", said, StringComparison.Ordinal);
        Assert.DoesNotContain("乙项目", said, StringComparison.Ordinal);
        Assert.DoesNotContain($"{town.Other.Id}", said, StringComparison.Ordinal);
        Assert.Null(await store.Get<DoubtQueries>().GetAsync(Reporter, await IdAsync(store, "soft.repeat", town.Copied.Id), default));
        Assert.Equal(new Dictionary<long, int> { [Some.Linyi] = 2, [Some.Dezhou] = 2 },
            await store.Get<DoubtQueries>().CountsAsync(Reporter, [Some.Linyi, Some.Laoling, Some.Dezhou], default));
    }

    [Fact]
    public async Task Run_NeedsTheRight_AUnitOfOnes_AndAMonthThatHasBegun()
    {
        await using var store = await TestStore.NewAsync();
        var run = store.Get<RunSuspicion>();
        await Assert.ThrowsAsync<RightMissingException>(() => run.RunAsync(Reporter, "371424", Period, default));
        Assert.Equal("suspicion.unit", (await run.RunAsync(CountyInspector, "371400", Period, default)).Unmet[0].Code);
        Assert.Equal("suspicion.period", (await run.RunAsync(City, "371400", new YearMonth(2150, 1), default)).Unmet[0].Code);
    }

    /// <summary>Never a penalty: board, lights and ledger stay byte for byte; only the next draw weighs differently.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Doubts_RaiseTheWeightInTheDraw_AndChangeNothingElse(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        using var bench = new InspectionBench(store);
        var town = await FillAsync(store);
        var facts = new PlanFacts("371400", "督查", [ProjectStage.Started], null, null, "1", null, null);
        var plan = (await bench.Plans.RunAsync(TestStore.Viewer, null, facts, default)).Value;
        var (before, figures) = (await WeightsAsync(store, plan), await FiguresAsync(store, town.Above.Id));

        await RunAsync(store);

        var after = await WeightsAsync(store, plan);
        Assert.Equal(figures, await FiguresAsync(store, town.Above.Id));
        Assert.Equal((2, 2, 2, 1), (More(town.Above), More(town.One), More(town.Other), More(town.Copied)));
        Assert.Contains("疑点（硬规则）+2", after[town.Above.Id].Why);

        // Explained, it no longer weighs; what still has to be inspected does.
        var (explained, remains) = (await IdAsync(store, "funds.above-total", town.Above.Id), await IdAsync(store, "soft.repeat", town.Copied.Id));
        Assert.Empty((await store.Get<JudgeDoubt>().RunAsync(City, explained, true, "追加投资有批复。", default)).Unmet);
        Assert.Empty((await store.Get<JudgeDoubt>().RunAsync(City, remains, false, "没有凭证。", default)).Unmet);
        after = await WeightsAsync(store, plan);
        Assert.Equal((0, 1), (More(town.Above), More(town.Copied)));
        Assert.Equal(figures, await FiguresAsync(store, town.Above.Id));

        int More(Project project) => after[project.Id].Weight - before[project.Id].Weight;
    }

    [Fact]
    public async Task Job_LooksAtLastMonth_OncePerCity_FromTheDayOfTheRules()
    {
        await using var store = await TestStore.NewAsync();
        await FillAsync(store);
        var early = Job(store, new DateTime(2023, 1, 11, 3, 0, 0, DateTimeKind.Utc));
        var due = Job(store, new DateTime(2023, 1, 12, 3, 0, 0, DateTimeKind.Utc));
        Assert.Equal(0, await early.DueAsync(default));
        Assert.Equal(1, await due.DueAsync(default));
        Assert.Equal(0, await due.DueAsync(default));
        var (run, unit) = Assert.Single(await store.Get<DoubtQueries>().RunsAsync(City, 10, default));
        Assert.Equal(("德州市", Period, "system:suspicion"), (unit, run.Period, run.ActorId));
    }

    private static SuspicionJob Job(TestStore store, DateTime now) => new(store.Get<RunSuspicion>(), store.Database, store.Get<UnitDirectory>(),
        store.Get<SuspicionRules>(), new Yinfeng.Tests.Access.Clock(new DateTimeOffset(now)), Microsoft.Extensions.Logging.Abstractions.NullLogger<SuspicionJob>.Instance);

    private static async Task<Dictionary<long, (int Weight, IReadOnlyList<string> Why)>> WeightsAsync(TestStore store, long plan)
    {
        await using var db = store.Database.OpenRead();
        var pool = await store.Get<PoolMaker>().ProjectsAsync(db, await db.Set<InspectionPlan>().SingleAsync(p => p.Id == plan),
            store.Get<InspectionRules>().On(Some.Today), default);
        return pool.ToDictionary(p => long.Parse(p.Id, System.Globalization.CultureInfo.InvariantCulture), p => (p.Weight, p.Why));
    }

    private static async Task<string> FiguresAsync(TestStore store, long project)
    {
        var board = (await store.Get<BoardQueries>().BoardAsync(City, Period, "371400", [], default)).Value!;
        var light = await store.Get<LightQueries>().ProjectAsync(City, project, default);
        var row = await Some.ReadAsync(store, project);
        return JsonSerializer.Serialize(new { board = BoardJson.Of(board), light = light?.Light.ToString(), row });
    }
}
