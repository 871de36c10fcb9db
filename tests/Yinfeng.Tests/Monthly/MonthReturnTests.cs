using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Monthly;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Monthly;

/// <summary>A report goes up through three people, may be sent back by either of the upper two, and says who typed it for whom.</summary>
public sealed class MonthReturnTests
{
    private static readonly YearMonth June = new(2023, 6);
    private static readonly Viewer Clerk = Only("clerk", Some.Linyi, Role.Reporter), Department = Only("dept", Some.Dezhou, Role.Verifier),
        Bureau = Only("bureau", Some.Dezhou, Role.Approver), Typist = Only("typist", Some.Dezhou, Role.Reporter);

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_ReturnedByBothLevels_IsReportedAnew_AndEveryStepIsKept(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        Assert.True((await ReportAsync(store, Clerk, project, 100, 0)).Allowed);

        Assert.Equal(["month.return.reason"], Codes(await JudgeAsync(store, Department, project, 1, true, " ")));
        Assert.Equal(["month.verify.own", "month.verify.right"], Codes(await JudgeAsync(store, Clerk, project, 1, true, "自己退自己")));
        Assert.True((await JudgeAsync(store, Department, project, 1, true, "多写了一个零")).Allowed);
        Assert.Equal(["month.verify.returned"], Codes(await JudgeAsync(store, Department, project, 2)));
        Assert.True((await ReportAsync(store, Clerk, project, 10, 2, note: "已改")).Allowed);
        Assert.True((await JudgeAsync(store, Department, project, 3, text: "与凭证一致")).Allowed);
        Assert.True((await JudgeAsync(store, Bureau, project, 4, true, "缺到账凭证")).Allowed);
        Assert.Equal((null, Bureau.ActorId, "缺到账凭证"), await ReadAsync(store, project, r => (r.VerifiedBy, r.ReturnedBy, r.ReturnReason)));
        Assert.True((await ReportAsync(store, Clerk, project, 10, 5, note: "凭证已传")).Allowed);
        Assert.True((await JudgeAsync(store, Department, project, 6)).Allowed);
        Assert.True((await JudgeAsync(store, Bureau, project, 7, text: "同意")).Allowed);
        Assert.Equal(["month.verify.done"], Codes(await JudgeAsync(store, Bureau, project, 8, true, "晚了")));

        var steps = (await store.Get<ProjectQueries>().GetAsync(Department, project.Id, default))!.MonthSteps;
        Assert.Equal([("Reported", "clerk", null), ("Returned", "dept", "多写了一个零"), ("Reported", "clerk", "已改"), ("Verified", "dept", "与凭证一致"),
            ("Returned", "bureau", "缺到账凭证"), ("Reported", "clerk", "凭证已传"), ("Verified", "dept", null), ("Accepted", "bureau", "同意")],
            steps.Select(s => (s.Act.ToString(), s.Name, s.Text)));
        Assert.All(steps, s => Assert.Null(s.ForUnitId));
    }

    [Fact]
    public async Task Return_IsSeenInTheGridAndOnTheDesk_AndAnAnswerAloneSendsItUpAgain()
    {
        await using var store = await TestStore.NewAsync();
        var month = YearMonth.Of(BusinessTime.Today(TimeProvider.System)).AddMonths(-1);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        await ReportAsync(store, Clerk, project, 100, 0, month: month);
        var outcome = await store.Get<VerifyMonths>().RunAsync(Department, month, [new TickedRow(project.Id, 1, "请说明资金来源"), new TickedRow(project.Id + 1, 1)],
            returns: true, "没有单写的", default);

        Assert.Equal([project.Id], outcome.Reported);
        var view = (await store.Get<MonthGridQueries>().ViewAsync(Clerk, month, null, "returned", 1, default))!;
        Assert.Equal((1, 0), (view.Counts.Returned, view.Counts.Reported));
        Assert.Equal((MonthState.Returned, "请说明资金来源"), (view.Rows[0].State, view.Rows[0].Stored!.ReturnReason));
        Assert.Contains(await DeskAsync(store, Clerk), i => i.Part != DeskPart.Waiting
            && i.Title.Contains("被退回", StringComparison.Ordinal) && i.Detail.Contains("请说明资金来源", StringComparison.Ordinal));
        Assert.DoesNotContain(await DeskAsync(store, Department), i => i.Title.Contains("等您核验", StringComparison.Ordinal));

        var submit = store.Get<SubmitMonth>();
        var same = TypedMonth.Of(view.Rows[0].Stored);
        Assert.Equal(1, (await submit.RunAsync(Clerk, month, [new TypedRow(project.Id, same, 2)], default)).Value!.Unchanged);
        Assert.Equal([project.Id], (await submit.RunAsync(Clerk, month, [new TypedRow(project.Id, same with { Answer = "股东借款，协议已传" }, 2)], default)).Value!.Reported);
        Assert.Contains(await DeskAsync(store, Department), i => i.Title.Contains("等您核验", StringComparison.Ordinal));
        var row = (await store.Get<MonthGridQueries>().RowsAsync(Department, month, [project.Id], default))[0];
        Assert.Equal((MonthState.Reported, "股东借款，协议已传", null), (row.State, row.LastStep!.Text, row.Stored!.ReturnedBy));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_FromAPostOfAnotherUnit_SaysForWhomItWasTyped(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (own, typed) = (await Some.ProjectAsync(store, Some.Project(ProjectStage.Started, "自己填的")), await Some.ProjectAsync(store, Some.Project(ProjectStage.Started, "代填的")));
        await ReportAsync(store, Clerk, own, 100, 0);
        Assert.Equal(["project.month.typed-for"], Codes(await ReportAsync(store, Typist, typed, 100, 0, typedFor: new string('长', 61))));
        Assert.True((await ReportAsync(store, Typist, typed, 100, 0, typedFor: "临邑县发改局李四电话报来")).Allowed);

        Assert.Equal((null, null), await ReadAsync(store, own, r => (r.TypedForUnitId, r.TypedFor)));
        Assert.Equal((Some.Linyi, "临邑县发改局李四电话报来"), await ReadAsync(store, typed, r => (r.TypedForUnitId, r.TypedFor)));
        var view = (await store.Get<MonthGridQueries>().ViewAsync(Bureau, June, "371400", "typed", 1, default))!;
        Assert.Equal([typed.Id], view.Rows.Select(r => r.ProjectId));
        Assert.Equal(1, view.Counts.TypedFor);
        var step = Assert.Single((await store.Get<ProjectQueries>().GetAsync(Bureau, typed.Id, default))!.MonthSteps);
        Assert.Equal((Some.Dezhou, Some.Linyi, "typist"), (step.PostUnitId, step.ForUnitId, step.Name));

        await ReportAsync(store, Clerk, typed, 90, 1); // The unit itself corrects it: no longer typed for it, but the history keeps that it was.
        Assert.Null(await ReadAsync(store, typed, r => r.TypedForUnitId));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Accept_AThousandTimesAtOnce_TakesEffectOnce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await using var beside = provider == "postgres" ? await store.BesideAsync() : null;
        await (beside ?? store).Get<Yinfeng.Units.UnitDirectory>().TodayAsync(default); // As a server has it that has run for a while.
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        await ReportAsync(store, Clerk, project, 100, 0);
        await JudgeAsync(store, Department, project, 1);

        var decisions = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(() =>
            JudgeAsync(i % 2 == 1 && beside is not null ? beside : store, Only($"boss{i % 7}", Some.Dezhou, Role.Approver), project, 2))));

        Assert.Equal(1, decisions.Count(d => d.Allowed));
        Assert.Equal(3, await ReadAsync(store, project, r => r.Version));
        await using var db = store.Database.OpenRead();
        Assert.Equal(1, await db.Set<MonthStep>().CountAsync(s => s.Act == MonthAct.Accepted));
        Assert.Equal(1, await db.Set<Yinfeng.Audit.AuditEntry>().CountAsync(e => e.Action == "project.month-accept"));
    }

    internal static Viewer Only(string login, long unit, Role role) => new($"user:{login}", login, unit, Roles.Of(role));

    internal static Task<Decision> ReportAsync(TestStore store, Viewer by, Project project, long wan, int version, string? note = null, string? typedFor = null,
        YearMonth? month = null) => store.Get<ReportMonth>().RunAsync(by, project.Id,
            new MonthEntry(month ?? June, Money.FromWan(wan), null, null, null, null, version, typedFor, note), default);

    internal static Task<Decision> JudgeAsync(TestStore store, Viewer by, Project project, int version, bool returns = false, string? text = null) =>
        store.Get<VerifyMonth>().RunAsync(by, project.Id, June, new MonthSeen(version, new MonthWord(returns, text)), default);

    private static async Task<T> ReadAsync<T>(TestStore store, Project project, Func<MonthlyReport, T> of)
    {
        await using var db = store.Database.OpenRead();
        return of(await db.Set<MonthlyReport>().SingleAsync(r => r.ProjectId == project.Id));
    }

    private static async Task<List<DeskItem>> DeskAsync(TestStore store, Viewer viewer)
    {
        var items = new List<DeskItem>();
        foreach (var source in store.GetAll<IDeskSource>())
        {
            items.AddRange(await source.ItemsAsync(viewer, BusinessTime.Today(TimeProvider.System), default));
        }
        return items;
    }

    private static string[] Codes(Decision decision) => [.. decision.Unmet.Select(u => u.Code)];
}
