using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Host;

namespace Yinfeng.Tests.Access;

/// <summary>The door as the real server keeps it.</summary>
public sealed class SignInGuardTests : IAsyncLifetime
{
    private TestStore _store = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _store = await TestStore.NewAsync();
        _app = ServeCommand.BuildApp(_store.Database, "http://127.0.0.1:0");
        await _app.StartAsync();
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    [Fact]
    public async Task Stranger_IsLedToSignIn_AndBackAgain()
    {
        var answer = await _client.GetAsync("/projects?q=芯片");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/login?next=" + Uri.EscapeDataString("/projects?q=" + Uri.EscapeDataString("芯片")), answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/api/projects")]
    [InlineData("/api/no-such-thing")]
    public async Task StrangerOnTheApi_Gets401(string path)
    {
        var answer = await _client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task MustChangePassword_ReachesOnlyThatPage()
    {
        var token = await TokenAsync(choose: false);
        Assert.Equal("/password", (await GetAsync("/projects", token)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync("/api/projects", token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/password", token)).StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task Write_FromAnotherSite_IsRefused(string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/projects/filters")
        {
            Content = new StringContent("""{"name":"签约未开工","query":"stage=signed"}""", null, "application/json"),
        };
        request.Headers.Add("Cookie", "yinfeng=" + await TokenAsync(choose: true));
        request.Headers.Add(header, value);
        Assert.Equal(expected, (await _client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task SignedIn_AnUnknownPage_IsAPageInTheFrame()
    {
        var answer = await GetAsync("/nowhere", await TokenAsync(choose: true));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有找到", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/projects?page=2", "/projects?page=2")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData(null, "/")]
    public void SafeNext_StaysOnThisSite(string? next, string expected) => Assert.Equal(expected, SignInGuard.SafeNext(next));

    private async Task<string> TokenAsync(bool choose)
    {
        var services = _app.Services;
        var made = await services.GetRequiredService<AddUser>().RunAsync(TestStore.Viewer, new("li", "李敏", null, [Role.Reporter]), CancellationToken.None);
        var token = (await services.GetRequiredService<SignIn>().RunAsync("li", made.Value!.Password, null, CancellationToken.None)).Token!;
        if (!choose)
        {
            return token;
        }
        var live = await services.GetRequiredService<Sessions>().FindAsync(token, CancellationToken.None);
        var chosen = await services.GetRequiredService<ChangePassword>().RunAsync(live!.Viewer, live.UserId, made.Value.Password,
            "梧桐 phoenix 8 nests", "梧桐 phoenix 8 nests", CancellationToken.None);
        Assert.Null(await services.GetRequiredService<Sessions>().FindAsync(token, CancellationToken.None)); // The old one has ended.
        return chosen.Value!;
    }

    private Task<HttpResponseMessage> GetAsync(string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", "yinfeng=" + token);
        return _client.SendAsync(request);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync(); // Jobs end before their database does.
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }
}
