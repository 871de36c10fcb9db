using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Monthly;
using Yinfeng.Projects;
using Yinfeng.Sheets;
using Yinfeng.Units;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Monthly;

public class MonthGridTests
{
    private static readonly YearMonth June = new(2023, 6);
    private static readonly Viewer Clerk = Some.User("clerk", Some.Linyi), Department = Some.User("dept", Some.Dezhou), Bureau = Some.User("bureau", Some.Dezhou);

    [Theory, OnSqlite, OnPostgres]
    public async Task Rows_AreTheProjectsThatOweTheMonth_OfTheViewersPartOfTheTree(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var owing = new[] { ProjectStage.Signed, ProjectStage.Started, ProjectStage.Producing }.Select(s => Some.Project(s, $"应报{s}")).ToList();
        var later = Some.Project(ProjectStage.Signed, "七月才签");
        later.SignedOn = Some.Day("2023-07-02");
        var paused = Some.Project(ProjectStage.Started, "暂停的");
        paused.Status = ProjectStatus.Suspended;
        await Some.SaveAsync(store, [.. owing, later, paused, Some.Project(ProjectStage.Reviewed, "还没签"), Some.Project(ProjectStage.AtCapacity, "已达产"),
            Some.Project(ProjectStage.Started, "邻县的", owner: Some.Laoling)]);

        var view = (await View(store, Clerk))!;

        Assert.Equal(owing.Select(p => p.Name), view.Rows.Select(r => r.Name));
        Assert.Equal((3, 3, 0), (view.Counts.Owing, view.Counts.Missing, view.Counts.Done));
        Assert.Null(await store.Get<MonthGridQueries>().ViewAsync(Clerk, June, "371481", "", 1, default)); // The neighbour's grid does not exist for them.
        Assert.Equal(4, (await View(store, Bureau))!.Counts.Owing);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Submit_ReportsWhatIsRight_KeepsTheRest_AndAsksAboutTheUnlikely(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (good, odd, bad) = (Some.Project(ProjectStage.Started, "甲"), Some.Project(ProjectStage.Started, "乙"), Some.Project(ProjectStage.Started, "丙"));
        await Some.SaveAsync(store, good, odd, bad, Report(odd, new(2023, 5), 100), Report(odd, new(2023, 4), 100), Report(odd, new(2023, 3), 100));
        var submit = store.Get<SubmitMonth>();

        var first = (await submit.RunAsync(Clerk, June, [Row(good, "120"), Row(odd, "5000"), Row(bad, "12万")], default)).Value!;

        Assert.Equal([good.Id], first.Reported);
        Assert.Equal([("month.amount", $"funds.{bad.Id}"), ("month.question", $"funds.{odd.Id}")], first.Unmet.Select(u => (u.Code, u.Field)).Order());
        var view = (await View(store, Clerk))!;
        Assert.Equal(["5000", "12万"], view.Rows.Where(r => r.State == MonthState.Draft).Select(r => r.Typed.FundsWan)); // Nothing typed is lost.

        var second = (await submit.RunAsync(Clerk, June, [Row(odd, "5000") with { Typed = Typed("5000") with { Answer = "设备款一次付清" } }], default)).Value!;

        Assert.Equal([odd.Id], second.Reported);
        var row = (await View(store, Clerk))!.Rows.Single(r => r.ProjectId == odd.Id);
        Assert.Equal((MonthState.Reported, "设备款一次付清", 5000 * Money.FenPerWan), (row.State, row.StoredAnswer, row.Stored!.FundsFen!.Value));
    }

    [Fact]
    public async Task Submit_RefusesWhatTheWriteRefuses_InTheFieldsOfTheGrid()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started, totalFen: 100 * Money.FenPerWan));

        var outcome = (await store.Get<SubmitMonth>().RunAsync(Clerk, June, [Row(project, "101")], default)).Value!;

        Assert.Equal(("project.month.funds-above-total", $"funds.{project.Id}"), (outcome.Unmet.Single().Code, outcome.Unmet.Single().Field));
        Assert.Contains(project.Name, outcome.Unmet.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_OfARowThatSomebodyElseReportedMeanwhile_IsRefusedAndSaysSo()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        await store.Get<SaveDrafts>().RunAsync(Clerk, June, [Row(project, "10")], default);
        await store.Get<ReportMonth>().RunAsync(Bureau, project.Id, new MonthEntry(June, Money.FenPerWan, null, null, null, null, 0), default);

        var outcome = (await store.Get<SubmitMonth>().RunAsync(Clerk, June, [Row(project, "10")], default)).Value!;

        Assert.Empty(outcome.Reported);
        Assert.NotEmpty(outcome.Unmet);
        Assert.True((await View(store, Clerk))!.Rows.Single().IsStale);
    }

    [Fact]
    public async Task Drafts_BelongToOnePerson_AndGoWhenTypedBack()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        var drafts = store.Get<SaveDrafts>();
        await drafts.RunAsync(Clerk, June, [Row(project, "10")], default);

        Assert.Equal(MonthState.Missing, (await View(store, Bureau))!.Rows.Single().State);
        Assert.Equal(MonthState.Draft, (await View(store, Clerk))!.Rows.Single().State);
        await drafts.RunAsync(Clerk, June, [Row(project, "")], default);
        Assert.Equal(MonthState.Missing, (await View(store, Clerk))!.Rows.Single().State);
    }

    [Fact]
    public async Task Neighbours_CanNeitherKeepNorReport()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started, owner: Some.Laoling));

        var outcome = (await store.Get<SubmitMonth>().RunAsync(Clerk, June, [Row(project, "10")], default)).Value!;

        Assert.Equal("month.project", outcome.Unmet.Single().Code);
        await using var db = store.Database.OpenRead();
        Assert.False(await db.Set<MonthDraft>().AnyAsync());
        Assert.False(await db.Set<MonthlyReport>().AnyAsync());
    }

    [Fact]
    public async Task Verify_ManyAtOnce_NeedsThreePeople_AndNamesEachRefusal()
    {
        await using var store = await TestStore.NewAsync();
        var (a, b) = (Some.Project(ProjectStage.Started, "甲"), Some.Project(ProjectStage.Started, "乙"));
        await Some.SaveAsync(store, a, b);
        await store.Get<SubmitMonth>().RunAsync(Clerk, June, [Row(a, "1"), Row(b, "2")], default);
        var verify = store.Get<VerifyMonths>();

        Assert.Equal(2, (await verify.RunAsync(Clerk, June, [(a.Id, 1), (b.Id, 1)], default)).Unmet.Count);
        Assert.Equal(2, (await verify.RunAsync(Department, June, [(a.Id, 1), (b.Id, 1)], default)).Reported.Count);
        var last = await verify.RunAsync(Bureau, June, [(a.Id, 2), (b.Id, 1)], default); // The second was seen before it was verified.

        Assert.Equal([a.Id], last.Reported);
        Assert.StartsWith("“乙”：", last.Unmet.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sheet_GoesOutAndComesBackIntoTheDrafts()
    {
        await using var store = await TestStore.NewAsync();
        var (a, b) = (Some.Project(ProjectStage.Started, "甲"), Some.Project(ProjectStage.Started, "乙"));
        await Some.SaveAsync(store, a, b, Report(a, new(2023, 5), 77.5m));
        var sheet = store.Get<MonthSheet>();
        var unit = (await store.Get<UnitDirectory>().TodayAsync(default)).Find(Some.Linyi)!;
        var folder = Directory.CreateTempSubdirectory("yinfeng-month-test-").FullName;
        var path = Path.Combine(folder, "月报.xlsx");
        await using (var file = File.Create(path))
        {
            await sheet.WriteAsync(file, Clerk, June, unit, default);
        }
        Assert.Empty((await sheet.ReadAsync(path, Clerk, June, unit, default)).Rows); // Not filled in: nothing to keep.

        var filled = Path.Combine(folder, "填好.xlsx");
        await using (var file = File.Create(filled))
        {
            // Other order, fewer columns, found by name where the number is missing; one row that is nobody's.
            WorkbookWriter.Write(file, [new SheetToWrite("表", [new("项目名称"), new("形象进度"), new("本月到位资金（万元）"), new("项目编号"), new("是否入统")],
                [["甲", "封顶", 12.5m, null, "是"], ["改过名", null, 30, b.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), null], ["别家的", "x", 1, null, null]])]);
        }
        var read = await sheet.ReadAsync(filled, Clerk, June, unit, default);

        Assert.Equal([(a.Id, "12.5", "封顶", "true"), (b.Id, "30", "", "")],
            read.Rows.Select(r => (r.ProjectId, r.Typed.FundsWan, r.Typed.Progress, r.Typed.InStatistics)));
        Assert.Contains("别家的", read.Unmet.Single().Message, StringComparison.Ordinal);
    }

    private static Task<GridView?> View(TestStore store, Viewer viewer) => store.Get<MonthGridQueries>().ViewAsync(viewer, June, null, "", 1, default);

    private static TypedMonth Typed(string funds) => TypedMonth.Empty with { FundsWan = funds };

    private static TypedRow Row(Project project, string funds) => new(project.Id, Typed(funds), 0);

    private static MonthlyReport Report(Project project, YearMonth month, decimal wan) => new()
    {
        ProjectId = project.Id, Month = month, CityId = project.CityId, FundsFen = Money.FromWan(wan), ReportedBy = "user:x", ReportedAtUtc = Some.Now, Version = 1,
    };
}
