using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Yinfeng.Host;
using Yinfeng.Rules;
using Yinfeng.Suspicion;
using Yinfeng.Tests.Projects;
using static Yinfeng.Tests.Suspicion.SuspicionTown;

namespace Yinfeng.Tests.Suspicion;

/// <summary>The same room through REST and the command line.</summary>
public class SuspicionDoorTests
{
    [Fact]
    public async Task Rest_Runs_Lists_TakesAnAnswer_AndAVerdict()
    {
        await using var store = await TestStore.NewAsync();
        var town = await FillAsync(store);
        await using var site = await ProjectSite.StartAsync(store, City, Reporter);

        var run = await JsonAsync(await site.SendAsync(HttpMethod.Post, "/api/suspicion/runs", new { unit = "371400", period = "2022-12" }));
        Assert.Equal((4, "德州市", "2022-12"), (run.GetProperty("doubts").GetArrayLength(), run.GetProperty("run").GetProperty("unit").GetString(),
            run.GetProperty("run").GetProperty("period").GetString()));
        var id = await IdAsync(store, "funds.above-total", town.Above.Id);
        using var form = new MultipartFormDataContent { { new StringContent("批复附后。"), "text" }, { new ByteArrayContent("%PDF-1.4 x"u8.ToArray()), "file", "批复.pdf" } };
        using var answer = new HttpRequestMessage(HttpMethod.Post, $"/api/suspicion/{id}/answer") { Content = form };
        answer.Headers.Add("X-Test-User", Reporter.Name);
        Assert.Equal(HttpStatusCode.NoContent, (await site.Client.SendAsync(answer)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.SendAsync(HttpMethod.Post, $"/api/suspicion/{id}/judge", new { holds = true })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await site.SendAsync(HttpMethod.Post, $"/api/suspicion/{id}/judge", new { holds = true, reason = "属实。" })).StatusCode);

        var doubt = await JsonAsync(await site.SendAsync(HttpMethod.Get, $"/api/suspicion/{id}", user: Reporter.Name));
        Assert.Equal("explained", doubt.GetProperty("doubt").GetProperty("state").GetString());
        Assert.Equal([1000m, 700, 500], doubt.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("wan").GetDecimal()));
        var note = doubt.GetProperty("history")[0].GetProperty("id").GetInt64();
        Assert.Equal("%PDF-1.4 x", await (await site.SendAsync(HttpMethod.Get, $"/api/suspicion/{id}/files/{note}")).Content.ReadAsStringAsync());
        var open = await JsonAsync(await site.SendAsync(HttpMethod.Get, "/api/suspicion", user: Reporter.Name));
        Assert.Equal("firm.twice", Assert.Single(open.EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await site.SendAsync(HttpMethod.Post, "/api/suspicion/runs", new { period = "去年" })).StatusCode);
    }

    [Fact]
    public async Task Command_Runs_AndPrintsTheSame()
    {
        await using var store = await TestStore.NewAsync();
        await FillAsync(store);
        await using var site = await ProjectSite.StartAsync(store, City);

        var (code, text) = await CommandAsync(site, store, "suspicion", "run", "--period", "2022-12", "--unit", "371400", "--json");
        Assert.Equal(CommandLine.Done, code);
        using var run = JsonDocument.Parse(text);
        Assert.Equal((4, 4), (run.RootElement.GetProperty("new").GetInt32(), run.RootElement.GetProperty("doubts").GetArrayLength()));
        Assert.Equal(0.1, run.RootElement.GetProperty("run").GetProperty("q").GetDouble());
        var id = run.RootElement.GetProperty("doubts")[0].GetProperty("id").GetInt64();
        Assert.Contains("同时登记在", (await CommandAsync(site, store, "suspicion", "show", $"{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(CommandLine.WrongUsage, (await CommandAsync(site, store, "suspicion", "run", "--period", "2022")).Code);
        Assert.Equal(1, (await CommandAsync(site, store, "suspicion", "judge", "12", "--reason", "无")).Code);
    }

    [Fact]
    public void Rules_WithAMistake_NameItsLine()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, File.ReadAllText(Path.Combine(Yinfeng.Shell.AppFolders.Rules, "suspicion.yaml"))
            .Replace("窗口份额: 25 ", "窗口份额: 5 ", StringComparison.Ordinal).Replace("自由度:", "自由渡:", StringComparison.Ordinal));
        var errors = Assert.Throws<RuleException>(() => new SuspicionRules(path)).Errors;
        File.Delete(path);
        Assert.Contains(errors, e => e.What.Contains("“窗口份额”应在 17 到 90 之间", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.What.Contains("自由渡", StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Text)> CommandAsync(ProjectSite site, TestStore store, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new ServerRunner(site.Services, new CommandOrder(args, store.Database.DataFolder, null, "root", false), null), output,
            error, default);
        return (code, output + error.ToString());
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
