using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Targets;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Imports.Store.Ledgers;

namespace Yinfeng.Tests.Imports.Store;

public class ImportLedgerTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Import_TwoRows_StoresProjectCreditMonthsLinesAndOneAuditEntry(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var row = Row(3, "储能电池项目", "宁德时代").WithMonth(202301, 120.5m).WithMonth(202302, 0);
        row.StartedOn = new LedgerDate(2023, 3, 15);
        row.More["park"] = "临邑化工园";
        row.More["expected_tax"] = "800";
        var foreign = Row(4, "光学膜项目", unit: null);
        (foreign.Currency, foreign.TotalInvestment) = ("USD", 980_000_000);
        foreign.Problems.Add(new RowProblem("unit", "unit-unknown", "查不到单位。"));

        var outcome = await ImportAsync(store, "a.xlsx", Reading(row, foreign));

        await using var db = store.Database.OpenRead();
        var projects = await db.Set<Project>().OrderBy(p => p.SourceRow).ToListAsync();
        Assert.Equal([2, 0, 0, 0], Enum.GetValues<RowOutcome>().Select(outcome.Plan.Count));
        Assert.Equal((Linyi, Dezhou, ProjectStage.Started, "临邑化工园", Money.FromWan(800)),
            (projects[0].OwnerUnitId, projects[0].CityId, projects[0].Stage, projects[0].Park, projects[0].ExpectedTaxFen!.Value));
        Assert.Equal((outcome.ImportId, "台账", 3), (projects[0].SourceImportId, projects[0].SourceSheet, projects[0].SourceRow));
        Assert.Equal((null, 980_000_000L, "USD", Dezhou),
            (projects[1].TotalInvestmentFen, projects[1].ForeignAmountCents, projects[1].Currency, projects[1].OwnerUnitId));
        Assert.Equal([12_050_0000L, 0], await db.Set<MonthlyReport>().OrderBy(m => m.Month).Select(m => m.FundsFen!.Value).ToListAsync());
        Assert.All(await db.Set<CreditShare>().ToListAsync(), s => Assert.Equal((10_000, null), (s.ShareBp, s.To)));
        Assert.Equal(2, await db.Set<StageChange>().CountAsync());
        Assert.Equal(2023, (await db.Set<LedgerCoverage>().SingleAsync()).Year);
        Assert.Contains("unit-unknown", (await LineAsync(store, 4)).Problems, StringComparison.Ordinal);
        var audit = await db.Set<AuditEntry>().SingleAsync(a => a.Action == "import.ledger");
        Assert.Contains(outcome.File.Sha256, audit.Detail, StringComparison.Ordinal);
        Assert.True(File.Exists(LedgerFile.KeptPath(store.Database.DataFolder, outcome.File.Sha256, "a.xlsx")));
    }

    [Fact]
    public async Task Import_SameFileAgain_StoresNothingAndSaysSo()
    {
        await using var store = await TestStore.NewAsync();
        var first = await ImportAsync(store, "a.xlsx", Reading(Row(2, "甲项目")));

        var second = await ImportAsync(store, "a.xlsx", Reading(Row(2, "甲项目")));

        await using var db = store.Database.OpenRead();
        Assert.True(second.AlreadyImported);
        Assert.Equal(first.ImportId, second.Earlier!.Id);
        Assert.Empty(second.Plan.Rows);
        Assert.Equal(1, await db.Set<Project>().CountAsync());
    }

    [Fact]
    public async Task Import_RefusedRow_IsKeptOutButRecorded()
    {
        await using var store = await TestStore.NewAsync();
        var bad = Row(3, "乙项目");
        bad.Problems.Add(new RowProblem("signed_on", "date-impossible", "没有 2023-02-30 这一天。"));

        var outcome = await ImportAsync(store, "a.xlsx", Reading(Row(2, "甲项目"), bad));

        await using var db = store.Database.OpenRead();
        Assert.Equal((1, 1), (outcome.Plan.Count(RowOutcome.Stored), outcome.Plan.Count(RowOutcome.Refused)));
        Assert.Equal("甲项目", (await db.Set<Project>().SingleAsync()).Name);
        Assert.Equal("refused", (await LineAsync(store, 3)).Outcome);
    }

    [Fact]
    public async Task Import_DuplicateInWorkbook_FillsBlanksAndAddsMonthsOfTheEarlierRow()
    {
        await using var store = await TestStore.NewAsync();
        var first = Row(2, "甲项目").WithMonth(202301, 10);
        var again = Row(9, "甲项目（一期）", "某公司", sheet: "补录").WithMonth(202301, 99).WithMonth(202302, 20);
        (again.TotalInvestment, again.DuplicateOf) = (Money.FromWan(77), first.Place);

        var outcome = await ImportAsync(store, "a.xlsx", Reading(first, again));

        await using var db = store.Database.OpenRead();
        var project = await db.Set<Project>().SingleAsync();
        Assert.Equal(1, outcome.Plan.Count(RowOutcome.Merged));
        Assert.Equal(("甲项目", "某公司", Money.FromWan(10_000)), (project.Name, project.Investor, project.TotalInvestmentFen));
        Assert.Equal([(202301, Money.FromWan(10), "台账"), (202302, Money.FromWan(20), "补录")],
            (await db.Set<MonthlyReport>().OrderBy(m => m.Month).ToListAsync()).Select(m => (m.Month.Value, m.FundsFen!.Value, m.SourceSheet!)));
        Assert.Equal(project.Id, (await LineAsync(store, 9)).ProjectId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_NextMonthsFile_UpdatesTheSameProjectsAndErasesNothing(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var before = Row(2, "甲 项目", "某公司").WithMonth(202301, 10);
        before.Remark = "一月";
        await ImportAsync(store, "jan.xlsx", Reading(before, Row(3, "乙项目")));
        var after = Row(5, "甲项目", "某公司").WithMonth(202301, 11).WithMonth(202302, 20);
        (after.StartedOn, after.TotalInvestment) = (new LedgerDate(2023, 2, 20), Money.FromWan(12_000));

        var outcome = await ImportAsync(store, "feb.xlsx", Reading(after, Row(6, "乙项目"), Row(7, "丙项目")));

        await using var db = store.Database.OpenRead();
        var project = await db.Set<Project>().SingleAsync(p => p.SourceRow == 2);
        Assert.Equal((1, 2), (outcome.Plan.Count(RowOutcome.Stored), outcome.Plan.Count(RowOutcome.Updated)));
        Assert.Equal(["project_name", "total_investment_wan", "started_on", "stage_reached", "funds:2023-01", "funds:2023-02"],
            outcome.Plan.Rows[0].Changes.Select(c => c.Field));
        Assert.Empty(outcome.Plan.Rows[1].Changes);
        Assert.Equal((Money.FromWan(12_000), ProjectStage.Started, "一月", 1), (project.TotalInvestmentFen, project.Stage, project.Remark, project.Version));
        Assert.Equal([Money.FromWan(11), Money.FromWan(20)],
            await db.Set<MonthlyReport>().OrderBy(m => m.Month).Select(m => m.FundsFen!.Value).ToListAsync());
        Assert.Equal(3, await db.Set<Project>().CountAsync());
    }

    [Fact]
    public async Task Import_DryRun_StoresNothing()
    {
        await using var store = await TestStore.NewAsync();

        var outcome = await ImportAsync(store, "a.xlsx", Reading(Row(2, "甲项目")), dryRun: true);

        await using var db = store.Database.OpenRead();
        Assert.Equal(1, outcome.Plan.Count(RowOutcome.Stored));
        Assert.False(await db.Set<Project>().AnyAsync());
        Assert.False(await db.Set<Import>().AnyAsync());
    }

    [Fact]
    public async Task Import_ByACountysClerk_RefusesRowsOfOtherCounties()
    {
        await using var store = await TestStore.NewAsync();
        var clerk = Some.User("li", Linyi);
        var file = await FileAsync(store, "a.xlsx");

        var ours = await store.Get<ImportLedger>().RunAsync(clerk,
            new ImportRequest(file, Reading(Row(2, "甲项目"), Row(3, "乙项目", unit: 371481)), Linyi), CancellationToken.None);
        var city = await store.Get<ImportLedger>().RunAsync(clerk, new ImportRequest(file, Reading(Row(2, "甲项目")), Dezhou), CancellationToken.None);

        Assert.Equal([RowOutcome.Stored, RowOutcome.Refused], ours.Value!.Plan.Rows.Select(r => r.Outcome));
        Assert.Equal("unit-outside-scope", ours.Value.Plan.Rows[1].Problems.Single().Reason);
        Assert.Equal("import.unit.unknown", city.Unmet.Single().Code);
    }

    [Fact]
    public async Task Import_TargetsAndPlans_AreSetAndUndoneToWhatStoodBefore()
    {
        await using var store = await TestStore.NewAsync();
        static LedgerReading With(long value)
        {
            var reading = Reading();
            reading.Targets.Add(new TargetCell(new RowPlace("目标", 3), "C", Linyi, 2023, null, "signed.investment", false, value));
            reading.Targets.Add(new TargetCell(new RowPlace("目标", 3), "D", Linyi, 2023, new YearMonth(202303), "funds.total", false, value));
            return reading;
        }
        await ImportAsync(store, "a.xlsx", With(100));
        var second = await ImportAsync(store, "b.xlsx", With(200));
        await using var db = store.Database.OpenRead();
        Assert.Equal((200, 200), ((await db.Set<Target>().SingleAsync()).Value, (await db.Set<Plan>().SingleAsync()).Value));

        Assert.True((await store.Get<UndoImport>().RunAsync(TestStore.Viewer, second.ImportId!.Value, CancellationToken.None)).Allowed);

        Assert.Equal((100, 100), ((await db.Set<Target>().SingleAsync()).Value, (await db.Set<Plan>().SingleAsync()).Value));
    }
}
