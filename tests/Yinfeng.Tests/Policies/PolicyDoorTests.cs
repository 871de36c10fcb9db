using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Policies;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Policies;

/// <summary>The policies through REST and as pages. Who is turned away with 403 stands in Rights/table.txt.</summary>
public class PolicyDoorTests
{
    private const string Dezhou = "dezhou-2022-incentive", Facts = "注册地：德州市\n产业：省十强产业\n项目类型：招商项目\n签约日期：2026-03-01\n实际投资：25亿元";
    private static readonly Viewer Clerk = Some.User("li", Some.Dezhou) with { Rights = Rights.See | Rights.Report },
        Chief = Some.User("wang", Some.Dezhou) with { Rights = Rights.See | Rights.Approve };

    [Fact]
    public async Task Rest_ListsThePolicies_ShowsOne_AndMatchesFacts()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, Clerk);

        var list = await JsonAsync(site, HttpMethod.Get, "/api/policies?on=2026-06-01");
        Assert.Contains(list.EnumerateArray(), p => p.GetProperty("id").GetString() == Dezhou && p.GetProperty("clauses").GetArrayLength() > 0);
        Assert.Contains("5000万元", (await JsonAsync(site, HttpMethod.Get, $"/api/policies/{Dezhou}")).GetProperty("yaml").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, HttpMethod.Get, "/api/policies/nothing"));
        Assert.Contains((await JsonAsync(site, HttpMethod.Get, "/api/policies/facts")).EnumerateArray(), f => f.GetProperty("name").GetString() == "实际投资");

        object facts = new { 注册地 = "德州市", 产业 = "省十强产业", project_kind = "招商项目", signed_on = "2026-03-01", 实际投资 = "25亿元" };
        Assert.Equal("yes 50000000", await AwardAsync(site, facts));
        Assert.Equal("unknown ", await AwardAsync(site, new { 注册地 = "德州市", project_kind = "招商项目", signed_on = "2026-03-01", 实际投资 = "25亿元" }));
        var problems = (await JsonAsync(site, HttpMethod.Post, "/api/policies/match", new { 实际头资 = "1亿元" })).GetProperty("problems");
        Assert.Contains("实际头资", Assert.Single(problems.EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rest_KeepsHandsInRefusesAndPutsInForce()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, Clerk, Chief);
        await site.Services.GetServices<IStartTask>().OfType<FollowPolicies>().Single().RunAsync(default);
        var typed = PolicyVersionTests.Lower(store, "2026-01-01");
        object facts = new { 注册地 = "德州市", 产业 = "省十强产业", 项目类型 = "招商项目", 签约日期 = "2026-03-01", 实际投资 = "25亿元" };

        var draft = (await JsonAsync(site, HttpMethod.Put, $"/api/policies/{Dezhou}/draft", typed with { Yaml = "- 政策: [" })).GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, HttpMethod.Get, $"/api/policies/versions/{draft}", null, Chief)); // Nobody else's business.
        var refused = await site.SendAsync(HttpMethod.Post, $"/api/policies/{Dezhou}/submit", typed with { Yaml = "- 政策: [", Why = null });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("policy.why", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var tried = await JsonAsync(site, HttpMethod.Post, $"/api/policies/{Dezhou}/try", new { version = typed, facts = Facts });
        Assert.Contains(tried.GetProperty("rows").EnumerateArray(), r => r.GetProperty("differs").GetBoolean()
            && r.GetProperty("after").GetProperty("amountYuan").ValueKind == JsonValueKind.Number && r.GetProperty("after").GetProperty("amountYuan").GetInt64() == 30_000_000);

        Assert.Equal(draft, (await JsonAsync(site, HttpMethod.Post, $"/api/policies/{Dezhou}/submit", typed)).GetProperty("id").GetInt64());
        var at = $"/api/policies/versions/{draft}";
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, HttpMethod.Post, "/api/policies/versions/12/approve", new { }, Chief));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(site, HttpMethod.Post, at + "/refuse", new { reason = " " }, Chief));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(site, HttpMethod.Post, at + "/approve", new { version = 99 }, Chief));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(site, HttpMethod.Post, at + "/refuse", new { reason = "先报市政府" }, Chief));
        Assert.Equal("yes 50000000", await AwardAsync(site, facts));

        var second = (await JsonAsync(site, HttpMethod.Post, $"/api/policies/{Dezhou}/submit", typed)).GetProperty("id").GetInt64();
        Assert.NotEqual(draft, second);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(site, HttpMethod.Post, $"/api/policies/versions/{second}/approve", new { }, Chief));
        Assert.Equal("yes 30000000", await AwardAsync(site, facts));
        var states = (await JsonAsync(site, HttpMethod.Get, $"/api/policies/versions?policy={Dezhou}")).EnumerateArray().Select(v => v.GetProperty("state").GetString());
        Assert.Equal(["InForce", "Refused"], states);
    }

    [Fact]
    public async Task Pages_ShowTheList_TheDocument_TheAnswer_AndTheLetter()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, Clerk, Chief);
        var facts = Uri.EscapeDataString(Facts);

        Assert.Contains($"href=\"/policies/{Dezhou}", await site.Client.GetStringAsync("/policies"), StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/policies/{Dezhou}", await site.Client.GetStringAsync("/policies?q=" + Uri.EscapeDataString("没有这样的词")), StringComparison.Ordinal);
        var page = await site.Client.GetStringAsync($"/policies/{Dezhou}");
        Assert.Contains("值: 5000万元", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, HttpMethod.Get, "/policies/nothing"));
        Assert.Contains("可以享受 5000万元", await site.Client.GetStringAsync($"/policies/match?on=2026-06-01&facts={facts}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, HttpMethod.Get, "/policies/match?project=12"));
        var letter = await site.Client.GetByteArrayAsync($"/policies/letter?on=2026-06-01&facts={facts}");
        Assert.Equal("PK"u8, letter.AsSpan(0, 2));
    }

    [Fact]
    public async Task Pages_OfAVersion_KeepWhatWasTyped_AndCarryTheDecision()
    {
        await using var store = await TestStore.NewAsync();
        var typed = PolicyVersionTests.Lower(store, "2026-01-01");
        List<KeyValuePair<string, string>> form = [new("yaml", typed.Yaml), new("from", typed.From!), new("cases", typed.Cases!), new("why", "")];
        string address;
        await using (var site = await ProjectSite.StartAsync(store, Clerk))
        {
            var refused = await site.PostAsync($"/policies/{Dezhou}", $"/policies/{Dezhou}/submit", form);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("值: 3000万元", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            var kept = await site.PostAsync($"/policies/{Dezhou}", $"/policies/{Dezhou}/submit", [.. form.SkipLast(1), new("why", "市里新发文")]);
            Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
            address = kept.Headers.Location!.ToString().Split('?')[0];
            Assert.DoesNotContain("/approve", await site.Client.GetStringAsync(address), StringComparison.Ordinal);
        }
        await using var chief = await ProjectSite.StartAsync(store, Chief);
        Assert.Contains($"href=\"{address}\"", await chief.Client.GetStringAsync("/policies/versions"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await chief.PostAsync(address, address + "/refuse", [new("reason", "")])).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await chief.PostAsync(address, address + "/approve", [])).StatusCode);
        Assert.Contains("已启用", await chief.Client.GetStringAsync(address), StringComparison.Ordinal);
    }

    /// <summary>"yes 50000000": the answer of the incentive with its amount in yuan.</summary>
    private static async Task<string> AwardAsync(ProjectSite site, object facts)
    {
        var result = (await JsonAsync(site, HttpMethod.Post, "/api/policies/match?on=2026-06-01", facts)).GetProperty("results").EnumerateArray()
            .First(r => r.GetProperty("policy").GetProperty("id").GetString() == Dezhou);
        return $"{result.GetProperty("answer").GetString()} {result.GetProperty("amountYuan")}";
    }

    private static async Task<JsonElement> JsonAsync(ProjectSite site, HttpMethod method, string address, object? body = null)
    {
        var answer = await site.SendAsync(method, address, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private static async Task<HttpStatusCode> StatusAsync(ProjectSite site, HttpMethod method, string address, object? body = null, Viewer? by = null) =>
        (await site.SendAsync(method, address, body, by?.Name)).StatusCode;
}
