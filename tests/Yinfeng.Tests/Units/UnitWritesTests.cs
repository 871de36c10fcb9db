using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Units;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Units;

public class UnitWritesTests
{
    private static readonly DateOnly Day = new(2023, 7, 1), Before = new(2023, 6, 30);

    [Theory, OnSqlite, OnPostgres]
    public async Task Rename_KeepsThePastNameAndWritesTheLog(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);

        var decision = await store.Get<RenameUnit>().RunAsync(TestStore.Viewer, 371424, "临邑区", null, Day, "鲁政字〔2023〕1号", default);

        Assert.True(decision.Allowed);
        var units = store.Get<UnitDirectory>();
        Assert.Equal("临邑县", (await units.OnAsync(Before, default)).Find(371424)!.Name);
        Assert.Equal("临邑区", (await units.OnAsync(Day, default)).Find(371424)!.Name);
        await using var db = store.Database.OpenRead();
        Assert.Contains("临邑区", (await db.Set<AuditEntry>().SingleAsync(e => e.Action == "unit.rename")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_TakesEverythingBelowAlong_FromTheDayOn()
    {
        await using var store = await TestStore.NewAsync();
        var park = (await store.Get<AddUnit>().RunAsync(TestStore.Viewer, New("化工园区", 371424), default)).Value;

        Assert.True((await store.Get<MoveUnit>().RunAsync(TestStore.Viewer, 371424, 370100, Day, "区划调整", default)).Allowed);

        var units = store.Get<UnitDirectory>();
        Assert.True((await units.OnAsync(Before, default)).IsWithin(park, 371400));
        Assert.True((await units.OnAsync(Day, default)).IsWithin(park, 370100));
    }

    [Fact]
    public async Task Merge_LetsTheSuccessorAnswer_AndKeepsThePast()
    {
        await using var store = await TestStore.NewAsync();
        var park = (await store.Get<AddUnit>().RunAsync(TestStore.Viewer, New("化工园区", 371424), default)).Value;

        Assert.True((await store.Get<MergeUnits>().RunAsync(TestStore.Viewer, 371424, 371425, Day, "撤并", default)).Allowed);

        var units = store.Get<UnitDirectory>();
        Assert.Equal(371424, (await units.OnAsync(Before, default)).Find(371424)!.Id);
        Assert.Equal(371425, (await units.OnAsync(Day, default)).Find(371424)!.Id);
        Assert.True((await units.OnAsync(Day, default)).IsWithin(park, 371425));
    }

    [Fact]
    public async Task End_StopsTheUnit_ButNotWhileSomethingIsBelowIt()
    {
        await using var store = await TestStore.NewAsync();
        var park = (await store.Get<AddUnit>().RunAsync(TestStore.Viewer, New("化工园区", 371424), default)).Value;
        var end = store.Get<EndUnit>();

        Assert.Equal("unit.has-children", (await end.RunAsync(TestStore.Viewer, 371424, Day, "撤销", default)).Unmet[0].Code);
        Assert.True((await end.RunAsync(TestStore.Viewer, park, Day, "撤销", default)).Allowed);
        Assert.Null((await store.Get<UnitDirectory>().OnAsync(Day, default)).Find(park));
        Assert.NotNull((await store.Get<UnitDirectory>().OnAsync(Before, default)).Find(park));
    }

    [Fact]
    public async Task Add_GivesTheNextFreeCode()
    {
        await using var store = await TestStore.NewAsync();
        var add = store.Get<AddUnit>();
        await add.RunAsync(TestStore.Viewer, New("商务局", 371424), default);
        var second = (await add.RunAsync(TestStore.Viewer, New("科技局", 371424), default)).Value;

        Assert.Equal("371424-02", (await store.Get<UnitDirectory>().OnAsync(Day, default)).Find(second)!.Code);
    }

    [Fact]
    public async Task Refusals_NameEveryConditionAndChangeNothing()
    {
        await using var store = await TestStore.NewAsync();

        var add = await store.Get<AddUnit>().RunAsync(TestStore.Viewer, new NewUnit("37 1", "", null, UnitKind.Park, 371424, Day, null), default);
        Assert.Equal(["unit.reason-missing", "unit.name", "unit.code"], add.Unmet.Select(u => u.Code));
        Assert.Equal("unit.code.taken", (await store.Get<RenameUnit>().RunAsync(TestStore.Viewer, 371424, "临邑区", "371425", Day, "x", default)).Unmet[0].Code);
        Assert.Equal("unit.unchanged", (await store.Get<RenameUnit>().RunAsync(TestStore.Viewer, 371424, "临邑县", null, Day, "x", default)).Unmet[0].Code);
        Assert.Equal("unit.parent.below", (await store.Get<MoveUnit>().RunAsync(TestStore.Viewer, 371400, 371424, Day, "x", default)).Unmet[0].Code);
        Assert.Equal("unit.successor.below", (await store.Get<MergeUnits>().RunAsync(TestStore.Viewer, 371424, 371424, Day, "x", default)).Unmet[0].Code);
        var county = Some.User("li", 371425);
        Assert.Equal("unit.not-found", (await store.Get<RenameUnit>().RunAsync(county, 371424, "临邑区", null, Day, "x", default)).Unmet[0].Code);
        await Assert.ThrowsAsync<RightMissingException>(() => store.Get<RenameUnit>().RunAsync(county, 371425, "齐河区", null, Day, "x", default));
        Assert.Single(await store.Get<UnitDirectory>().ChangeDaysAsync(default));
    }

    [Fact]
    public async Task EarlierChange_AfterALaterOne_IsRefused()
    {
        await using var store = await TestStore.NewAsync();
        var rename = store.Get<RenameUnit>();
        await rename.RunAsync(TestStore.Viewer, 371424, "临邑区", null, Day, "x", default);

        Assert.Equal("unit.later-change", (await rename.RunAsync(TestStore.Viewer, 371424, "临邑市", null, Before, "x", default)).Unmet[0].Code);
        Assert.True((await rename.RunAsync(TestStore.Viewer, 371424, "临邑市", null, Day, "同日更正", default)).Allowed);
        Assert.Equal("临邑市", (await store.Get<UnitDirectory>().OnAsync(Day, default)).Find(371424)!.Name);
    }

    [Fact]
    public async Task Import_TakesAllRowsOrNone_AndKnowsThemTheSecondTime()
    {
        await using var store = await TestStore.NewAsync();
        var path = Path.Combine(store.Database.DataFolder, "单位.csv");
        await File.WriteAllTextAsync(path, "代码,名称,类别,上级,起始\n371400-SW,市商务局,部门,371400,2020-01-01\n,招商一科,专班,市商务局,2020-01-01\n371400-BJ,驻京联络处,驻外机构,德州市,2021/3/1\n");
        var import = store.Get<ImportUnits>();

        var first = await import.RunAsync(TestStore.Viewer, path, default);
        Assert.Empty(first.Problems);
        Assert.Equal(3, first.Added);
        var tree = await store.Get<UnitDirectory>().TodayAsync(default);
        Assert.Equal("371400-SW-01", Assert.Single(tree.Children(tree.FindByCode("371400-SW")!.Id)).Code);

        await File.WriteAllTextAsync(path, "代码,名称,类别,上级\n371400-SW,市商务局,部门,371400\n371400-XX,怪局,部委,371400\n371400-YY,好局,部门,没有市\n");
        var second = await import.RunAsync(TestStore.Viewer, path, default);
        Assert.Equal((0, 1), (second.Added, second.Known));
        Assert.Equal([(3, "unit.kind"), (4, "unit.parent")], second.Problems.Select(p => (p.Row, p.Reason)));
    }

    private static NewUnit New(string name, long parent) => new(null, name, null, UnitKind.Park, parent, new DateOnly(2020, 1, 1), "批复");
}
