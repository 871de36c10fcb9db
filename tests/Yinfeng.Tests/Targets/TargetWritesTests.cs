using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Sheets;
using Yinfeng.Targets;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Targets;

public class TargetWritesTests
{
    private const string Funds = "funds.total", Rate = "start.rate";

    [Theory, OnSqlite, OnPostgres]
    public async Task Set_StoresChangesAndTakesAway_WithOneAuditLineEach(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var set = store.Get<SetTarget>();

        Assert.Equal(2, (await set.RunAsync(TestStore.Viewer, 2023, [Edit(371400, 160), Edit(371424, 20)], default)).Value);
        Assert.Equal(1, (await set.RunAsync(TestStore.Viewer, 2023, [Edit(371400, 170), Edit(371424, 20)], default)).Value);
        Assert.Equal(1, (await set.RunAsync(TestStore.Viewer, 2023, [Edit(371424, null)], default)).Value);

        await using var db = store.Database.OpenRead();
        var left = await db.Set<Target>().SingleAsync();
        Assert.Equal((371400, 170 * Money.FenPerYi, 2), (left.UnitId, left.Value, left.Version));
        Assert.Equal(3, await db.Set<AuditEntry>().CountAsync(e => e.Action == "target.set"));
    }

    [Fact]
    public async Task Set_AfterSomebodyElse_ShowsAllThreeValuesAndChangesNothing()
    {
        await using var store = await TestStore.NewAsync();
        var set = store.Get<SetTarget>();
        await set.RunAsync(TestStore.Viewer, 2023, [Edit(371424, 12)], default);

        var decision = await set.RunAsync(TestStore.Viewer, 2023,
            [Edit(371424, 15) with { Seen = new Seen(10 * Money.FenPerYi) }, Edit(371425, 9)], default);

        var unmet = Assert.Single(decision.Unmet);
        Assert.Equal(("target.stale", "371424.funds.total.Base"), (unmet.Code, unmet.Field));
        Assert.Contains("您打开时是 10.00，现在是 12.00，您要填 15.00", unmet.Message, StringComparison.Ordinal);
        await using var db = store.Database.OpenRead();
        Assert.Equal(1, await db.Set<Target>().CountAsync());
    }

    [Theory]
    [InlineData(371424, Funds, -1, "target.value")]
    [InlineData(371424, Rate, 101, "target.value")]
    [InlineData(371424, "signed.count", 1.5, "target.value")]
    [InlineData(371424, Funds, 9_000_000, "target.value")]
    [InlineData(371424, "funds.totel", 1, "target.indicator")]
    [InlineData(370100, Funds, 1, "target.unit")]
    [InlineData(999999, Funds, 1, "target.unit")]
    public async Task Set_RefusesWhatCannotBe(long unit, string indicator, double shown, string code)
    {
        await using var store = await TestStore.NewAsync();
        var scale = indicator == Funds ? Money.FenPerYi : 10_000;

        var decision = await store.Get<SetTarget>().RunAsync(Some.User("li", 371400), 2023,
            [new TargetEdit(unit, indicator, TargetLevel.Base, (long)(shown * scale))], default);

        Assert.Equal(code, Assert.Single(decision.Unmet).Code);
    }

    [Fact]
    public async Task Stretch_BelowBase_IsRefused()
    {
        await using var store = await TestStore.NewAsync();

        var decision = await store.Get<SetTarget>().RunAsync(TestStore.Viewer, 2023,
            [Edit(371424, 20), Edit(371424, 18) with { Level = TargetLevel.Stretch }], default);

        Assert.Equal("target.order", Assert.Single(decision.Unmet).Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Plan_OnlyRises_AndIsOfItsYear(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var set = store.Get<SetPlan>();
        Assert.True((await set.RunAsync(TestStore.Viewer, 2023, [Plan(3, 40), Plan(6, 80)], default)).Allowed);

        Assert.Equal("plan.falls", (await set.RunAsync(TestStore.Viewer, 2023, [Plan(9, 70)], default)).Unmet[0].Code);
        Assert.Equal("target.year", (await set.RunAsync(TestStore.Viewer, 2022, [Plan(9, 90)], default)).Unmet[0].Code);
        Assert.Equal("target.stale", (await set.RunAsync(TestStore.Viewer, 2023, [Plan(6, 90) with { Seen = new Seen(1) }], default)).Unmet[0].Code);
        var plans = await store.Get<TargetQueries>().PlansAsync(TestStore.Viewer, 371400, 2023, Funds, default);
        Assert.Equal([40, 80], plans!.Plans.OrderBy(p => p.Key.Month).Select(p => plans.Indicator.Show(p.Value)));
    }

    [Fact]
    public async Task Grid_ShowsTheCascade_ShortUntilChildrenCoverTheParent()
    {
        await using var store = await TestStore.NewAsync();
        await store.Get<SetTarget>().RunAsync(TestStore.Viewer, 2023, [Edit(371400, 160), Edit(371424, 100), Edit(371425, 40)], default);

        var grid = (await store.Get<TargetQueries>().GridAsync(TestStore.Viewer, null, 2023, [], default))!;

        Assert.Equal("德州市", grid.Unit.Name); // The highest unit with targets, when nothing was asked for.
        Assert.Equal([Funds], grid.Indicators.Select(i => i.Code));
        Assert.Equal(13, grid.Rows.Count);
        var line = grid.CascadeOf(Funds, TargetLevel.Base);
        Assert.Equal((140 * Money.FenPerYi, 20 * Money.FenPerYi, 2, 12), (line.Children, line.Short, line.With, line.Of));
        Assert.Null(await store.Get<TargetQueries>().GridAsync(Some.User("li", 370100), 371400, 2023, [], default));
    }

    [Fact]
    public async Task Export_HoldsEveryTargetInItsUnit()
    {
        await using var store = await TestStore.NewAsync();
        await store.Get<SetTarget>().RunAsync(TestStore.Viewer, 2023, [Edit(371400, 160.05m), Edit(371424, 100) with { Level = TargetLevel.Stretch }], default);
        var grid = (await store.Get<TargetQueries>().GridAsync(TestStore.Viewer, 371400, 2023, [], default))!;
        var path = Path.Combine(store.Database.DataFolder, "目标.xlsx");
        await using (var file = File.Create(path))
        {
            TargetWorkbook.Write(file, grid);
        }

        using var workbook = WorkbookReader.Open(path);
        var rows = workbook.Sheets[0].ReadRows().Select(r => r.Clone()).ToList();
        Assert.Equal("到位资金奋斗目标（亿元）", rows[1][2].Text);
        Assert.Equal(("德州市", 160.05m), (rows[2][0].Text, rows[2][1].Number));
        Assert.Equal(100m, rows.Single(r => r[0].Text == "临邑县")[2].Number);
    }

    private static TargetEdit Edit(long unit, decimal? yi) =>
        new(unit, Funds, TargetLevel.Base, yi is { } v ? Money.FromYi(v) : null);

    private static PlanEdit Plan(int month, decimal yi) => new(371400, Funds, new YearMonth(2023, month), Money.FromYi(yi));
}
