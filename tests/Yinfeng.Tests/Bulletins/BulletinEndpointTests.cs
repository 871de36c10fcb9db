using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Bulletins;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Bulletins;

/// <summary>REST under /api/bulletins: what it answers, to whom, and how it refuses.</summary>
public sealed class BulletinEndpointTests
{
    private const string City = "/api/bulletins/2023-06?unit=371400", Issue = "/api/bulletins/2023-06/issue?unit=371400";
    private static readonly Viewer Wang = Some.User("wang", Some.Dezhou), Li = Some.User("li", Some.Linyi);

    [Fact]
    public async Task Issue_GivesTheNumber_ListsIt_AndKeepsTheDocument()
    {
        await using var store = await StoreAsync();
        await using var site = await ProjectSite.StartAsync(store, Wang, Li);
        var draft = await site.Client.GetFromJsonAsync<JsonElement>(City);
        Assert.False(draft.TryGetProperty("number", out _));

        var issued = await site.SendAsync(HttpMethod.Post, Issue);
        var again = await site.SendAsync(HttpMethod.Post, Issue);

        var number = (await issued.Content.ReadFromJsonAsync<IssuedJson>())!.Number;
        Assert.EndsWith("1号", number, StringComparison.Ordinal);
        Assert.Contains("不能再发一次", await RefusalAsync(again), StringComparison.Ordinal);
        var line = Assert.Single((await site.Client.GetFromJsonAsync<BulletinLineJson[]>("/api/bulletins"))!);
        Assert.Equal(("2023-06", "371400", number), (line.Period, line.Unit, line.Number));
        var docx = await site.Client.GetAsync("/api/bulletins/2023-06/docx?unit=371400");
        Assert.Equal(BulletinEndpoints.DocxType, docx.Content.Headers.ContentType!.MediaType);
        Assert.Equal(await docx.Content.ReadAsByteArrayAsync(), await site.Client.GetByteArrayAsync("/api/bulletins/2023-06/docx?unit=371400"));
        Assert.Contains("已印发", await RefusalAsync(await site.SendAsync(HttpMethod.Put, City, new BulletinEditBody(null, null, "补一句。", null, 1))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyOfACounty_NeitherReadsNorWritesTheCitys()
    {
        await using var store = await StoreAsync();
        await using var site = await ProjectSite.StartAsync(store, Wang, Li);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(HttpMethod.Post, Issue)).StatusCode);

        foreach (var address in new[] { City, "/api/bulletins/2023-06/docx?unit=371400", "/api/bulletins/2023-06/pdf?unit=371400", "/api/bulletins/template?unit=371400",
            "/bulletins/2023-06?unit=371400", "/bulletins/2023-06/docx?unit=371400", "/bulletins/template?unit=371400" })
        {
            Assert.Equal((address, HttpStatusCode.NotFound), (address, (await site.SendAsync(HttpMethod.Get, address, user: "li")).StatusCode));
        }
        Assert.Empty((await (await site.SendAsync(HttpMethod.Get, "/api/bulletins", user: "li")).Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray());
        var neighbour = "/api/bulletins/2023-05/issue?unit=371402";
        foreach (var (method, address, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Post, "/api/bulletins/2023-07/issue?unit=371400", null), (HttpMethod.Post, neighbour, null),
            (HttpMethod.Put, "/api/bulletins/2023-07?unit=371400", new BulletinEditBody(null, null, "补一句。", null, 0)),
            (HttpMethod.Put, "/api/bulletins/template?unit=371400", new TemplateBody(OfficeTemplates.Default)),
        })
        {
            await RefusalAsync(await site.SendAsync(method, address, body, "li"));
        }
        Assert.Equal("临邑县", (await (await site.SendAsync(HttpMethod.Get, "/api/bulletins/2023-06", user: "li")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("unitName").GetString());
    }

    [Theory]
    [InlineData("GET", "/api/bulletins/2023-13?unit=371400", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/bulletins/June/issue?unit=371400", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/api/bulletins/June?unit=371400", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/bulletins/2023-06?unit=999999", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/bulletins/template?unit=999999", HttpStatusCode.NotFound)]
    public async Task AddressesThatAreWrong_AreAnsweredAsSuch(string method, string address, HttpStatusCode status)
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, Wang);

        var body = method == "PUT" ? new BulletinEditBody(null, null, null, null, 0) : null;

        Assert.Equal(status, (await site.SendAsync(new HttpMethod(method), address, body)).StatusCode);
    }

    [Fact]
    public async Task TemplateAndCheck_NameWhatIsWrong()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, Wang);

        var template = await site.SendAsync(HttpMethod.Put, "/api/bulletins/template?unit=371400", new TemplateBody(OfficeTemplates.Default + "\n{signed.cuont}"));
        var check = await site.Client.PostAsync("/api/bulletins/check", new ByteArrayContent([1, 2, 3]));

        Assert.Contains("没有字段", await RefusalAsync(template), StringComparison.Ordinal);
        Assert.Contains("不是能打开的 docx", await RefusalAsync(check), StringComparison.Ordinal);
    }

    private static async Task<TestStore> StoreAsync()
    {
        var store = await TestStore.NewAsync();
        await new BulletinSite(8).Grow(20).SaveAsync(store);
        return store;
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{answer.StatusCode} {answer.RequestMessage!.RequestUri} {text}");
        return string.Join(' ', JsonDocument.Parse(text).RootElement.GetProperty("unmet").EnumerateArray().Select(u => u.GetProperty("message").GetString()));
    }
}
