using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Meetings;
using Yinfeng.Monthly;
using Yinfeng.Pending;
using Yinfeng.Projects;
using Yinfeng.Reviews;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Monthly;
using Yinfeng.Tests.Reviews;

namespace Yinfeng.Tests.Pending;

/// <summary>Whatever waits for a decision is found in one list: where it lies, with whom, since when, until when.</summary>
public sealed class PendingTests
{
    private static readonly YearMonth Last = YearMonth.Of(ReviewSite.Today).AddMonths(-1);

    [Theory, OnSqlite, OnPostgres]
    public async Task List_NamesWhereEveryKindOfMatterLies(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = await ReviewSite.NewAsync(store);
        await PersonAsync(store, "he", "核验员何", Some.Dezhou, Role.Verifier);
        await PersonAsync(store, "ping", "审批人平", Some.Dezhou, Role.Approver);
        await PersonAsync(store, "bao", "填报员包", Some.Linyi, Role.Reporter);
        await PersonAsync(store, "di", "自然局狄", site.LandId, Role.Verifier);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started, "已开工的项目"));
        await MonthReturnTests.ReportAsync(store, ReviewSite.Only("bao", Some.Linyi, Role.Reporter), project, 100, 0, month: Last);
        var review = await site.OpenAsync();

        var list = await ListAsync(store, ReviewSite.Boss);
        Assert.Equal((1, 1, 2), (list.Counts[PendingKind.MonthToVerify], list.Counts[PendingKind.EvidenceToVerify], list.Counts[PendingKind.OpinionOwed]));
        var month = list.Rows.Single(r => r.Matter.Kind == PendingKind.MonthToVerify);
        Assert.Equal(("德州市", "核验员何", "临邑县", ReviewSite.Today), (month.AtUnitName, Assert.Single(month.People), month.UnitName, month.Matter.Since));
        var opinions = list.Rows.Where(r => r.Matter.Kind == PendingKind.OpinionOwed).ToDictionary(r => r.AtUnitName);
        Assert.Equal(("自然局狄", ReviewSite.Today.AddDays(5)), (Assert.Single(opinions["德州市自然资源局"].People), opinions["德州市自然资源局"].Limit!.Value));
        Assert.Empty(opinions["德州市生态环境局"].People); // Nobody may speak for it: whoever reads this sees why nothing moves.

        await store.Get<VerifyMonth>().RunAsync(ReviewSite.Only("he", Some.Dezhou, Role.Verifier), project.Id, Last, new MonthSeen(1, new MonthWord()), default);
        Assert.Equal("审批人平", Assert.Single((await ListAsync(store, ReviewSite.Boss)).Rows.Single(r => r.Matter.Kind == PendingKind.MonthToAccept).People));
        await store.Get<VerifyMonth>().RunAsync(ReviewSite.Only("ping", Some.Dezhou, Role.Approver), project.Id, Last, new MonthSeen(2, new MonthWord(true, "缺凭证")), default);
        var back = Assert.Single(await store.Get<PendingQueries>().OfProjectAsync(ReviewSite.Boss, project.Id, default));
        Assert.Equal((PendingKind.MonthReturned, "临邑县", "填报员包"), (back.Matter.Kind, back.AtUnitName, Assert.Single(back.People)));
        Assert.StartsWith("月报退回待改：现在在临邑县（改好重报：填报员包），自 ", back.Sentence, StringComparison.Ordinal);

        await site.GiveAsync(site.Land, review, OpinionVerdict.AgreeIf, null, new ConditionFacts("完成土地预审", null, null));
        await site.GiveAsync(site.Nature, review, OpinionVerdict.Agree);
        var conclusion = (await ListAsync(store, ReviewSite.Boss)).Rows.Single(r => r.Matter.Kind == PendingKind.ReviewToConclude);
        Assert.Equal(("德州市", "审批人平", ReviewSite.Today.AddDays(3)), (conclusion.AtUnitName, Assert.Single(conclusion.People), conclusion.Limit!.Value));
        await site.ConcludeAsync(ReviewSite.Boss, review, ReviewOutcome.Conditional, adopted: (await site.ViewAsync(ReviewSite.Boss, review))!.Seats[0].Conditions[0].Id);
        await store.Get<ReportResolution>().RunAsync(ReviewSite.County, (await site.ViewAsync(ReviewSite.Boss, review))!.Resolutions[0].Id, null, "已办", default);
        Assert.Equal("核验员何", Assert.Single((await ListAsync(store, ReviewSite.Boss)).Rows.Single(r => r.Matter.Kind == PendingKind.ResolutionToConfirm).People));
    }

    [Fact]
    public async Task List_OfASecret_HasNothingForThoseWhoMayNotKnow()
    {
        await using var store = await TestStore.NewAsync();
        var site = await ReviewSite.NewAsync(store, Confidentiality.CommercialSecret);
        var boss = ReviewSite.Only("chief", Some.Dezhou, Role.Approver, Role.Reporter);
        await site.OpenAsync(boss);

        Assert.Equal(3, (await ListAsync(store, boss)).Total);
        await site.LetPassAsync((await store.Get<ReviewQueries>().ListAsync(boss, new ReviewFilter(), default)).Rows[0].Review.Id);
        Assert.Contains((await ListAsync(store, boss)).Rows, r => r.Matter.Kind == PendingKind.ReviewToConclude); // After the deadline it lies with the bureau too.
        foreach (var other in new[] { ReviewSite.Office, ReviewSite.Neighbour, ReviewSite.Only("see", Some.Dezhou, Role.Verifier),
            ReviewSite.Only("sys", Some.Dezhou, Role.SystemAdministrator) })
        {
            Assert.Equal((0, 0), ((await ListAsync(store, other)).Total, (await store.Get<PendingQueries>().OfProjectAsync(other, site.Project.Id, default)).Count));
        }
    }

    [Fact]
    public async Task List_IsNarrowedByUnitKindAndText_AndSaysWhatIsOverdue()
    {
        await using var store = await TestStore.NewAsync();
        await PersonAsync(store, "he", "核验员何", Some.Dezhou, Role.Verifier);
        var (linyi, laoling) = (await Some.ProjectAsync(store, Some.Project(ProjectStage.Started, "临邑的项目")),
            await Some.ProjectAsync(store, Some.Project(ProjectStage.Started, "乐陵的项目", Some.Laoling)));
        await Some.SaveAsync(store, Some.Evidence(linyi, ProjectStage.Started, EvidenceKind.Permit), Some.Evidence(laoling, ProjectStage.Started, EvidenceKind.Permit, by: "user:he"));

        var all = await ListAsync(store, ReviewSite.Boss);
        Assert.Equal((2, 2), (all.Total, all.Overdue)); // Uploaded years ago.
        Assert.True(all.Rows[0].DaysLate > 365);
        Assert.Equal("临邑的项目：Permit.pdf", Assert.Single((await ListAsync(store, ReviewSite.Boss, new PendingFilter(Unit: "临邑县"))).Rows).Matter.Title);
        Assert.Equal("临邑的项目：Permit.pdf", Assert.Single((await ListAsync(store, ReviewSite.Boss, new PendingFilter(Q: "核验员何"))).Rows).Matter.Title);
        Assert.Empty(all.Rows.Single(r => r.UnitName == "乐陵市").People); // Who uploaded it does not verify it.
        Assert.Equal(0, (await ListAsync(store, ReviewSite.Boss, new PendingFilter(PendingKind.OpinionOwed))).Total);
        Assert.Equal(1, (await ListAsync(store, ReviewSite.Only("county", Some.Laoling, Role.Reporter))).Total);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Overdue_NamesUnitStepAndWhomToCall(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await PersonAsync(store, "bao", "填报员包", Some.Linyi, Role.Reporter);
        await PersonAsync(store, "he", "核验员何", Some.Dezhou, Role.Verifier);
        var month = new YearMonth(2023, 6);
        var silent = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started, "没报的"));
        var (told, back) = (Some.Project(ProjectStage.Started, "报了的"), Some.Project(ProjectStage.Started, "退回的"));
        var (early, moved) = (Report(told, month), Report(back, month));
        (moved.ReturnedBy, moved.ReturnReason) = ("user:he", "缺凭证");
        await Some.SaveAsync(store, told, back, early, moved);

        var list = (await store.Get<MonthsUnderway>().OverdueAsync(ReviewSite.Boss, month, null, default))!;
        Assert.Equal([("未报送", "临邑县", "填报员包"), ("退回未改", "临邑县", "填报员包"), ("未核验", "德州市", "核验员何")],
            list.Rows.Select(r => (r.Step, r.At, r.People.Single())).OrderBy(r => Array.IndexOf(["未报送", "退回未改", "未核验"], r.Item1)));
        var missing = list.Rows.Single(r => r.Kind is null);
        Assert.Equal((list.Due, ReviewSite.Today.DayNumber - list.Due.DayNumber, 1), (missing.Deadline, missing.DaysLate, missing.Count));
        Assert.Equal(list.Due.AddDays(3), list.Rows.Single(r => r.Step == "未核验").Deadline);
        Assert.Null(await store.Get<MonthsUnderway>().OverdueAsync(ReviewSite.Neighbour, month, "371424", default));
        Assert.Empty((await store.Get<MonthsUnderway>().OverdueAsync(ReviewSite.Neighbour, month, null, default))!.Rows);
        Assert.Equal("没报的", silent.Name);
    }

    private static MonthlyReport Report(Project project, YearMonth month) => new()
    {
        ProjectId = project.Id, Month = month, CityId = project.CityId, FundsFen = 1, ReportedBy = "user:bao", ReportedAtUtc = Some.Now, MovedAtUtc = Some.Now, Version = 1,
    };

    private static Task<PendingList> ListAsync(TestStore store, Viewer viewer, PendingFilter? filter = null) =>
        store.Get<PendingQueries>().ListAsync(viewer, filter ?? new PendingFilter(), default);

    internal static async Task PersonAsync(TestStore store, string login, string name, long unit, Role role)
    {
        var user = new User { Login = login, Name = name, UnitId = unit, PasswordHash = "" };
        await Some.SaveAsync(store, user, new Appointment { UserId = user.Id, Role = role, UnitId = unit, From = new DateOnly(2020, 1, 1) });
    }
}
