using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Host;

namespace Yinfeng.Tests.Host;

/// <summary>Behind a reverse proxy the product knows who asks and that it is over TLS.</summary>
public class ProxyTests
{
    [Fact]
    public async Task AProxyOnThisMachine_IsBelieved()
    {
        await using var store = await TestStore.NewAsync();
        await using var app = ServeCommand.BuildApp(store.Database, "http://127.0.0.1:0");
        await app.StartAsync();
        var made = (await app.Services.GetRequiredService<AddUser>().RunAsync(TestStore.Viewer, new("li", "李敏", null, [Role.Reporter]), default)).Value!;
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.5");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await client.GetAsync("/login");
        var token = System.Text.RegularExpressions.Regex.Match(await page.Content.ReadAsStringAsync(), "__RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
        var form = new Dictionary<string, string> { ["login"] = "li", ["password"] = made.Password, ["__RequestVerificationToken"] = token };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("secure", answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("yinfeng=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        await using var db = store.Database.OpenRead();
        Assert.Equal("203.0.113.5", (await db.Set<Session>().SingleAsync()).Address);
    }

    [Fact]
    public async Task ServeProxy_ThatIsNoAddress_IsWrongUsage()
    {
        var error = new StringWriter();
        Assert.Equal(CommandLine.WrongUsage, await CommandLine.RunAsync(["serve", "--proxy", "not-an-address"], new LocalRunner([]), TextWriter.Null, error, default));
        Assert.Contains("不是 IP 地址", error.ToString(), StringComparison.Ordinal);
    }
}
