using System.Net;
using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Host;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Visits;

/// <summary>The room through REST and the command line.</summary>
public sealed class VisitDoorTests
{
    private static readonly Viewer Linyi = Some.User("linyi", Some.Linyi), Laoling = Some.User("laoling", Some.Laoling);

    [Fact]
    public async Task Rest_Records_Corrects_Finishes_AndErases()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, Linyi, Laoling);
        var facts = new
        {
            on = "2023-05-08", kind = "客商来访", company = "某生物科技有限公司", content = "看了地块。", nextStep = "送方案", nextDue = "2023-05-20",
            contact = new { name = "欧阳明轩", post = "董事长", telephone = "13912345678" },
        };

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.SendAsync(HttpMethod.Post, "/api/visits", new { facts.company })).StatusCode);
        var made = await site.SendAsync(HttpMethod.Post, "/api/visits", facts);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var address = made.Headers.Location!.ToString();
        var visit = await JsonAsync(await site.SendAsync(HttpMethod.Get, address));
        Assert.Equal(("inbound", "临邑县", "13912345678"), (visit.GetProperty("kind").GetString(), visit.GetProperty("unit").GetString(),
            visit.GetProperty("contact").GetProperty("telephone").GetString()));

        Assert.Equal(HttpStatusCode.NotFound, (await site.SendAsync(HttpMethod.Get, address, user: Laoling.Name)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.SendAsync(HttpMethod.Put, address, new { facts }, user: Laoling.Name)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await site.SendAsync(HttpMethod.Put, address, new { version = 1, facts })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await site.SendAsync(HttpMethod.Post, address + "/step", new { outcome = "已送" })).StatusCode);
        var contact = visit.GetProperty("contact").GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.NotFound, (await site.SendAsync(HttpMethod.Post, $"/api/contacts/{contact}/erase", new { reason = "误录" }, user: Laoling.Name)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await site.SendAsync(HttpMethod.Post, $"/api/contacts/{contact}/erase", new { reason = "本人要求" })).StatusCode);
        Assert.Equal(0, (await JsonAsync(await site.SendAsync(HttpMethod.Get, "/api/contacts"))).GetProperty("total").GetInt32());
        Assert.Equal(0, (await JsonAsync(await site.SendAsync(HttpMethod.Get, "/api/visits", user: Laoling.Name))).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Command_Adds_AndLists()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store);

        var (code, text) = await RunAsync(site, store, "visit", "add", "--company", "某生物科技有限公司", "--kind", "洽谈", "--unit", "临邑县", "--content", "谈了选址。", "--next", "送方案",
            "--due", "2099-12-31", "--json");
        Assert.True(code == 0, text);
        Assert.Equal(1, (await RunAsync(site, store, "visit", "add", "--kind", "洽谈")).Code);
        Assert.Equal(2, (await RunAsync(site, store, "visit", "list", "--kind", "喝茶")).Code);

        using var list = JsonDocument.Parse((await RunAsync(site, store, "visit", "list", "--kind", "洽谈", "--json")).Text);
        Assert.Equal("某生物科技有限公司", Assert.Single(list.RootElement.GetProperty("visits").EnumerateArray()).GetProperty("company").GetString());
        Assert.Contains("2099-12-31 前", (await RunAsync(site, store, "visit", "list")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("某生物", (await RunAsync(site, store, "visit", "list", "--kind", "活动")).Text, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<(int Code, string Text)> RunAsync(ProjectSite site, TestStore store, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new ServerRunner(site.Services, new CommandOrder(args, store.Database.DataFolder, null, "root", false), null), output,
            error, default);
        return (code, output + error.ToString());
    }
}
