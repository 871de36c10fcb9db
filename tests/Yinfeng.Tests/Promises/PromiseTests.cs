using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Promises;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Promises;

/// <summary>A promise from its making to its keeping; and that a change of people leaves none without an owner.</summary>
public sealed class PromiseTests
{
    private static readonly DateOnly Today = BusinessTime.Today(TimeProvider.System);
    private static readonly Viewer City = Some.User("shi", Some.Dezhou), CityToo = Some.User("shi2", Some.Dezhou), Linyi = Some.User("linyi", Some.Linyi),
        Laoling = Some.User("laoling", Some.Laoling);

    [Theory, OnSqlite, OnPostgres]
    public async Task Promise_IsReportedWithProofAndConfirmedByAnother_EveryStepKept(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = await MakeAsync(store);
        var judge = store.Get<JudgePromise>();

        Assert.Equal(["promise.not-reported"], Codes(await judge.ConfirmAsync(City, id, null, default)));
        Assert.Equal(["promise.proof"], Codes(await store.Get<ReportPromise>().RunAsync(Linyi, id, null, "已拨付", " ", default)));
        Assert.True((await ReportAsync(store, id)).Allowed);
        Assert.Equal(["promise.reported"], Codes(await ReportAsync(store, id)));
        Assert.True((await judge.ReturnAsync(City, id, null, "缺回单", default)).Allowed);
        Assert.True((await ReportAsync(store, id, City)).Allowed);
        Assert.Equal(["promise.same-person"], Codes(await judge.ConfirmAsync(City, id, null, default)));
        Assert.True((await judge.ConfirmAsync(CityToo, id, null, default)).Allowed);
        Assert.Equal("promise.closed", Codes(await ReportAsync(store, id))[0]);

        var view = (await store.Get<PromiseQueries>().GetAsync(City, id, default))!;
        Assert.Equal([PromiseAct.Made, PromiseAct.Reported, PromiseAct.Returned, PromiseAct.Reported, PromiseAct.Confirmed], view.Steps.Select(s => s.Act));
        Assert.Equal((PromiseState.Confirmed, Today, 200 * Money.FenPerWan), (view.Promise.State, view.Promise.ClosedOn!.Value, view.Promise.AmountFen!.Value));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Promise_WhenItsPersonLeaves_IsUnownedUntilTheNextOneIsAppointed(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = await MakeAsync(store);
        var queries = store.Get<PromiseQueries>();
        Assert.Equal(1, (await queries.ListAsync(City, new(), default)).Counts.Unowned);

        var first = await AppointAsync(store, "li", "李一", Role.ServiceOfficer);
        Assert.Equal(["李一"], (await queries.GetAsync(City, id, default))!.Row.Holders);
        await EndAsync(store, first, Today.AddDays(-1));
        Assert.Equal([id], (await queries.ListAsync(City, new(Unowned: true), default)).Rows.Select(r => r.Promise.Id));
        Assert.Contains(await ItemsAsync(store, City), i => i.Href == "/promises?unowned=1");

        await AppointAsync(store, "zhao", "赵二", Role.ServiceOfficer);
        var view = (await queries.GetAsync(City, id, default))!;
        Assert.Equal(["赵二"], view.Row.Holders);
        Assert.Equal(["李一", "赵二"], view.Held.Select(h => h.Name));
        Assert.Empty((await queries.ListAsync(City, new(Unowned: true), default)).Rows);
    }

    [Fact]
    public async Task Confirm_ByWhoeverHoldsThePost_IsRefused()
    {
        await using var store = await TestStore.NewAsync();
        var id = await MakeAsync(store);
        await AppointAsync(store, "shi2", "市二", Role.ServiceOfficer);
        await ReportAsync(store, id);

        Assert.Equal(["promise.same-person"], Codes(await store.Get<JudgePromise>().ConfirmAsync(CityToo, id, null, default)));
        Assert.True((await store.Get<JudgePromise>().ConfirmAsync(City, id, null, default)).Allowed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task ExtendAndHandOver_KeepWhatWasBefore(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = await MakeAsync(store);
        await AppointAsync(store, "li", "李一", Role.ServiceOfficer);
        var move = store.Get<MovePromise>();

        Assert.Equal(["promise.reason", "promise.due-earlier"], Codes(await move.ExtendAsync(City, id, null, Day(5), "", default)));
        Assert.Equal(["promise.not-office"], Codes(await move.ExtendAsync(Linyi, id, null, Day(60), "要延期", default)));
        Assert.True((await move.ExtendAsync(City, id, null, Day(60), "预算下月下达，王某同意", default)).Allowed);
        Assert.Equal(["promise.same-post"], Codes(await move.HandOverAsync(City, id, null, "临邑县", Role.ServiceOfficer, "换人", default)));
        Assert.True((await move.HandOverAsync(City, id, null, "临邑县", Role.Leader, "机构调整", default)).Allowed);

        var view = (await store.Get<PromiseQueries>().GetAsync(City, id, default))!;
        Assert.Equal((Today.AddDays(60), Day(10)), (view.Promise.Due, view.Row.First));
        Assert.Equal(("临邑县 · 首席服务官（李一）", "临邑县 · 包保领导（无人负责）"), (view.Steps[^1].Before, view.Steps[^1].After));
        Assert.True((await move.BreakAsync(City, id, null, "企业已撤资", default)).Allowed);
        Assert.Equal(PromiseState.Broken, (await store.Get<PromiseQueries>().GetAsync(City, id, default))!.Promise.State);
    }

    [Fact]
    public async Task Make_WithNothing_NamesEverythingThatIsMissing()
    {
        await using var store = await TestStore.NewAsync();

        var made = await store.Get<MakePromise>().RunAsync(City, new(null, "没有的项目", "123", null, " ", "", "x", "没有的单位", null, "明天", null), default);

        Assert.Equal(["promise.project", "promise.to", "promise.creditcode", "promise.origin", "promise.source", "promise.text", "promise.post", "promise.amount", "promise.unit",
            "promise.promisedon", "promise.due"], Codes(made));
    }

    [Fact]
    public async Task Late_StandsOnDesksAndOnTheLightOfTheProject()
    {
        await using var store = await TestStore.NewAsync();
        var project = await QuietAsync(store);
        var id = await MakeAsync(store, project);
        Assert.Equal(LightColour.Green, await ColourAsync(store, project));
        Assert.Contains(await ItemsAsync(store, Linyi), i => i.Part == DeskPart.Owed && i.Href == $"/promises/{id}");

        await LetPassAsync(store, id, 3);

        Assert.Equal(LightColour.Yellow, await ColourAsync(store, project));
        Assert.Contains(await ItemsAsync(store, Linyi), i => i.Part == DeskPart.Late && i.Href == $"/promises/{id}");
        Assert.Contains(await ItemsAsync(store, City), i => i.Part == DeskPart.Late && i.Href == "/promises?late=1");
        Assert.Equal(1, (await store.Get<PromiseQueries>().ListAsync(City, new(Late: true), default)).Total);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Promises_AreSeenByTheLineAndByWhoeverSeesTheProject(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var secret = Some.Project(ProjectStage.Negotiating, "保密项目", grade: Confidentiality.CommercialSecret);
        await Some.ProjectAsync(store, secret);
        var (of, plain) = (await MakeAsync(store, secret), await MakeAsync(store));
        var queries = store.Get<PromiseQueries>();

        async Task<long[]> SeenAsync(Viewer viewer) => [.. (await queries.ListAsync(viewer, new(), default)).Rows.Select(r => r.Promise.Id).Order()];
        Assert.Equal([of, plain], await SeenAsync(City));
        Assert.Equal([of, plain], await SeenAsync(Linyi));
        Assert.Equal([plain], await SeenAsync(City with { Rights = Rights.See }));
        Assert.Empty(await SeenAsync(Laoling));
        Assert.Equal(["promise.not-found"], Codes(await ReportAsync(store, plain, Laoling)));
    }

    private static async Task<long> MakeAsync(TestStore store, Project? project = null)
    {
        var made = await store.Get<MakePromise>().RunAsync(City, new("首创生物", project?.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), null, PromiseOrigin.Policy,
            "《激励办法》第三条", "投资奖励", "200", "临邑县", Role.ServiceOfficer, Day(-20), Day(10)), default);
        Assert.Empty(made.Unmet);
        return made.Value;
    }

    private static Task<Decision> ReportAsync(TestStore store, long id, Viewer? by = null) =>
        store.Get<ReportPromise>().RunAsync(by ?? Linyi, id, null, "已拨付 200 万元。", "拨款凭证 2023-118 号", default);

    private static async Task<long> AppointAsync(TestStore store, string login, string name, Role role)
    {
        var user = new User { Login = login, Name = name, UnitId = Some.Linyi, PasswordHash = "" };
        var appointment = new Appointment { UserId = user.Id, Role = role, UnitId = Some.Linyi, From = Today.AddDays(-100) };
        await Some.SaveAsync(store, user, appointment);
        return appointment.Id;
    }

    private static Task<int> EndAsync(TestStore store, long appointment, DateOnly until) => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
    {
        (await work.Db.Set<Appointment>().SingleAsync(a => a.Id == appointment)).Until = until;
        work.Audit("test.time", "", new { appointment });
        return 0;
    }, default);

    private static Task<Project> QuietAsync(TestStore store)
    {
        var project = Some.Project(ProjectStage.Signed, "安静的项目");
        (project.SignedOn, project.PlannedStartedOn) = (new LedgerDate(Today), new LedgerDate(Today.AddYears(1)));
        return Some.ProjectAsync(store, project);
    }

    /// <summary>Moves a day into the past, as days that go by would.</summary>
    private static Task<int> LetPassAsync(TestStore store, long id, int daysLate) => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
    {
        var row = await work.Db.Set<Promise>().SingleAsync(p => p.Id == id);
        row.Due = Today.AddDays(-daysLate);
        work.Audit("test.time", $"promise:{id}", new { daysLate });
        work.Changes.ProjectIds.Add(row.ProjectId!.Value);
        return 0;
    }, default);

    private static async Task<LightColour> ColourAsync(TestStore store, Project project) =>
        (await store.Get<LightQueries>().ProjectAsync(City, project.Id, default))!.Light.Colour;

    private static async Task<IReadOnlyList<DeskItem>> ItemsAsync(TestStore store, Viewer viewer) =>
        await store.GetAll<IDeskSource>().OfType<PromiseDesk>().Single().ItemsAsync(viewer, Today, default);

    private static string Day(int fromToday) => Today.AddDays(fromToday).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Codes(Decision decision) => [.. decision.Unmet.Select(u => u.Code)];
}
