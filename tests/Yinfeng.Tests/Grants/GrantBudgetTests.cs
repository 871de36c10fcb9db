using Yinfeng.Grants;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Grants.GrantSite;

namespace Yinfeng.Tests.Grants;

/// <summary>What a budget holds, what burdens it, when it runs out, and who may go beyond it.</summary>
public sealed class GrantBudgetTests
{
    private const long Wan = Money.FenPerWan;

    [Theory, OnSqlite, OnPostgres]
    public async Task Approval_BeyondTheBudgetOfTheUnitOrOneAbove_TakesANamedPerson(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new GrantSite(store);
        var save = store.Get<SaveBudget>();
        Assert.Equal(["budget.policy", "budget.year", "grant.amount", "budget.document"],
            Codes(await save.RunAsync(City, new BudgetFacts("x", "", "", ""), default)));
        Assert.Equal(["budget.unit"], Codes(await save.RunAsync(Neighbour, new BudgetFacts(Policy, $"{Today.Year}", "100", "预字1号", "临邑县"),
            default)));
        Assert.Empty((await save.RunAsync(City, new BudgetFacts(Policy, $"{Today.Year}", "1500", "德财预〔2026〕1号"), default)).Unmet);

        await site.ApprovedAsync(900, 100);
        var next = await site.VerifiedAsync(Facts(OtherCode));
        var plan = new ApprovalFacts("1000", [new(Day(0), "700"), new($"{Today.Year + 1}-03-01", "300")]);
        var refused = await site.ApproveAsync(next, facts: plan);
        Assert.Equal(["grant.budget"], Codes(refused));
        Assert.DoesNotContain("1,500", refused.Unmet[0].Message, StringComparison.Ordinal); // The county is not told what the city has.
        Assert.Contains("已批", (await site.ApproveAsync(next, City, plan)).Unmet[0].Message, StringComparison.Ordinal);
        Assert.Empty((await site.ApproveAsync(next, facts: plan with { OverrunBy = "县长", OverrunReason = "县政府常务会议决定" })).Unmet);
        var moved = await store.Get<PlanGrant>().RunAsync(Chief, next, null, [new(Day(3), "700"), new($"{Today.Year + 1}-03-01", "300")],
            "资金调度", default);
        Assert.True(moved.Allowed); // What was let through once may be moved within its year,
        moved = await store.Get<PlanGrant>().RunAsync(Chief, next, null, [new(Day(3), "800"), new($"{Today.Year + 1}-03-01", "200")],
            "资金调度", default);
        Assert.Equal(["grant.budget"], Codes(moved)); // but not grow there.
        Assert.Contains("超预算批准：县长决定", (await site.ViewAsync(next)).Steps.Single(s => s.Act == GrantAct.Approved).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_TellsWhatIsApprovedPaidAppliedFor_AndTheMonthInWhichItRunsOut()
    {
        await using var store = await TestStore.NewAsync();
        var site = new GrantSite(store);
        var save = store.Get<SaveBudget>();
        await save.RunAsync(Chief, new BudgetFacts(Policy, $"{Today.Year}", "500", "预字1号"), default);
        await save.RunAsync(Chief, new BudgetFacts(Policy, $"{Today.Year}", "1000", "预字2号"), default);
        var id = await site.VerifiedAsync();
        await site.ApproveAsync(id, facts: new ApprovalFacts("600", [new(Day(0), "400"), new($"{Today.Year + 1}-01-31", "200")]));
        Assert.Empty((await site.PayAsync(id, 1, "记-1", await site.FileAsync(id))).Unmet);
        await store.Get<ClaimBack>().DecideAsync(Chief, id, new ClawbackFacts("100", "第九条", "误拨", Day(5), Stop: false), default);
        await store.Get<ClaimBack>().RepayAsync(Cashier, id, "100", Day(0), "收-1", default);

        var row = Assert.Single((await ViewAsync()).Rows);
        Assert.Equal((1000 * Wan, 2, 500 * Wan, 300 * Wan, 0L, 700 * Wan, (int?)null),
            (row.Budget!.Fen, row.Budget.Version, row.Earlier.Single().Fen, row.PaidFen, row.ToPayFen, row.LeftFen, row.ForecastRunsOut));
        await site.ApplyAsync(Facts(OtherCode, "5亿元") with { AskedWan = "800" });
        var view = await ViewAsync();
        var due = Today.AddDays(30); // The plan of an application begins in thirty days.
        Assert.Equal(due.Year == Today.Year ? due.Month : null, view.Rows.Single().ForecastRunsOut);
        Assert.Null(view.Rows.Single().RunsOut);
        Assert.Equal(200 * Wan, view.Years.Single(y => y.Year == Today.Year + 1).ToPayFen);
        Assert.Empty((await store.Get<BudgetQueries>().OnAsync(Neighbour, null, estimate: false, default)).Rows);

        Task<BudgetView> ViewAsync() => store.Get<BudgetQueries>().OnAsync(City, null, estimate: false, default);
    }

    [Fact]
    public async Task Estimate_StandsApart_AndLeavesOutWhoHasAppliedAlready()
    {
        await using var store = await TestStore.NewAsync();
        var site = new GrantSite(store);
        var project = Some.Project(ProjectStage.Signed);
        project.Tags.Add(new ProjectTag { ProjectId = project.Id, Label = "省十强产业", From = new DateOnly(2022, 6, 1) });
        project.SignedOn = Some.Day("2023-01-05");
        await Some.SaveAsync(store, project, new MonthlyReport
        {
            ProjectId = project.Id, Month = new YearMonth(2023, 5), CityId = Some.Dezhou, FundsFen = 2 * Money.FenPerYi,
            ReportedBy = "user:chen", ReportedAtUtc = Some.Now, Version = 1,
        });
        async Task<BudgetRow?> RowAsync() => (await store.Get<BudgetQueries>().OnAsync(City, null, estimate: true, default))
            .Rows.FirstOrDefault(r => r.PolicyId == Policy);

        var before = await RowAsync();
        Assert.Equal((1000 * Wan, 0L), (before!.EstimatedFen, before.ForecastFen));
        await site.ApplyAsync(Facts() with { ProjectId = project.Id });
        Assert.Equal(0, (await RowAsync())?.EstimatedFen ?? 0);
    }
}
