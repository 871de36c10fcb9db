using System.Net;
using System.Text.RegularExpressions;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Targets;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Closing;

/// <summary>The way of a reason from forms and REST: asked for when it is needed, everything typed kept, then done.</summary>
public partial class ClosingPagesTests
{
    /// <summary>Page, action, and what is typed; {0} is the project, {1} its version.</summary>
    private static readonly Dictionary<string, (string Page, string Action, Dictionary<string, string> Fields)> Forms = new()
    {
        ["month"] = ("/projects/{0}/months/2023-02", "/projects/{0}/months/2023-02", new() { ["version"] = "1", ["fundsWan"] = "2500", ["progress"] = "核减设备款" }),
        ["edit"] = ("/projects/{0}/edit", "/projects/{0}/edit", new() { ["version"] = "{1}", ["totalInvestmentWan"] = "61234", ["name"] = "膳食纤维生产项目" }),
        ["create"] = ("/projects/new", "/projects/new", new()
        {
            ["ownerUnit"] = "临邑县", ["stage"] = "Signed", ["decidedBy"] = "张局长", ["reason"] = "补登", ["name"] = "新材料项目", ["investor"] = "某公司",
            ["totalInvestmentWan"] = "20000", ["signedOn"] = "2023-02-02",
        }),
        ["credit"] = ("/projects/{0}/credit", "/projects/{0}/credit", new()
        {
            ["from"] = "2023-02", ["unit0"] = "371424", ["share0"] = "40", ["unit1"] = "371481", ["share1"] = "60", ["reason"] = "共建协议",
        }),
        ["transfer"] = ("/projects/{0}/status", "/projects/{0}/transfer", new() { ["toUnit"] = "371481", ["from"] = "2023-01", ["keep"] = "50", ["reason"] = "飞地移交" }),
        ["move back"] = ("/projects/{0}", "/projects/{0}/move", new() { ["form"] = "back", ["stage"] = "Signed", ["reason"] = "重复计算开工" }),
        ["override"] = ("/projects/{0}", "/projects/{0}/override", new() { ["stage"] = "Producing", ["on"] = "2023-03-20", ["decidedBy"] = "张局长", ["reason"] = "补报投产" }),
        ["target"] = ("/targets?unit=371400&year=2023&i=funds.total", "/targets", new()
        {
            ["unit"] = "371400", ["year"] = "2023", ["i"] = "funds.total", ["t.371424.funds.total.Base"] = "12.5", ["s.371424.funds.total.Base"] = "10",
        }),
        ["plan"] = ("/targets/plans?unit=371400&year=2023&i=funds.total", "/targets/plans", new()
        {
            ["unit"] = "371400", ["year"] = "2023", ["i"] = "funds.total", ["t.371424.funds.total.2023-02"] = "1.25", ["s.371424.funds.total.2023-02"] = "1",
        }),
    };

    public static TheoryData<string> Names => [.. Forms.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Form_IntoAClosedMonth_AsksForAReasonKeepsWhatWasTypedAndThenSaves(string form)
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store);
        await using var site = await ProjectSite.StartAsync(store, ClosedStore.Person);
        string Filled(string text) => text.Replace("{0}", $"{project.Id}", StringComparison.Ordinal).Replace("{1}", $"{project.Version}", StringComparison.Ordinal);
        var (page, action, fields) = Forms[form];
        var typed = fields.ToDictionary(f => f.Key, f => Filled(f.Value));

        var refused = await site.PostAsync(Filled(page), Filled(action), typed);

        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("name=\"restatement\"", html, StringComparison.Ordinal);
        Assert.Contains("请填写更正原因", html, StringComparison.Ordinal);
        Assert.All(typed.Where(t => t.Key is not ("version" or "form" or "stage")), t => Assert.Contains(t.Value, html, StringComparison.Ordinal));
        Assert.Empty(await ClosedStore.RowsAsync(store));

        var done = await site.PostAsync(Filled(page), Filled(action), typed.Append(new("restatement", ClosedStore.Reason)));

        Assert.True(done.StatusCode == HttpStatusCode.SeeOther, await done.Content.ReadAsStringAsync());
        Assert.All(await ClosedStore.RowsAsync(store), r => Assert.Equal(ClosedStore.Reason, r.Reason));
        Assert.NotEmpty(await ClosedStore.RowsAsync(store));
    }

    [Fact]
    public async Task ImportWizard_IntoAClosedMonth_AsksForAReason_AndSoDoesUndo()
    {
        var (store, _) = await ClosedStore.NewAsync();
        await using var _1 = store;
        await ClosedStore.CloseAsync(store);
        await using var site = await ProjectSite.StartAsync(store, ClosedStore.Person);
        var ledger = System.Text.Encoding.UTF8.GetBytes("项目名称,投资方,责任单位,总投资（万元）,签约日期\n新材料项目,某公司,临邑县,20000,2023-02-10\n");
        var uploaded = await site.PostAsync("/imports", "/imports", [new("unit", "371424"), new("year", "")], "late.csv", ledger);
        var staged = uploaded.Headers.Location!.ToString();
        KeyValuePair<string, string>[] reason = [new("restatement", ClosedStore.Reason)];

        var refused = await site.PostAsync(staged + "/rows", staged + "/confirm", []);
        var done = await site.PostAsync(staged + "/rows", staged + "/confirm", reason);
        var import = done.Headers.Location!.ToString().Split('?')[0];
        var kept = await site.PostAsync(import, import + "/undo", []);
        var undone = await site.PostAsync(import, import + "/undo", reason);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (refused.StatusCode, kept.StatusCode));
        Assert.Contains("作为更正保存 1 行", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("作为更正撤销", WebUtility.HtmlDecode(await kept.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (done.StatusCode, undone.StatusCode));
    }

    [Theory]
    [InlineData("body")]
    [InlineData("header")]
    [InlineData("address")]
    public async Task Rest_IntoAClosedMonth_TakesTheReason(string way)
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store);
        await using var site = await ProjectSite.StartAsync(store, ClosedStore.Person);
        var address = $"/api/projects/{project.Id}/months/2023-02";

        var refused = await site.SendAsync(HttpMethod.Put, address, new { fundsWan = 2500, version = 1 });
        if (way == "header")
        {
            site.Client.DefaultRequestHeaders.Add("Restatement", Uri.EscapeDataString(ClosedStore.Reason));
        }
        var done = await site.SendAsync(HttpMethod.Put, way == "address" ? $"{address}?restatement={Uri.EscapeDataString(ClosedStore.Reason)}" : address,
            way == "body" ? new { fundsWan = 2500, version = 1, restatement = ClosedStore.Reason } : (object)new { fundsWan = 2500, version = 1 });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("\"code\":\"month.closed\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains("\"after\":0.25", await site.Client.GetStringAsync("/api/closing/restatements?unit=371424&indicator=funds.total"), StringComparison.Ordinal);
        Assert.Contains("\"restated\":", await site.Client.GetStringAsync("/api/board?period=2023-03&unit=371400&restated=true"), StringComparison.Ordinal);
        Assert.Contains("\"ok\":true", await site.Client.GetStringAsync("/api/closing/verify?period=2023-03&unit=371400"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_ShowTheClosedFigureAndThePresentOneSideBySide()
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store);
        await store.Get<ReportMonth>().RunAsync(ClosedStore.Restating, project.Id,
            new MonthEntry(new YearMonth(2023, 2), Money.FromWan(2500), null, null, null, null, 1), default);
        await using var site = await ProjectSite.StartAsync(store, ClosedStore.Person);

        var closing = await PageAsync(site, "/closing");
        var board = await PageAsync(site, "/board?period=2023-03&unit=371400&indicator=funds.total");
        var figure = await PageAsync(site, "/board/figure?period=2023-03&unit=371424&indicator=funds.total");
        var april = await PageAsync(site, "/board?period=2023-04&unit=371400");

        Assert.Contains($"{ClosedStore.Number}", closing, StringComparison.Ordinal);
        Assert.Contains("待通报", closing, StringComparison.Ordinal);
        Assert.Contains("2023-03 已关账", board, StringComparison.Ordinal);
        Assert.Contains("更正后 0.25", board, StringComparison.Ordinal);
        Assert.Contains("更正后 0.25 亿元，相差 −0.05", figure, StringComparison.Ordinal);
        Assert.Contains("本年已关账月份的更正", april, StringComparison.Ordinal);
        Assert.Contains("全部一致", await PageAsync(site, "/closing?check=2023-03&unit=371400"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync("/closing/export")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync("/board/export?period=2023-03&unit=371400")).StatusCode);
    }

    private static async Task<string> PageAsync(ProjectSite site, string address) => WebUtility.HtmlDecode(Tags().Replace(await site.Client.GetStringAsync(address), ""));

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}
