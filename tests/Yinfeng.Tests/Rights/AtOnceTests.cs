using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Settings;
using Yinfeng.TaskForces;
using Yinfeng.Tests.Access;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Proofs;

/// <summary>A change of rights acts on the next request, on whichever server it was made.</summary>
public class AtOnceTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [PostgresFact]
    public async Task ChangeOnOneServer_ActsOnTheNextRequestOfTheOther()
    {
        await using var here = await TestStore.NewAsync("postgres");
        await using var there = await here.BesideAsync();
        var added = (await there.Get<AddUser>().RunAsync(TestStore.Viewer, new("li", "李敏", "德州市", [Role.Reporter]), Ct)).Value!;
        var token = (await there.Get<SignIn>().RunAsync("li", added.Password, null, Ct)).Token!;
        var id = (await AskAsync(here, token))!.UserId;
        Assert.True((await AskAsync(here, token))!.Viewer.May(Rights.Report));

        Assert.True((await there.Get<Appoint>().RunAsync(TestStore.Viewer, id, new(Role.Leader, "德州市", null, null), Ct))!.Allowed);
        Assert.True((await AskAsync(here, token))!.Viewer.May(Rights.SeeSecrets));

        var project = await Some.ProjectAsync(there, Some.Project(owner: 110105));
        var share = await there.Get<ShareProject>().RunAsync(TestStore.Viewer, project.Id,
            new(null, "德州市", BusinessTime.Today(TimeProvider.System).AddDays(30), "协作"), Ct);
        Assert.True(share.Allowed, string.Join(" ", share.Unmet.Select(u => u.Message)));
        Assert.Equal([project.Id], (await AskAsync(here, token))!.Viewer.Shared);
        Assert.True((await there.Get<ShareProject>().EndAsync(TestStore.Viewer, project.Id, share.Value, Ct)).Allowed);
        Assert.Empty((await AskAsync(here, token))!.Viewer.Shared);

        Assert.NotEqual(TimeSpan.FromMinutes(7), (await AskAsync(here, token))!.Rules.Idle);
        Assert.True((await there.Get<SetSettings>().RunAsync(TestStore.Viewer, new Dictionary<string, string> { ["signin.idle"] = "7" }, Ct)).Allowed);
        Assert.Equal(TimeSpan.FromMinutes(7), (await AskAsync(here, token))!.Rules.Idle);

        Assert.True((await there.Get<EndSession>().RunAsync(TestStore.Viewer, id, Ct)).Allowed);
        Assert.Null(await AskAsync(here, token));
    }

    [PostgresFact]
    public async Task RequestsAtOnce_ShareTheLook_AndEachSeesWhatWasCommittedBeforeIt()
    {
        await using var here = await TestStore.NewAsync("postgres");
        await using var there = await here.BesideAsync();
        for (var round = 0; round < 10; round++)
        {
            var idle = $"{5 + round}";
            var before = Enumerable.Range(0, 20).Select(_ => here.Get<ForeignChanges>().HearNowAsync(Ct).AsTask()).ToList();
            await there.Get<SetSettings>().RunAsync(TestStore.Viewer, new Dictionary<string, string> { ["signin.idle"] = idle }, Ct);
            await here.Get<ForeignChanges>().HearNowAsync(Ct);
            Assert.Equal(idle, await here.Get<OfficeSettings>().OfAsync("signin.idle", Ct));
            await Task.WhenAll(before);
        }
    }

    /// <summary>What changes for everybody must not count as time without use.</summary>
    [Fact]
    public async Task ChangeForEverybody_KeepsTheTimeOfLastUse()
    {
        var clock = new Clock(TimeProvider.System.GetUtcNow());
        await using var door = await Door.OpenAsync("sqlite", clock);
        var (token, live) = await door.ArriveAsync();
        for (var i = 0; i < 3; i++)
        {
            clock.Now += TimeSpan.FromMinutes(20);
            Assert.NotNull(await door.Sessions.FindAsync(token, Ct));
        }
        door.Sessions.Forget(_ => true);
        clock.Now += TimeSpan.FromMinutes(20);
        Assert.NotNull(await door.Sessions.FindAsync(token, Ct));
        Assert.NotSame(live, await door.Sessions.FindAsync(token, Ct));
    }

    /// <summary>As the guard of every request does.</summary>
    private static async Task<LiveSession?> AskAsync(TestStore store, string token)
    {
        LiveSession? found = null;
        var guard = new SignInGuard(http =>
        {
            found = SignInGuard.SessionOf(http);
            return Task.CompletedTask;
        }, store.Get<Sessions>(), store.Get<ForeignChanges>(), store.Get<KeepForm>());
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        http.Request.Method = "GET";
        http.Request.Path = "/logout"; // Not led to the page where a first password is chosen.
        http.Request.Headers.Cookie = $"{SignInGuard.Cookie}={token}";
        http.SetEndpoint(new Endpoint(_ => Task.CompletedTask, new EndpointMetadataCollection(new NeededRight(Rights.None)), null));
        await guard.InvokeAsync(http);
        return found;
    }
}
