using System.IO.Compression;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Notices;
using Yinfeng.Persistence;
using Yinfeng.Policies;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Policies;

/// <summary>Policies as a document for people, and the list of those whom a new version concerns.</summary>
public sealed class DigestTests
{
    private const string Incentive = "dezhou-2022-incentive";
    private static readonly DateOnly On = new(2023, 6, 30);

    [Theory]
    [InlineData(DigestAudience.All)]
    [InlineData(DigestAudience.Investors)]
    [InlineData(DigestAudience.Leaders)]
    [InlineData(DigestAudience.Officers)]
    public void Digest_SaysConditionsAndAmountsInPlainWords_WithTheSameBytes(DigestAudience audience)
    {
        var choice = new DigestChoice(audience, null, [], On);
        var policies = PolicyDigest.Chosen(PolicyLibrary.Load().For(On), choice);

        var bytes = PolicyDigest.Write(policies, choice, "德州市投资促进局");

        Assert.Equal(bytes, PolicyDigest.Write(policies, choice, "德州市投资促进局"));
        var text = Text(bytes);
        Assert.Contains("实际投资×5%，最高5000万元（最高奖励）", text, StringComparison.Ordinal);
        Assert.Contains("实际投资不低于1亿元", text, StringComparison.Ordinal);
        Assert.Contains("公平竞争审查：未见审查结论", text, StringComparison.Ordinal);
        Assert.Equal(audience != DigestAudience.Leaders, text.Contains("原文：“实际投资1亿元以上的招商项目”", StringComparison.Ordinal));
        Assert.Equal(audience == DigestAudience.Officers, text.Contains("要问企业：", StringComparison.Ordinal));
    }

    [Fact]
    public void Digest_ForAnIndustry_LeavesOutClausesForOthersAlone()
    {
        var all = PolicyLibrary.Load().For(On);

        Assert.Contains(PolicyDigest.Chosen(all, new(DigestAudience.Investors, "市优势产业", [], On)), p => p.Id == Incentive);
        Assert.DoesNotContain(PolicyDigest.Chosen(all, new(DigestAudience.Investors, "特色农业", [], On)), p => p.Id == Incentive);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Changes_OfARaisedCap_NameWhomItConcerns_AndTellThemOnce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var library = store.Get<PolicyLibrary>();
        var source = library.Sources.Single(s => s.Id == Incentive);
        var from = new DateOnly(2023, 5, 1);
        library.Replace([source with { Shipped = false, From = from, Yaml = source.Yaml.Replace("值: 5000万元", "值: 8000万元", StringComparison.Ordinal) }]);
        var (large, _) = (await SignedAsync(store, "大项目", 20 * Money.FenPerYi), await SignedAsync(store, "小项目", 2 * Money.FenPerYi));
        var user = new User { Login = "li", Name = "李一", UnitId = Some.Linyi, PasswordHash = "" };
        await Some.SaveAsync(store, user, new Appointment { UserId = user.Id, Role = Role.Reporter, UnitId = Some.Linyi, From = new DateOnly(2020, 1, 1) });

        var view = (await store.Get<PolicyChanges>().OfAsync(TestStore.Viewer, Incentive, null, On, default))!;

        var row = Assert.Single(view.Rows);
        Assert.Equal((large.Id, from, 3000m * Money.FenPerWan, true), (row.Subject.Id, view.From, row.DifferenceFen, row.Keeps));
        var tell = store.Get<TellOfChange>();
        Assert.Equal(new ChangeTold(1, 0), (await tell.RunAsync(TestStore.Viewer, Incentive, from, On, default)).Value);
        Assert.Equal(new ChangeTold(0, 0), (await tell.RunAsync(TestStore.Viewer, Incentive, from, On, default)).Value);
        Assert.Contains("大项目", Assert.Single((await store.Get<NoticeQueries>().OfAsync(Some.User("li", Some.Linyi), default)).Notices).Title, StringComparison.Ordinal);
        Assert.Null(await store.Get<PolicyChanges>().OfAsync(TestStore.Viewer, "liuhe-2019-tourism", null, On, default));
    }

    private static async Task<Project> SignedAsync(TestStore store, string name, long fundsFen)
    {
        var project = Some.Project(ProjectStage.Signed, name);
        project.SignedOn = new LedgerDate(2023, 3, 2);
        project.Tags.Add(new ProjectTag { ProjectId = project.Id, Label = "省十强产业", From = new DateOnly(2023, 3, 2) });
        await Some.SaveAsync(store, project, new MonthlyReport
        {
            ProjectId = project.Id, Month = new YearMonth(2023, 5), CityId = project.CityId, FundsFen = fundsFen, ReportedBy = "user:li", ReportedAtUtc = Some.Now,
        });
        return project;
    }

    private static string Text(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return System.Text.RegularExpressions.Regex.Replace(reader.ReadToEnd(), "<[^>]+>", "");
    }
}
