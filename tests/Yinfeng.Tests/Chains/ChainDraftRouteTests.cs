using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Yinfeng.Access;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Chains;

/// <summary>Two programs keep the same draft by REST: the later one learns that it would overwrite the other, and says so knowingly.</summary>
public class ChainDraftRouteTests
{
    private const string Draft = "/api/chains/own-chain/draft?unit=371400", Versions = "/api/chains/own-chain/versions?unit=371400";
    private static readonly Viewer City = Some.User("li", Some.Dezhou), Colleague = Some.User("zhao", Some.Dezhou);

    [Theory, OnSqlite, OnPostgres]
    public async Task ADraft_OverwritesOnlyTheVersionThatWasRead(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await using var site = await ProjectSite.StartAsync(store, City, Colleague);

        var first = await PutAsync(site, City, new { yaml = "甲", version = 0 });
        Assert.Equal((HttpStatusCode.OK, 1), (first.Status, first.Body["version"]!.GetValue<int>()));
        var unread = await PutAsync(site, Colleague, new { yaml = "乙" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "chain.newer"), (unread.Status, unread.Body["unmet"]![0]!["code"]!.GetValue<string>()));
        Assert.Contains($"{City.Name} 在您打开以后保存过这份草稿", unread.Body["unmet"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(("甲", 1), await ReadAsync(site));

        var read = await PutAsync(site, Colleague, new { yaml = "乙", version = 1 });
        Assert.Equal((HttpStatusCode.OK, 2), (read.Status, read.Body["version"]!.GetValue<int>()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PutAsync(site, City, new { yaml = "丙", version = 1 })).Status);
        Assert.Equal(("乙", 2), await ReadAsync(site));
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PutAsync(ProjectSite site, Viewer viewer, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Draft) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Test-User", viewer.Name);
        var answer = await site.Client.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private static async Task<(string Yaml, int Version)> ReadAsync(ProjectSite site)
    {
        var draft = JsonNode.Parse(await site.Client.GetStringAsync(Versions))!.AsArray().Single()!;
        return (draft["yaml"]!.GetValue<string>(), draft["version"]!.GetValue<int>());
    }
}
