using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Leads;

public class LeadWritesTests
{
    private static readonly LeadFacts Facts = new("临邑县", "光电组件生产基地", "某光电公司", "上海市", "驻点招商", "李明", "2023-05", "3亿元", "光电", null);
    private static readonly Viewer Neighbour = Some.User("li", 371425);

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_KeepsChannelFirstReporterAndDate(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);

        var id = (await store.Get<ReportLead>().RunAsync(TestStore.Viewer, Facts, false, default)).Value;

        var row = (await store.Get<LeadQueries>().GetAsync(TestStore.Viewer, id, default))!;
        Assert.Equal(("临邑县", "驻点招商", "李明", new LedgerDate(2023, 5, 0), 3 * Money.FenPerYi, 371400L),
            (row.UnitName, row.Lead.Channel, row.Lead.FirstReporter, row.Lead.FirstReportedOn, row.Lead.IntendedInvestmentFen!.Value, row.Lead.CityId));
        var page = await store.Get<LeadQueries>().ListAsync(TestStore.Viewer, new LeadFilter("光电"), default);
        Assert.Equal((1, 3 * Money.FenPerYi, 0), (page.Total, page.InvestmentFen, page.WithoutAmount));
    }

    [Fact]
    public async Task Report_NamesEverythingThatIsMissing()
    {
        await using var store = await TestStore.NewAsync();

        var decision = await store.Get<ReportLead>().RunAsync(TestStore.Viewer,
            new LeadFacts("没有县", " ", null, null, "听说", null, "2023-13", "三亿", null, null), false, default);

        Assert.Equal(["unit", "title", "firstReporter", "channel", "firstReportedOn", "intendedInvestmentWan"], decision.Unmet.Select(u => u.Field));
    }

    [Fact]
    public async Task Report_SameInvestorTwice_NamesTheFirstReporter_UntilConfirmed()
    {
        await using var store = await TestStore.NewAsync();
        var report = store.Get<ReportLead>();
        await report.RunAsync(TestStore.Viewer, Facts, false, default);

        var second = await report.RunAsync(TestStore.Viewer, Facts with { Title = "二期" }, false, default);

        Assert.Equal("lead.duplicate-suspected", second.Unmet[0].Code);
        Assert.Contains("李明在 2023-05 首报", second.Unmet[0].Message, StringComparison.Ordinal);
        Assert.True((await report.RunAsync(TestStore.Viewer, Facts with { Title = "二期" }, true, default)).Allowed);
    }

    [Fact]
    public async Task OtherUnits_NeitherSeeNorChangeALead()
    {
        await using var store = await TestStore.NewAsync();
        var id = (await store.Get<ReportLead>().RunAsync(TestStore.Viewer, Facts, false, default)).Value;

        Assert.Null(await store.Get<LeadQueries>().GetAsync(Neighbour, id, default));
        Assert.Equal(0, (await store.Get<LeadQueries>().ListAsync(Neighbour, new LeadFilter(), default)).Total);
        Assert.Equal("lead.not-found", (await store.Get<CloseLead>().RunAsync(Neighbour, id, "x", default)).Unmet[0].Code);
        Assert.Equal("lead.unit", (await store.Get<ReportLead>().RunAsync(Neighbour, Facts, false, default)).Unmet[0].Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Convert_MakesTheProjectAndClosesTheLead_InOneTransaction(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = (await store.Get<ReportLead>().RunAsync(TestStore.Viewer, Facts, false, default)).Value;

        var decision = Assert.IsType<Decision<long>>(await store.Get<ConvertLead>().RunAsync(TestStore.Viewer, id, false, default));

        Assert.Empty(decision.Unmet);
        await using var db = store.Database.OpenRead();
        var project = await db.Set<Project>().SingleAsync();
        Assert.Equal((decision.Value, "光电组件生产基地", ProjectStage.Lead, 371424L, new LedgerDate(2023, 5, 0)),
            (project.Id, project.Name, project.Stage, project.OwnerUnitId, project.LeadOn!.Value));
        var lead = await db.Set<Lead>().SingleAsync();
        Assert.Equal((LeadStatus.Converted, project.Id), (lead.Status, lead.ProjectId!.Value));
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(e => e.Action == "lead.convert"));
        Assert.Equal("lead.not-open", (await store.Get<ConvertLead>().RunAsync(TestStore.Viewer, id, false, default)).Unmet[0].Code);
    }

    [Fact]
    public async Task Convert_RefusedByTheProject_LeavesTheLeadOpen()
    {
        await using var store = await TestStore.NewAsync();
        var report = store.Get<ReportLead>();
        var first = (await report.RunAsync(TestStore.Viewer, Facts, false, default)).Value;
        await store.Get<ConvertLead>().RunAsync(TestStore.Viewer, first, false, default);
        var second = (await report.RunAsync(TestStore.Viewer, Facts, true, default)).Value;

        Assert.Equal("project.duplicate-suspected", (await store.Get<ConvertLead>().RunAsync(TestStore.Viewer, second, false, default)).Unmet[0].Code);
        Assert.Equal(LeadStatus.Open, (await store.Get<LeadQueries>().GetAsync(TestStore.Viewer, second, default))!.Lead.Status);
        Assert.True((await store.Get<ConvertLead>().RunAsync(TestStore.Viewer, second, true, default)).Allowed);
    }

    [Fact]
    public async Task Edit_OnAnOlderVersion_ShowsBothValues()
    {
        await using var store = await TestStore.NewAsync();
        var id = (await store.Get<ReportLead>().RunAsync(TestStore.Viewer, Facts, false, default)).Value;
        var edit = store.Get<EditLead>();
        Assert.True((await edit.RunAsync(TestStore.Viewer, id, 1, Facts with { FirstReporter = "王芳" }, default)).Allowed);

        var stale = await edit.RunAsync(TestStore.Viewer, id, 1, Facts with { FirstReporter = "赵强" }, default);

        Assert.Contains("首报人 现在是“王芳”，您要改为“赵强”", Assert.Single(stale.Unmet).Message, StringComparison.Ordinal);
        Assert.True((await edit.RunAsync(TestStore.Viewer, id, 2, Facts with { FirstReporter = "赵强" }, default)).Allowed);
    }

    [Fact]
    public async Task Close_NeedsAReason()
    {
        await using var store = await TestStore.NewAsync();
        var id = (await store.Get<ReportLead>().RunAsync(TestStore.Viewer, Facts, false, default)).Value;

        Assert.Equal("reason", (await store.Get<CloseLead>().RunAsync(TestStore.Viewer, id, " ", default)).Unmet[0].Field);
        Assert.True((await store.Get<CloseLead>().RunAsync(TestStore.Viewer, id, "外地落户", default)).Allowed);
        Assert.Equal("lead.not-open", (await store.Get<CloseLead>().RunAsync(TestStore.Viewer, id, "外地落户", default)).Unmet[0].Code);
    }
}
