using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Projects;
using Yinfeng.TaskForces;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.TaskForces;

public class SharingTests
{
    private static readonly DateOnly Soon = BusinessTime.Today(TimeProvider.System).AddDays(30);
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task TaskForce_ShowsItsProjectsToMembers_FromTheirNextRequest_UntilItEnds(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var secret = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, grade: Confidentiality.CommercialSecret));
        var token = await PersonAsync(store, "chen", "乐陵市");
        Assert.Empty(await SeenAsync(store, token));

        var force = (await store.Get<FormTaskForce>().RunAsync(TestStore.Viewer, new("生物专班", "临邑县", Soon, null), Ct)).Value;
        var member = await store.Get<ChangeMembers>().AddAsync(TestStore.Viewer, force, "chen", null, Ct);
        Assert.True(member.Allowed);
        var share = await store.Get<ShareProject>().RunAsync(TestStore.Viewer, secret.Id, new(force, null, Soon, "共同推进"), Ct);
        Assert.True(share.Allowed);
        Assert.Equal([secret.Id], await SeenAsync(store, token));

        var view = (await store.Get<TaskForceQueries>().FindAsync(TestStore.Viewer, force, Ct))!;
        Assert.True((await store.Get<ChangeMembers>().EndAsync(TestStore.Viewer, force, Assert.Single(view.Members).Id, Ct)).Allowed);
        Assert.Empty(await SeenAsync(store, token));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Share_WithAUnit_IsSeenThereAndNotChanged_AndTakenBackAtOnce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store);
        var token = await PersonAsync(store, "chen", "乐陵市");
        var share = await store.Get<ShareProject>().RunAsync(Some.User("wang", Some.Linyi), project.Id, new(null, "乐陵市", Soon, "协作"), Ct);

        Assert.Equal([project.Id], await SeenAsync(store, token));
        var changed = await store.Get<TagProject>().AddAsync(await ViewerAsync(store, token) with { Rights = Some.Business }, project.Id, "重大项目", null, Ct);
        Assert.False(changed.Allowed);
        Assert.True((await store.Get<ShareProject>().EndAsync(TestStore.Viewer, project.Id, share.Value, Ct)).Allowed);
        Assert.Empty(await SeenAsync(store, token));
    }

    [Fact]
    public async Task Share_OfAnotherUnitsProject_OrWithoutReasonAndDay_IsRefused()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store);
        var write = store.Get<ShareProject>();

        Assert.Equal("share.project", (await write.RunAsync(Some.User("zhao", Some.Laoling), project.Id, new(null, "乐陵市", Soon, "x"), Ct)).Unmet.Single().Code);
        Assert.Equal(["share.with", "share.until", "share.reason"],
            (await write.RunAsync(Some.User("wang", Some.Linyi), project.Id, new(null, null, null, null), Ct)).Unmet.Select(u => u.Code));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task TakenInvestor_TellsTheUnitAndItsPeople_AndNothingOfTheMatter(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var secret = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, name: "机密项目", grade: Confidentiality.CommercialSecret));
        await PersonAsync(store, "li", "临邑县");
        var ask = store.Get<TakenInvestors>();

        var told = Assert.Single((await ask.AskAsync(Some.User("chen", Some.Laoling), "首创生物", Ct)).Value!);
        Assert.Equal(("临邑县", null), (told.UnitName, told.Href));
        Assert.Equal(["li"], told.People);
        Assert.Equal($"/projects/{secret.Id}", Assert.Single((await ask.AskAsync(Some.User("wang", Some.Linyi), "首创生物", Ct)).Value!).Href);
        Assert.Empty((await ask.AskAsync(Some.User("chen", Some.Laoling), "首创生", Ct)).Value ?? []);
        Assert.Equal("taken.short", (await ask.AskAsync(Some.User("chen", Some.Laoling), "首创", Ct)).Unmet.Single().Code);
    }

    private static async Task<string> PersonAsync(TestStore store, string login, string unit)
    {
        var made = (await store.Get<AddUser>().RunAsync(TestStore.Viewer, new(login, login, unit, [Role.Reporter]), Ct)).Value!;
        return (await store.Get<SignIn>().RunAsync(login, made.Password, null, Ct)).Token!;
    }

    private static async Task<Viewer> ViewerAsync(TestStore store, string token) => (await store.Get<Sessions>().FindAsync(token, Ct))!.Viewer;

    private static async Task<IEnumerable<long>> SeenAsync(TestStore store, string token) =>
        (await store.Get<LedgerQueries>().ViewAsync(await ViewerAsync(store, token), new LedgerQuery(), Ct)).Rows.Select(r => r.Id);
}
