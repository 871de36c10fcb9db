using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Host;
using Yinfeng.Settings;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Access;

/// <summary>Single sign-on through the real server and a provider on this machine, step by step as a browser goes.</summary>
public sealed class SingleSignOnTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task AKnownPerson_ComesIn_WhereTheyWantedToGo_AndIsAudited(string provider)
    {
        await using var world = await World.OpenAsync(provider);
        var answer = await world.SignOnAsync("/projects?q=x");
        Assert.Equal("/projects?q=x", answer.Headers.Location!.OriginalString);
        var me = await world.Client.GetStringAsync("/api/me");
        Assert.Contains("user:li", me, StringComparison.Ordinal); // Although the local password is still the one-time one.
        Assert.Contains(await world.AuditAsync("session.open"), l => l.Contains("singleSignOn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheName_MayStandInTheUserInfoOnly_AndKeysMayChange()
    {
        await using var world = await World.OpenAsync("sqlite");
        world.Provider.NamesInToken = false;
        Assert.Equal("/", (await world.SignOnAsync("/")).Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("nonce", "sso-nonce")]
    [InlineData("audience", "sso-token")]
    [InlineData("issuer", "sso-token")]
    [InlineData("expired", "sso-token")]
    [InlineData("signature", "sso-token")]
    [InlineData("unknown-key", "sso-token")]
    [InlineData("symmetric", "sso-token")]
    public async Task ATokenThatIsNotGood_LetsNobodyIn(string cheat, string reason)
    {
        await using var world = await World.OpenAsync("sqlite");
        var provider = world.Provider;
        switch (cheat)
        {
            case "nonce": provider.Nonce = "another"; break;
            case "audience": provider.Audience = "other-client"; break;
            case "issuer": provider.Issuer = "https://elsewhere.example"; break;
            case "expired": provider.ValidFor = TimeSpan.FromMinutes(-10); break;
            case "signature":
                provider.Published = provider.Key;
                provider.Key = new(System.Security.Cryptography.RSA.Create(2048)) { KeyId = provider.Key.KeyId };
                break;
            case "unknown-key":
                provider.Published = TestProvider.NewKey();
                break;
            default: provider.Algorithm = "HS256"; break;
        }
        var answer = await world.SignOnAsync("/");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("没有通过", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await world.Client.GetAsync("/api/me")).StatusCode);
        Assert.Contains(await world.AuditAsync("session.refused"), l => l.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACallback_IsGoodOnce_InTheBrowserThatBegan_WithItsState()
    {
        await using var world = await World.OpenAsync("sqlite");
        var callback = await world.CallbackAsync("/");
        using var stranger = world.Browser();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await stranger.GetAsync(callback)).StatusCode);
        var kept = world.Cookies.GetCookies(new Uri(world.Client.BaseAddress!, "/login/oidc"))["yinfeng-oidc"]!.Value;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.Client.GetAsync(callback.Replace("state=", "state=x", StringComparison.Ordinal))).StatusCode);

        callback = await world.CallbackAsync("/");
        kept = world.Cookies.GetCookies(new Uri(world.Client.BaseAddress!, "/login/oidc"))["yinfeng-oidc"]!.Value;
        Assert.Equal(HttpStatusCode.SeeOther, (await world.Client.GetAsync(callback)).StatusCode);
        using var thief = world.Browser();
        using var again = new HttpRequestMessage(HttpMethod.Get, callback);
        again.Headers.Add("Cookie", "yinfeng-oidc=" + kept);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.SendAsync(again)).StatusCode);
        Assert.Equal(1, world.Provider.CodesTaken);
    }

    [Fact]
    public async Task AnUnknownPersonAndADisabledAccount_LearnWhomToAsk_AndNoAccountIsMade()
    {
        await using var world = await World.OpenAsync("sqlite");
        world.Provider.Person = "wang";
        Assert.Contains("没有登录名为“wang”的账号。请联系本单位管理员开通", await (await world.SignOnAsync("/")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        world.Provider.Person = "li";
        await world.Services.GetRequiredService<EditUser>().RunAsync(TestStore.Viewer, world.UserId, new("李敏", null, true), Ct);
        Assert.Contains("已停用", await (await world.SignOnAsync("/")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var db = world.Store.Database.OpenRead();
        Assert.Equal(1, await db.Set<User>().CountAsync());
    }

    [Fact]
    public async Task SignInPage_ShowsTheButtonOnlyWhenSetUp_AndAProviderThatIsDownIsSaid()
    {
        await using var world = await World.OpenAsync("sqlite");
        Assert.Contains("用统一身份认证登录", await world.Client.GetStringAsync("/login"), StringComparison.Ordinal);
        await world.Provider.DisposeAsync();
        Assert.Contains("暂时不可用", await (await world.Client.GetAsync("/login/oidc")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Office.SetAsync(world.Services, ("oidc.authority", ""));
        Assert.DoesNotContain("统一身份认证", await world.Client.GetStringAsync("/login"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pwd", "/login/code")]
    [InlineData("otp", "/")]
    public async Task WhoHasASecondFactor_IsAskedForIt_UnlessTheProviderDid(string method, string leadsTo)
    {
        await using var world = await World.OpenAsync("sqlite");
        await Some.SaveAsync(world.Store, new SecondFactor { UserId = world.UserId, Secret = "x", EnrolledAtUtc = Some.Now });
        world.Provider.Methods = [method];
        Assert.Equal(leadsTo, (await world.SignOnAsync("/")).Headers.Location!.OriginalString);
    }

    /// <summary>A server set up for a provider, a person with an account, and a browser that follows nothing by itself.</summary>
    private sealed class World : IAsyncDisposable
    {
        private WebApplication _app = null!;
        public TestStore Store { get; private init; } = null!;
        public TestProvider Provider { get; private init; } = null!;
        public CookieContainer Cookies { get; } = new();
        public HttpClient Client { get; private set; } = null!;
        public long UserId { get; private set; }
        public IServiceProvider Services => _app.Services;

        public static async Task<World> OpenAsync(string database)
        {
            var world = new World { Store = await TestStore.NewAsync(database), Provider = await TestProvider.StartAsync() };
            world._app = ServeCommand.BuildApp(world.Store.Database, "http://127.0.0.1:0");
            await world._app.StartAsync();
            world.Client = world.Browser(world.Cookies);
            await Office.SetAsync(world.Services, ("oidc.authority", world.Provider.Authority), ("oidc.client", TestProvider.Client), ("oidc.secret", TestProvider.Secret));
            world.UserId = (await world.Services.GetRequiredService<AddUser>().RunAsync(TestStore.Viewer, new("li", "李敏", null, [Role.Reporter]), Ct)).Value!.UserId;
            return world;
        }

        public HttpClient Browser(CookieContainer? cookies = null) =>
            new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = cookies is not null, CookieContainer = cookies ?? new() })
            {
                BaseAddress = new Uri(_app.Urls.First()),
            };

        /// <summary>Goes to the provider, which sends back here.</summary>
        public async Task<string> CallbackAsync(string next)
        {
            var away = await Client.GetAsync("/login/oidc?next=" + Uri.EscapeDataString(next));
            Assert.StartsWith(Provider.Authority + "/authorize?", away.Headers.Location!.OriginalString, StringComparison.Ordinal);
            using var atProvider = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
            return (await atProvider.GetAsync(away.Headers.Location)).Headers.Location!.OriginalString;
        }

        public async Task<HttpResponseMessage> SignOnAsync(string next) => await Client.GetAsync(await CallbackAsync(next));

        public async Task<List<string>> AuditAsync(string action)
        {
            await using var db = Store.Database.OpenRead();
            return await db.Set<AuditEntry>().Where(e => e.Action == action).Select(e => e.Detail).ToListAsync();
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _app.StopAsync(); // Jobs end before their database does.
            await _app.DisposeAsync();
            await Provider.DisposeAsync();
            await Store.DisposeAsync();
        }
    }
}
