using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Targets;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Reports;

/// <summary>The product's board on a ledger of its own, against an independent recomputation from rows.</summary>
public class BoardOwnLedgerTests
{
    private static readonly YearMonth[] Periods = [new(2022, 12), new(2023, 3), new(2023, 6), new(2023, 7), new(2023, 12), new(2024, 2)];

    [Theory, OnSqlite, OnPostgres]
    public async Task Board_OwnLedger_EqualsTheRecomputationAtEveryLevel(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var ledger = await SeedAsync(store, seed: 11, projects: 120);

        foreach (var period in Periods)
        {
            await CheckAsync(store, ledger, period);
        }
    }

    [Fact]
    public async Task Board_RandomEdits_StayEqualToRebuildAndRecomputation()
    {
        await using var store = await TestStore.NewAsync();
        var ledger = await SeedAsync(store, seed: 12, projects: 40);
        await CheckAsync(store, ledger, new YearMonth(2023, 6)); // Loads the board, so that the edits are followed.
        for (var step = 0; step < 25; step++)
        {
            await EditAsync(store, ledger);
            await CheckAsync(store, ledger, Periods[ledger.Random.Next(Periods.Length)]);
        }
        using var rebuilt = new BoardStore(store.Database, store.Get<UnitDirectory>(), store.Get<IndicatorCatalog>(), new ChangeFeed());
        BoardQueries Queries(BoardStore board) => new(board, store.Get<Yinfeng.Closing.ClosedBoards>(), store.Get<Yinfeng.Closing.RestatementQueries>());
        foreach (var period in Periods)
        {
            var followed = (await Queries(store.Get<BoardStore>()).BoardAsync(TestStore.Viewer, period, "371400", [], default)).Value!;
            var fresh = (await Queries(rebuilt).BoardAsync(TestStore.Viewer, period, "371400", [], default)).Value!;
            Assert.Equal(Json(fresh), Json(followed));
        }
    }

    [Fact]
    public async Task Board_RenamedCounty_KeepsItsFiguresUnderTheNameOfTheMonth()
    {
        await using var store = await TestStore.NewAsync();
        await SeedAsync(store, seed: 13, projects: 30);

        var before = await BoardAsync(store, new YearMonth(2023, 3), "371425");
        var after = await BoardAsync(store, new YearMonth(2023, 4), "371425");

        Assert.Equal("齐河县", before.Unit.Name);
        Assert.Equal("齐河新区", after.Unit.Name);
        Assert.True(after.Cell(0, "funds.total")!.Value >= before.Cell(0, "funds.total")!.Value);
    }

    [Fact]
    public async Task Board_ViewerOfACounty_SeesNoOtherUnit()
    {
        await using var store = await TestStore.NewAsync();
        await SeedAsync(store, seed: 14, projects: 10);
        var viewer = Some.User("li", OwnLedger.Linyi);
        var queries = store.Get<BoardQueries>();

        var own = await queries.BoardAsync(viewer, new YearMonth(2023, 6), null, [], default);
        var other = await queries.BoardAsync(viewer, new YearMonth(2023, 6), "371425", [], default);
        var above = await queries.BoardAsync(viewer, new YearMonth(2023, 6), "371400", [], default);

        Assert.Equal(OwnLedger.Linyi, own.Value!.Unit.Id);
        Assert.Equal(["board.unit.unknown"], other.Unmet.Select(u => u.Code));
        Assert.Equal(["board.unit.unknown"], above.Unmet.Select(u => u.Code));
    }

    [Fact]
    public async Task Figure_OfEveryIndicator_SumsItsRowsToTheFigure()
    {
        await using var store = await TestStore.NewAsync();
        await SeedAsync(store, seed: 15, projects: 40);
        var figures = store.Get<FigureQueries>();
        foreach (var code in NaiveBoard.Codes.Append("start.rate"))
        {
            foreach (var field in Enum.GetValues<FigureField>())
            {
                var figure = (await figures.FigureAsync(TestStore.Viewer, new YearMonth(2023, 6), "371400", code, field, 1, default)).Value!;

                Assert.Equal(figure.Above, figure.Rows.Where(r => !r.Below).Sum(r => r.Amount));
                Assert.Equal(figure.Shown, figure.Below is { } below
                    ? decimal.Round(figure.Above * 100 / below, 2, MidpointRounding.AwayFromZero) : figure.Above);
            }
        }
    }

    private static async Task<OwnLedger> SeedAsync(TestStore store, int seed, int projects)
    {
        var ledger = new OwnLedger(new Random(seed));
        ledger.Grow(projects);
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Db.AddRange(OwnLedger.Units());
            work.Db.AddRange(ledger.Rows());
            work.Audit("test.seed", "", new { projects });
            (work.Changes.Units, work.Changes.Everything) = (true, true);
            return Task.FromResult(0);
        }, default);
        return ledger;
    }

    /// <summary>Changes one project as people do: new dates and amounts, other months, other shares; or a target.</summary>
    private static async Task EditAsync(TestStore store, OwnLedger ledger)
    {
        var kind = ledger.Random.Next(5);
        var project = kind == 4 ? ledger.Add() : ledger.Projects[ledger.Random.Next(ledger.Projects.Count)];
        var target = ledger.Targets[ledger.Random.Next(ledger.Targets.Count)];
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            switch (kind)
            {
                case 0: ledger.Redate(project); break;
                case 1: ledger.Report(project); break;
                case 2: ledger.Share(project); break;
                case 3: target.Value = ledger.Random.Next(0, 80) * 10_000_000L; break;
            }
            await work.Db.Set<MonthlyReport>().Where(m => m.ProjectId == project.Id).ExecuteDeleteAsync();
            await work.Db.Set<CreditShare>().Where(s => s.ProjectId == project.Id).ExecuteDeleteAsync();
            if (kind == 4)
            {
                work.Db.Add(project);
            }
            else
            {
                work.Db.Update(project);
            }
            work.Db.AddRange(ledger.Months.Where(m => m.ProjectId == project.Id));
            work.Db.AddRange(ledger.Shares.Where(s => s.ProjectId == project.Id));
            work.Db.Update(target);
            work.Changes.ProjectIds.Add(project.Id);
            work.Changes.Targets = kind == 3;
            work.Audit("test.edit", $"project:{project.Id}", new { kind });
            return 0;
        }, default);
    }

    private static async Task<BoardView> BoardAsync(TestStore store, YearMonth period, string unit) =>
        (await store.Get<BoardQueries>().BoardAsync(TestStore.Viewer, period, unit, [], default)).Value!;

    private static async Task CheckAsync(TestStore store, OwnLedger ledger, YearMonth period)
    {
        var naive = new NaiveBoard(ledger, period);
        foreach (var top in new[] { "100000", "370000", "371400", "371424" })
        {
            var view = await BoardAsync(store, period, top);
            foreach (var row in view.Rows.Where(r => r[0].Unit.Id is UnitTree.NationId || OwnLedger.Parents(period.LastDay).ContainsKey(r[0].Unit.Id)))
            {
                foreach (var cell in row.Where(c => NaiveBoard.Codes.Contains(c.Indicator.Code)))
                {
                    var (code, unit) = (cell.Indicator.Code, cell.Unit.Id);
                    var at = $"{period} {unit} {code}";
                    Assert.Equal((at, naive.Value(code, unit)), (at, cell.Value));
                    Assert.Equal((at, naive.LastYear(code, unit)), (at, cell.LastYear));
                    Assert.Equal((at, naive.Completion(code, unit)), (at, cell.Completion));
                    Assert.Equal((at, (long?)(unit == UnitTree.NationId ? null : naive.Rank(code, unit))), (at, unit == UnitTree.NationId ? null : cell.Rank));
                }
            }
        }
    }

    private static string Json(BoardView view) => System.Text.Json.JsonSerializer.Serialize(BoardJson.Of(view));
}
