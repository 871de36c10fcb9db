using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Host;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Access;

/// <summary>A form sent after the sign-in ran out: kept, given back to its person, to nobody else, once.</summary>
public sealed partial class KeptFormTests
{
    private const string Password = "梧桐 phoenix 8 nests";
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task FormAfterTheEnd_IsGivenBackAfterSigningIn_AndSentOn(string provider)
    {
        await using var world = await World.OpenAsync(provider);
        var turned = await world.PostAsync("/leads?x=1", ("investor", "首创生物"), ("note", "第一行\n第二行"), ("note", "又一条"), ("password", "hunter2"));
        Assert.Equal(HttpStatusCode.SeeOther, turned.StatusCode);
        var next = Uri.UnescapeDataString(turned.Headers.Location!.OriginalString["/login?next=".Length..]);
        Assert.StartsWith("/account/kept/", next, StringComparison.Ordinal);

        using var other = world.Browser();
        await World.SignInAsync(other, "chen");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(next)).StatusCode);

        Assert.Equal(next, (await World.SignInAsync(world.Client, "li", next)).Headers.Location!.OriginalString);
        var page = await world.Client.GetStringAsync(next);
        Assert.Contains("首创生物", page, StringComparison.Ordinal);
        Assert.Contains("第二行", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", page, StringComparison.Ordinal);
        var sent = await world.PostAsync(next, ("__RequestVerificationToken", Token(page)), ("investor", "首创生物"));
        Assert.Equal((HttpStatusCode.TemporaryRedirect, "/leads?x=1"), (sent.StatusCode, sent.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(next)).StatusCode);

        await using var db = world.Store.Database.OpenRead();
        Assert.DoesNotContain(await db.Set<AuditEntry>().Select(e => e.Detail).ToListAsync(), d => d.Contains("首创", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NothingIsKept_ForStrangers_ForProgramsThatRetry_NorOfPasswordPages()
    {
        await using var world = await World.OpenAsync("sqlite");
        Assert.Equal("/login", (await world.PostAsync("/password", ("Current", "x"))).Headers.Location!.OriginalString);
        world.Client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        Assert.Equal("/login", (await world.PostAsync("/monthly/draft", ("v.1", "x"))).Headers.Location!.OriginalString);
        world.Client.DefaultRequestHeaders.Accept.Clear();
        world.Cookies.SetCookies(world.Client.BaseAddress!, "yinfeng=" + Sessions.NewToken());
        Assert.Equal("/login", (await world.PostAsync("/leads", ("investor", "x"))).Headers.Location!.OriginalString);
        await using var db = world.Store.Database.OpenRead();
        Assert.Equal(0, await db.Set<KeptForm>().CountAsync());
    }

    [Fact]
    public async Task PartsAskedByHtmx_LeadBackToThePageTheyStandOn()
    {
        await using var world = await World.OpenAsync("sqlite");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/projects/part?x=1");
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Current-URL", world.Client.BaseAddress + "projects?q=a");
        Assert.Equal("/login?next=" + Uri.EscapeDataString("/projects?q=a"), (await world.Client.SendAsync(request)).Headers.GetValues("HX-Redirect").Single());
    }

    [Fact]
    public async Task TimeLeft_IsToldWithoutCountingAsUse_AlsoAfterTheEnd()
    {
        await using var world = await World.OpenAsync("sqlite");
        Assert.Contains("已自动退出", await world.Client.GetStringAsync("/account/left"), StringComparison.Ordinal);
        await World.SignInAsync(world.Client, "li");
        Assert.Equal(HttpStatusCode.NoContent, (await world.Client.GetAsync("/account/left")).StatusCode);
    }

    private static string Token(string page) => AntiforgeryField().Match(page).Groups[1].Value;

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex AntiforgeryField();

    /// <summary>A server, and the browser of somebody whose sign-in ran out an hour ago.</summary>
    private sealed class World : IAsyncDisposable
    {
        private WebApplication _app = null!;
        public TestStore Store { get; private init; } = null!;
        public CookieContainer Cookies { get; } = new();
        public HttpClient Client { get; private set; } = null!;

        public static async Task<World> OpenAsync(string provider)
        {
            var world = new World { Store = await TestStore.NewAsync(provider) };
            world._app = ServeCommand.BuildApp(world.Store.Database, "http://127.0.0.1:0");
            await world._app.StartAsync();
            world.Client = world.Browser(world.Cookies);
            await world.AddAsync("chen");
            var token = await world.AddAsync("li");
            await world.Store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
            {
                var before = work.NowUtc - SignInRules.Default.Longest - TimeSpan.FromHours(1);
                await work.Db.Set<Session>().ExecuteUpdateAsync(s => s.SetProperty(x => x.CreatedAtUtc, before).SetProperty(x => x.SeenAtUtc, before), Ct);
                work.Audit("test.age", "", new { });
                return 0;
            }, Ct);
            world.Cookies.SetCookies(world.Client.BaseAddress!, "yinfeng=" + token);
            return world;
        }

        public HttpClient Browser(CookieContainer? cookies = null) =>
            new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new() }) { BaseAddress = new Uri(_app.Urls.First()) };

        public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
            Client.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

        public static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string login, string? next = null)
        {
            var page = await client.GetStringAsync("/login");
            var answer = await client.PostAsync("/login", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["login"] = login, ["password"] = Password, ["next"] = next ?? "/", ["__RequestVerificationToken"] = Token(page),
            }));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            return answer;
        }

        /// <returns>A session that nobody has used yet.</returns>
        private async Task<string> AddAsync(string login)
        {
            var made = (await Store.Get<AddUser>().RunAsync(TestStore.Viewer, new(login, login, null, [Role.Reporter]), Ct)).Value!;
            var live = await Store.Get<Sessions>().FindAsync((await Store.Get<SignIn>().RunAsync(login, made.Password, null, Ct)).Token!, Ct);
            return (await Store.Get<ChangePassword>().RunAsync(live!.Viewer, live.UserId, made.Password, Password, Password, Ct)).Value!;
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _app.StopAsync(); // Jobs end before their database does.
            await _app.DisposeAsync();
            await Store.DisposeAsync();
        }
    }
}
