using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Closing;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Targets;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;
using Microsoft.EntityFrameworkCore;
using static Yinfeng.Tests.Imports.Store.Ledgers;

namespace Yinfeng.Tests.Closing;

/// <summary>Every way of writing that can move a figure of a closed month, tried one by one.</summary>
public class WritePathTests
{
    private delegate Task<Decision> Path(TestStore store, Project project, Viewer viewer);

    /// <summary>Writes that reach into January to March 2023. A new way of writing gets a line here.</summary>
    private static readonly Dictionary<string, Path> Paths = new()
    {
        ["report a month"] = (s, p, v) => ReportAsync(s, p, v, new YearMonth(2023, 3), 200, 0),
        ["correct a month"] = (s, p, v) => ReportAsync(s, p, v, new YearMonth(2023, 2), 2500, 1),
        ["report a month of last year"] = (s, p, v) => ReportAsync(s, p, v, new YearMonth(2022, 12), 100, 0),
        ["edit total investment"] = (s, p, v) => EditAsync(s, p, v, "totalInvestmentWan", "60000"),
        ["edit the kind"] = (s, p, v) => EditAsync(s, p, v, "kind", "nonFixedAsset"),
        ["edit the investor's origin"] = (s, p, v) => EditAsync(s, p, v, "investorOrigin", "outsideProvince"),
        ["edit the signing date"] = (s, p, v) => EditAsync(s, p, v, "signedOn", "2023-02-10"),
        ["edit the start date out of the closed months"] = (s, p, v) => EditAsync(s, p, v, "startedOn", "2023-05-10"),
        ["move back"] = (s, p, v) => s.Get<MoveProject>().RunAsync(v, p.Id, new Move(ProjectStage.Signed, null, null, "重复计算"), default),
        ["move on by override with a closed date"] = (s, p, v) => s.Get<OverrideGate>().RunAsync(v, p.Id,
            new Move(ProjectStage.Producing, Some.Day("2023-03-20"), null, "补报"), "张局长", default),
        ["create with a closed date"] = async (s, p, v) => await s.Get<CreateProject>().RunAsync(v, new NewProject("临邑县",
            new Dictionary<string, string?> { ["name"] = "新材料项目", ["investor"] = "某公司", ["totalInvestmentWan"] = "20000", ["signedOn"] = "2023-02-02" },
            ProjectStage.Signed, "补登", "张局长"), default),
        ["transfer back in time"] = (s, p, v) => s.Get<TransferProject>().RunAsync(v, p.Id, new Transfer("乐陵市", new YearMonth(2023, 1), 5000, null, "共建"), default),
        ["share credit back in time"] = (s, p, v) => s.Get<ShareCredit>().RunAsync(v, p.Id, new YearMonth(2023, 2),
            [new Part(Some.Linyi, 5000), new Part(Some.Laoling, 5000)], "共建", default),
        ["set a target"] = async (s, p, v) => await s.Get<SetTarget>().RunAsync(v, 2023,
            [new TargetEdit(Some.Linyi, "funds.total", TargetLevel.Base, 12 * Money.FenPerYi)], default),
        ["set a plan"] = async (s, p, v) => await s.Get<SetPlan>().RunAsync(v, 2023,
            [new PlanEdit(Some.Linyi, "funds.total", new YearMonth(2023, 2), 2 * Money.FenPerYi)], default),
        ["import new rows"] = async (s, p, v) => await Import(s, v, Row(2, "导入项目").WithMonth(202302, 50m)),
        ["import an update"] = async (s, p, v) => await Import(s, v, Row(2, p.Name, p.Investor).WithMonth(202302, 2800m)),
    };

    [Theory, OnSqlite, OnPostgres]
    public async Task Write_IntoOpenMonths_IsNotHeldUp(string provider)
    {
        var (store, project) = await ClosedStore.NewAsync(provider);
        await using var _ = store;
        await ClosedStore.CloseAsync(store);

        Assert.True((await ReportAsync(store, project, ClosedStore.Person, ClosedStore.April, 300, 0)).Allowed);
        Assert.True((await ReportAsync(store, project, ClosedStore.Person, new YearMonth(2023, 5), 600, 1)).Allowed);
        Assert.True((await store.Get<SuspendProject>().RunAsync(ClosedStore.Person, project.Id, "缺地", default)).Allowed);
        Assert.True((await store.Get<TransferProject>().RunAsync(ClosedStore.Person, project.Id,
            new Transfer("乐陵市", ClosedStore.April, 5000, null, "共建"), default)).Allowed);
        Assert.True((await Import(store, ClosedStore.Person, AprilRow())).Allowed);
        Assert.Empty(await ClosedStore.RowsAsync(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_OfAnImportIntoMonthsClosedSince_NeedsAReason(string provider)
    {
        var (store, _) = await ClosedStore.NewAsync(provider);
        await using var _1 = store;
        await Import(store, ClosedStore.Person, Row(2, "导入项目").WithMonth(202302, 50m));
        await ClosedStore.CloseAsync(store);
        var import = await ImportIdAsync(store);

        var refused = await store.Get<UndoImport>().RunAsync(ClosedStore.Person, import, default);
        var done = await store.Get<UndoImport>().RunAsync(ClosedStore.Restating, import, default);

        Assert.Equal("month.closed", Assert.Single(refused.Unmet).Code);
        Assert.True(done.Allowed);
        var funds = (await ClosedStore.RowsAsync(store)).Where(r => r.Indicator == "funds.total").Select(r => (r.UnitId, r.Before, r.After));
        Assert.Equal([(Some.Dezhou, Money.FromWan(3050), Money.FromWan(3000)), (Some.Linyi, Money.FromWan(3050), Money.FromWan(3000))], funds);
    }

    /// <summary>From the closed day back the tree stands, with or without a reason.</summary>
    [Theory]
    [InlineData("rename")]
    [InlineData("move")]
    [InlineData("merge")]
    [InlineData("end")]
    [InlineData("add")]
    public async Task UnitChange_OnOrBeforeTheLastClosedDay_IsRefused(string change)
    {
        var (store, _) = await ClosedStore.NewAsync();
        await using var _1 = store;
        await ClosedStore.CloseAsync(store);

        foreach (var viewer in new[] { ClosedStore.Person, ClosedStore.Restating })
        {
            Assert.Equal(("month.closed", "from"), (await ChangeAsync(store, change, viewer, new DateOnly(2023, 3, 31))).Unmet is [var only] ? (only.Code, only.Field) : default);
        }
        Assert.True((await ChangeAsync(store, change, ClosedStore.Person, new DateOnly(2023, 4, 1))).Allowed);
    }

    [Fact]
    public async Task Restatement_OfAMonth_HasARowForEveryLevelWithBothFigures()
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store);

        Assert.True((await ReportAsync(store, project, ClosedStore.Restating, new YearMonth(2023, 2), 2500, 1)).Allowed);

        var listed = await store.Get<RestatementQueries>().ListAsync(ClosedStore.Person, new RestatementFilter(Some.Dezhou, Indicator: "funds.total"), default);
        Assert.Equal([("371400", 0.3m, 0.25m), ("371424", 0.3m, 0.25m)], listed.Select(r => (r.UnitCode, r.Before!.Value, r.After!.Value)));
        Assert.All(listed, r => Assert.Equal((ClosedStore.March, project.Id, project.Name, "li"), (r.Month, r.ProjectId, r.ProjectName, r.ByName)));
        Assert.Empty(await store.Get<RestatementQueries>().ListAsync(Some.User("wang", ClosedStore.Jinan), new RestatementFilter(), default));
    }

    [Fact]
    public async Task Restatements_AreCarriedByTheNextBulletin()
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store);
        await ReportAsync(store, project, ClosedStore.Restating, new YearMonth(2023, 2), 2500, 1);

        await ClosedStore.CloseAsync(store, ClosedStore.April, number: "德招通报〔2023〕4号");

        Assert.All(await ClosedStore.RowsAsync(store), r => Assert.Equal("德招通报〔2023〕4号", r.CarriedBy));
    }

    [Fact]
    public async Task Write_WhenTheCountyIsClosedAndTheCityIsNot_IsRestatedForTheCountyAlone()
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store, unit: Some.Linyi);

        Assert.False((await ReportAsync(store, project, ClosedStore.Person, new YearMonth(2023, 2), 2500, 1)).Allowed);
        Assert.True((await ReportAsync(store, project, ClosedStore.Restating, new YearMonth(2023, 2), 2500, 1)).Allowed);

        Assert.Equal([Some.Linyi], (await ClosedStore.RowsAsync(store)).Select(r => r.UnitId).Distinct());
    }

    /// <summary>Either the write comes first and is in the frozen figures, or the closing does and the write is refused.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Write_RacingWithTheClosing_IsFrozenOrRefused(string provider)
    {
        var (store, project) = await ClosedStore.NewAsync(provider);
        await using var _ = store;

        var closing = Task.Run(() => ClosedStore.CloseAsync(store));
        var writes = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            (await ReportAsync(store, project, ClosedStore.Person, new YearMonth(2023, 2), 3001 + i, 1 + i)).Allowed)).ToArray();
        await Task.WhenAll(writes);
        var month = await closing;

        await using var db = store.Database.OpenRead();
        var parts = await db.Set<ClosedPart>().Where(p => p.ClosedMonthId == month.Id).ToDictionaryAsync(p => p.Kind, p => p.Data);
        var stored = await db.Set<MonthlyReport>().Where(m => m.Month == new YearMonth(2023, 2)).SumAsync(m => m.FundsFen);
        Assert.Equal(stored, FrozenFigures.Unpack(k => parts[k]).Cell(Some.Linyi, "funds.total")![0]);
    }

    /// <summary>A second server on the same database has not heard of the closing, and is held back all the same.</summary>
    [Theory, OnPostgres]
    public async Task Write_OnAnotherServer_IsHeldBackByAClosingItHasNotHeardOf(string provider)
    {
        var (store, project) = await ClosedStore.NewAsync(provider);
        await using var _ = store;
        await using var other = await Projects.ProjectSite.StartAsync(store, ClosedStore.Person);
        var address = $"/api/projects/{project.Id}/months/2023-02";
        Assert.True((await other.SendAsync(HttpMethod.Put, address, new { fundsWan = 2900, version = 1 })).IsSuccessStatusCode);

        await ClosedStore.CloseAsync(store);

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity,
            (await other.SendAsync(HttpMethod.Put, address, new { fundsWan = 2800, version = 2 })).StatusCode);
    }

    public static TheoryData<string> Names => [.. Paths.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Write_IntoAClosedMonth_WithoutAReason_IsRefusedAndChangesNothing(string path)
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store);
        var before = await StateAsync(store);

        var refused = await Paths[path](store, project, ClosedStore.Person);

        var unmet = Assert.Single(refused.Unmet);
        Assert.Equal(("month.closed", "restatement"), (unmet.Code, unmet.Field));
        Assert.Contains(ClosedStore.Number, unmet.Message, StringComparison.Ordinal);
        Assert.Contains("请填写更正原因", unmet.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(store));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Write_IntoAClosedMonth_WithAReason_IsDoneAndRecorded(string path)
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store);

        var done = await Paths[path](store, project, ClosedStore.Restating);

        Assert.True(done.Allowed, string.Join(" ", done.Unmet.Select(u => u.Message)));
        var rows = await ClosedStore.RowsAsync(store);
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Equal((ClosedStore.Reason, "operator:li", ClosedStore.Number, null), (r.Reason, r.ActorId, r.Number, r.CarriedBy)));
        Assert.All(rows, r => Assert.NotEqual(r.Before, r.After));
        await using var db = store.Database.OpenRead();
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(e => e.Action == "closing.restate"));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Write_WhenOnlyAnotherCityIsClosed_IsNotHeldUp(string path)
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store, unit: ClosedStore.Jinan);

        var done = await Paths[path](store, project, ClosedStore.Person);

        Assert.True(done.Allowed, string.Join(" ", done.Unmet.Select(u => u.Message)));
        Assert.Empty(await ClosedStore.RowsAsync(store));
    }

    private static Task<Decision> ReportAsync(TestStore store, Project project, Viewer viewer, YearMonth month, decimal wan, int version) =>
        store.Get<ReportMonth>().RunAsync(viewer, project.Id, new MonthEntry(month, Money.FromWan(wan), null, null, null, null, version), default);

    private static Task<Decision> EditAsync(TestStore store, Project project, Viewer viewer, string field, string value) =>
        store.Get<EditProject>().RunAsync(viewer, project.Id, project.Version, new Dictionary<string, string?> { [field] = value }, default);

    private static async Task<Decision> ChangeAsync(TestStore store, string change, Viewer viewer, DateOnly from) => change switch
    {
        "rename" => await store.Get<RenameUnit>().RunAsync(viewer, Some.Linyi, "临邑区", null, from, "批复", default),
        "move" => await store.Get<MoveUnit>().RunAsync(viewer, Some.Linyi, ClosedStore.Jinan, from, "批复", default),
        "merge" => await store.Get<MergeUnits>().RunAsync(viewer, Some.Linyi, Some.Laoling, from, "批复", default),
        "end" => await store.Get<EndUnit>().RunAsync(viewer, Some.Laoling, from, "批复", default),
        _ => await store.Get<AddUnit>().RunAsync(viewer, new NewUnit(null, "化工园区", null, UnitKind.Park, Some.Linyi, from, "批复"), default),
    };

    private static async Task<long> ImportIdAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        return (await db.Set<Import>().SingleAsync()).Id;
    }

    private static Yinfeng.Imports.LedgerRow AprilRow()
    {
        var row = Row(2, "四月项目").WithMonth(202304, 50m);
        row.SignedOn = new LedgerDate(2023, 4, 2);
        return row;
    }

    private static async Task<Decision> Import(TestStore store, Viewer viewer, params Yinfeng.Imports.LedgerRow[] rows) =>
        await store.Get<ImportLedger>().RunAsync(viewer, new ImportRequest(await FileAsync(store, "late.xlsx"), Reading(rows), Some.Linyi), default);

    /// <summary>Everything a refused write must leave as it was.</summary>
    private static async Task<string> StateAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        var seq = await db.Set<AuditEntry>().MaxAsync(e => e.Seq);
        var sums = await db.Set<MonthlyReport>().SumAsync(m => m.FundsFen);
        return $"{seq} {sums} {await db.Set<Project>().CountAsync()} {await db.Set<CreditShare>().CountAsync()} {await db.Set<Target>().SumAsync(t => t.Value)} "
            + $"{await db.Set<Plan>().SumAsync(t => t.Value)} {await db.Set<Import>().CountAsync()}";
    }
}
