using System.Net;
using System.Text;
using Yinfeng.Access;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Projects;

/// <summary>The pages as a browser without script uses them.</summary>
public class ProjectPagesTests
{
    private static readonly Viewer Li = Some.User("li", Some.Linyi);

    private static KeyValuePair<string, string>[] Fields(params (string, string)[] fields) =>
        [.. fields.Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2))];

    [Fact]
    public async Task Move_IsRefusedOnTheSamePage_ThenGoesThroughAfterEditAndUpload()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Signed));
        await using var site = await ProjectSite.StartAsync(store, Li);
        var page = $"/projects/{project.Id}";

        var html = await site.Client.GetStringAsync(page);
        Assert.Contains("距“开工”还缺 5 项", html);
        Assert.Contains("膳食纤维生产项目", html);

        var refused = await site.PostAsync(page, page + "/move", Fields(("stage", "Started"), ("on", "2023-03-24")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        html = await refused.Content.ReadAsStringAsync();
        Assert.Contains("没有推进：还有 4 项要办", html);
        Assert.Contains("没有许可不能认定开工", html);
        Assert.Contains("value=\"2023-03-24\"", html);

        var edited = await site.PostAsync(page + "/edit", page + "/edit",
            Fields(("version", "1"), ("filingCode", "2301-371424-04-01-100200"), ("fixedInvestmentWan", "30,000")));
        Assert.Equal((HttpStatusCode.SeeOther, page + "?done=saved"), (edited.StatusCode, edited.Headers.Location!.ToString()));
        foreach (var kind in new[] { "Permit", "DatedPhoto" })
        {
            var uploaded = await site.PostAsync(page, page + "/evidence", Fields(("stage", "Started"), ("kind", kind), ("datedOn", "2023-03-24")),
                kind + ".pdf", Encoding.ASCII.GetBytes("%PDF-1.7 " + kind));
            Assert.Equal(HttpStatusCode.SeeOther, uploaded.StatusCode);
        }
        var moved = await site.PostAsync(page, page + "/move", Fields(("stage", "Started"), ("on", "2023-03-24")));
        Assert.Equal(HttpStatusCode.SeeOther, moved.StatusCode);
        html = await site.Client.GetStringAsync(moved.Headers.Location);
        Assert.Contains("已推进。", html);
        Assert.Contains("2 份 · 2 份待核验", html);
    }

    [Fact]
    public async Task Edit_Stale_ShowsBothVersions_AndKeepsWhatWasTyped()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Signed));
        await using var site = await ProjectSite.StartAsync(store, Li);
        var page = $"/projects/{project.Id}/edit";
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync(page, page, Fields(("version", "1"), ("leader", "周明远")))).StatusCode);

        var stale = await site.PostAsync(page, page, Fields(("version", "1"), ("leader", "赵宁"), ("remark", "写了很久的备注")));

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var html = await stale.Content.ReadAsStringAsync();
        Assert.Contains("<td>周明远</td><td>赵宁</td>", html);
        Assert.Contains("写了很久的备注", html);
        Assert.Contains("name=\"version\" value=\"2\"", html);
    }

    [Fact]
    public async Task NewProject_RefusedKeepsTyped_ThenIsRegistered()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, Li);

        var refused = await site.PostAsync("/projects/new", "/projects/new", Fields(("ownerUnit", "乐陵市"), ("name", "<b>名称</b>"), ("stage", "Lead")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync();
        Assert.Contains("乐陵市不在您的权限范围内", html);
        Assert.Contains("&lt;b&gt;", html);

        var made = await site.PostAsync("/projects/new", "/projects/new", Fields(("ownerUnit", "临邑县"), ("name", "名称"), ("stage", "Lead"),
            ("leadOn", "2023-02"), ("channel", "以商招商"), ("firstReporter", "陈立"), ("signedOnline", ""), ("investorOrigin", "outsideProvince")));
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        html = await site.Client.GetStringAsync(made.Headers.Location);
        Assert.Contains("项目已登记。", html);
        Assert.Contains("省外", html);
    }

    [Theory]
    [InlineData("edit")]
    [InlineData("status")]
    [InlineData("credit")]
    [InlineData("months/2023-05")]
    [InlineData("")]
    public async Task EveryPage_Opens_AndIsNotFoundOutsideTheScope(string path)
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Producing));
        await using var site = await ProjectSite.StartAsync(store, Li, Some.User("wang", Some.Laoling));
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(HttpMethod.Get, $"/projects/{project.Id}/{path}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.SendAsync(HttpMethod.Get, $"/projects/{project.Id}/{path}", user: "wang")).StatusCode);
    }

    [Fact]
    public async Task Forms_MonthCreditTransferAndStatus_DoWhatTheySay()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        await using var site = await ProjectSite.StartAsync(store, Some.User("city", Some.Dezhou));
        var page = $"/projects/{project.Id}";

        var wrong = await site.PostAsync(page + "/months/2023-05", page + "/months/2023-05", Fields(("fundsWan", "三千"), ("progress", "封顶"), ("version", "0")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("封顶</textarea>", await wrong.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync(page + "/months/2023-05", page + "/months/2023-05", Fields(("fundsWan", "3,000"), ("version", "0")))).StatusCode);

        var uneven = await site.PostAsync(page + "/credit", page + "/credit", Fields(("from", "2023-05"), ("unit0", "临邑县"), ("share0", "50"), ("unit1", "乐陵市"), ("share1", "49.99")));
        Assert.Contains("各单位比例合计 99.99%，必须正好 100%，少了 0.01%。", await uneven.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync(page + "/credit", page + "/credit",
            Fields(("from", "2023-05"), ("unit0", "临邑县"), ("share0", "50"), ("unit1", "乐陵市"), ("share1", "50")))).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync(page + "/status", page + "/transfer",
            Fields(("toUnit", "乐陵市"), ("from", "2023-06"), ("keep", "50"), ("keepUntil", "2028-05"), ("reason", "飞地协议")))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync(page + "/status", page + "/suspend", Fields(("reason", "土地未落实")))).StatusCode);
        var html = await site.Client.GetStringAsync(page);
        Assert.Contains("项目已暂停：土地未落实", html);
        Assert.Contains("由临邑县移交乐陵市", html);
        Assert.Contains("2023-06 至 2028-05", html);
        Assert.Contains("3,000", html);
    }
}
