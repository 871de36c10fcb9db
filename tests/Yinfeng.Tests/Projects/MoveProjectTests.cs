using Yinfeng.Access;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using static Yinfeng.Projects.ProjectStage;

namespace Yinfeng.Tests.Projects;

public class MoveProjectTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Viewer Clerk = Some.User("li", Some.Dezhou);

    [Fact]
    public async Task Move_WithNothingInHand_RefusesNamingEverythingAndChangesNothing()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(Signed));

        var decision = await store.Get<MoveProject>().RunAsync(Clerk, project.Id, new Move(Started, null), None);

        Assert.Equal(["startedOn", "filingCode", "fixedInvestmentWan", "evidence:permit", "evidence:datedPhoto"], decision.Unmet.Select(u => u.Field));
        var after = await Some.ReadAsync(store, project.Id);
        Assert.Equal((Signed, 1), (after.Stage, after.Version));
        await using var db = store.Database.OpenRead();
        Assert.Empty(await db.Set<StageChange>().ToListAsync());
    }

    [Fact]
    public async Task Move_WithEverything_EntersTheStageOnTheDayGiven()
    {
        await using var store = await TestStore.NewAsync();
        var project = Some.Project(Signed);
        (project.FilingCode, project.FixedInvestmentFen) = ("2205-371424-04-01-123456", 3 * Money.FenPerYi);
        await Some.SaveAsync(store, project, Some.Evidence(project, Started, EvidenceKind.Permit),
            Some.Evidence(project, Started, EvidenceKind.DatedPhoto));

        var decision = await store.Get<MoveProject>().RunAsync(Clerk, project.Id, new Move(Started, Some.Day("2023-03-24")), None);

        Assert.True(decision.Allowed, string.Join(";", decision.Unmet));
        var after = await Some.ReadAsync(store, project.Id);
        Assert.Equal((Started, Some.Day("2023-03-24"), 2), (after.Stage, after.StartedOn, after.Version));
        var view = await store.Get<ProjectQueries>().GetAsync(Clerk, project.Id, None);
        Assert.Equal("推进到“开工”（2023-03-24）", view!.Timeline[0].Text);
        Assert.Equal((Signed, Started), (view.Steps[0].From, view.Steps[0].To));
    }

    [Fact]
    public async Task Move_BeforeThePreviousStage_IsRefused_AlsoByOverride()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(Signed)); // Signed 2022-05-08.
        var early = new Move(Started, Some.Day("2022-04-01"), Reason: "市里会议决定");

        var move = await store.Get<MoveProject>().RunAsync(Clerk, project.Id, early, None);
        var forced = await store.Get<OverrideGate>().RunAsync(Clerk, project.Id, early, "周明远", None);

        Assert.Contains(move.Unmet, u => u.Code == "project.started-on.order");
        Assert.Contains(forced.Unmet, u => u.Code == "project.started-on.order");
    }

    [Fact]
    public async Task Override_NeedsAPersonAndAReason_AndStaysVisible()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(Signed));
        var write = store.Get<OverrideGate>();

        var refused = await write.RunAsync(Clerk, project.Id, new Move(Started, Some.Day("2023-03-24")), " ", None);
        Assert.Equal(["decidedBy", "reason"], refused.Unmet.Select(u => u.Field));

        var done = await write.RunAsync(Clerk, project.Id, new Move(Started, Some.Day("2023-03-24"), Reason: "先开工后补证"), "周明远", None);
        Assert.True(done.Allowed);
        var view = await store.Get<ProjectQueries>().GetAsync(Clerk, project.Id, None);
        var step = Assert.Single(view!.Overrides);
        Assert.Equal(("周明远", "先开工后补证"), (step.DecidedBy, step.Reason));
        Assert.Contains("evidence:permit", step.OverriddenUnmet);
        Assert.Contains("特批进入“开工”，缺 4 项", view.Timeline[0].Text);
    }

    [Fact]
    public async Task MoveBack_NeedsAReason_AndClearsLaterDays()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(Started));
        var write = store.Get<MoveProject>();

        var refused = await write.RunAsync(Clerk, project.Id, new Move(Signed, null), None);
        Assert.Equal("project.move-back.reason-missing", Assert.Single(refused.Unmet).Code);

        Assert.True((await write.RunAsync(Clerk, project.Id, new Move(Signed, null, Reason: "实际未动工"), None)).Allowed);
        var after = await Some.ReadAsync(store, project.Id);
        Assert.Equal(Signed, after.Stage);
        Assert.Null(after.StartedOn);
        Assert.NotNull(after.SignedOn);
    }

    [Fact]
    public async Task SideExits_NeedReasons_StopMoves_AndLeadBack()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(Signed));

        Assert.False((await store.Get<SuspendProject>().RunAsync(Clerk, project.Id, "", None)).Allowed);
        Assert.True((await store.Get<SuspendProject>().RunAsync(Clerk, project.Id, "土地指标未落实", None)).Allowed);
        var move = await store.Get<MoveProject>().RunAsync(Clerk, project.Id, new Move(Started, null), None);
        Assert.Equal("project.status.not-active", Assert.Single(move.Unmet).Code);
        Assert.True((await store.Get<ResumeProject>().RunAsync(Clerk, project.Id, "指标已批", None)).Allowed);
        Assert.True((await store.Get<TerminateProject>().RunAsync(Clerk, project.Id, "投资方放弃", None)).Allowed);
        Assert.Equal("project.status.ended", Assert.Single((await store.Get<SuspendProject>().RunAsync(Clerk, project.Id, "x", None)).Unmet).Code);
        var view = await store.Get<ProjectQueries>().GetAsync(Clerk, project.Id, None);
        Assert.Equal(3, view!.Steps.Count);
        Assert.Equal((Signed, ProjectStatus.Terminated, "投资方放弃"), (view.Project.Stage, view.Project.Status, view.Project.StatusReason));
    }

    [Fact]
    public async Task Move_OutsideTheViewersScope_IsNotFound()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(Signed));
        var decision = await store.Get<MoveProject>().RunAsync(Some.User("wang", Some.Laoling), project.Id, new Move(Started, null), None);
        Assert.True(decision.IsNotFound());
    }
}
