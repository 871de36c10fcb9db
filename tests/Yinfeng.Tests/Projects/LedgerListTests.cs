using System.Net;
using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Projects;

/// <summary>The ledger list over a real store: what it holds, follows, shows and keeps.</summary>
public class LedgerListTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task List_FollowsEveryCommittedChange(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var list = store.Get<LedgerQueries>();
        Assert.Equal(0, (await list.ViewAsync(TestStore.Viewer, new(), CancellationToken.None)).Totals.Count);

        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        await Some.SaveAsync(store, Some.Project(ProjectStage.Lead, "另一个项目", Some.Laoling, totalFen: null));
        var view = await list.ViewAsync(TestStore.Viewer, new(), CancellationToken.None);
        Assert.Equal(new LedgerTotals(2, 5 * Money.FenPerYi, null, 1, 0), view.Totals);
        Assert.Equal("德州市 · 临邑县", view.Rows[0].OwnerName);

        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            var row = (await work.Db.FindAsync<Project>(project.Id))!;
            row.Name = "改名后的项目";
            work.Db.Add(new MonthlyReport
            {
                ProjectId = row.Id, Month = new(2023, 5), CityId = Some.Dezhou, FundsFen = 7, Problems = "缺电", ReportedBy = "user:li",
            });
            work.Changes.ProjectIds.Add(row.Id);
            work.Audit("test.edit", "", new { });
            return 0;
        }, CancellationToken.None);
        var found = Assert.Single((await list.ViewAsync(TestStore.Viewer, new(Text: "改名 临邑", WithProblems: true), CancellationToken.None)).Rows);
        Assert.Equal((7L, true), (found.FundsFen, found.HasProblems));
    }

    /// <summary>Either script finds the other; the name stays as it was written, and 乾安 is not 干安.</summary>
    [Theory]
    [InlineData("电子厂", true)]
    [InlineData("電子廠", true)]
    [InlineData("乾安", true)]
    [InlineData("干安", false)]
    [InlineData("东昇", true)]
    [InlineData("東昇", true)]
    [InlineData("东升", false)]
    public async Task Search_FoldsTraditionalScript(string text, bool found)
    {
        const string Name = "乾安東昇電子廠";
        await using var store = await TestStore.NewAsync();
        await Some.ProjectAsync(store, Some.Project(name: Name));

        var rows = (await store.Get<LedgerQueries>().ViewAsync(TestStore.Viewer, new(Text: text), CancellationToken.None)).Rows;

        Assert.Equal(found ? [Name] : [], rows.Select(r => r.Name));
    }

    [Fact]
    public async Task Api_StageAmountSortAndPage_AnswersCountAndRows()
    {
        await using var store = await TestStore.NewAsync();
        for (var i = 1; i <= 25; i++)
        {
            await Some.SaveAsync(store, Some.Project(ProjectStage.Signed, $"项目“{i}”", totalFen: i * Money.FenPerWan));
        }
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer, Some.User("yuncheng", 140800));
        using var json = JsonDocument.Parse(await site.Client.GetStringAsync("/api/projects?stage=签约&gte=3&sort=-invest&page=2&limit=20"));
        Assert.Equal(23, json.RootElement.GetProperty("filter_count").GetInt32());
        Assert.Equal([5m, 4m, 3m], json.RootElement.GetProperty("data").EnumerateArray().Select(r => r.GetProperty("totalInvestmentWan").GetDecimal()));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/projects");
        request.Headers.Add("X-Test-User", "yuncheng");
        Assert.Equal("""{"filter_count":0,"data":[]}""", await (await site.Client.SendAsync(request)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Client.GetAsync("/api/projects?stage=nonsense")).StatusCode);
    }

    [Fact]
    public async Task Page_WholeAndPart_EscapeWhatPeopleTyped()
    {
        await using var store = await TestStore.NewAsync();
        await Some.ProjectAsync(store, Some.Project(ProjectStage.Signed, "<script>alert(1)</script>"));
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer);
        var page = await site.Client.GetStringAsync("/projects?q=script");
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("5.00 亿元", page, StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/projects?q=nothing-like-it");
        request.Headers.Add("HX-Request", "true");
        var part = await (await site.Client.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的项目", part, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SavedFilters_AreKeptRenamedAndDeleted_ForTheirOwnerOnly()
    {
        await using var store = await TestStore.NewAsync();
        var filters = store.Get<SavedFilters>();
        var (li, wang) = (Some.User("li", null), Some.User("wang", null));
        var saved = await filters.SaveAsync(li, "签约未开工", "?stage=Signed&page=9&nonsense=1", CancellationToken.None);
        var id = Assert.IsType<Decision<long>>(saved).Value;
        Assert.Equal("?stage=signed", Assert.Single(await filters.OfAsync(li, CancellationToken.None)).Query);
        Assert.Empty(await filters.OfAsync(wang, CancellationToken.None));

        Assert.Equal("filter.name-taken", Assert.Single((await filters.SaveAsync(li, "签约未开工", "", CancellationToken.None)).Unmet).Code);
        Assert.Equal("filter.gone", Assert.Single((await filters.RenameAsync(wang, id, "我的", CancellationToken.None)).Unmet).Code);
        Assert.True((await filters.RenameAsync(li, id, "催开工", CancellationToken.None)).Allowed);
        Assert.Equal("催开工", Assert.Single(await filters.OfAsync(li, CancellationToken.None)).Name);
        Assert.True((await filters.DeleteAsync(li, id, CancellationToken.None)).Allowed);
        Assert.Empty(await filters.OfAsync(li, CancellationToken.None));
    }

    [Theory]
    [InlineData("?q=%E8%8A%AF%E7%89%87&unit=371424&stage=signed&gte=1000.5&kind=fixedAsset&status=active&year=2023&carried=1&sort=-signed&limit=50&page=3")]
    [InlineData("")]
    public void QueryString_ReadAndWritten_IsTheSame(string text) => Assert.Equal(text, LedgerQuery.Read(text).ToQueryString());

    [Fact]
    public void QueryString_BadValues_AreNamedAndTheRestStands()
    {
        var problems = new List<string>();
        var query = LedgerQuery.Read(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery("?stage=7&gte=-1&limit=101&page=0&year=2023"), problems);
        Assert.Equal(4, problems.Count);
        Assert.Equal(new LedgerQuery(Year: 2023), query);
    }
}
