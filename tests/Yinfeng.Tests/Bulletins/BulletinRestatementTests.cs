using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Bulletins;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Closing;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Bulletins;

/// <summary>What was corrected after a month closed stands in the next bulletin, once; and names nobody who must not be named.</summary>
public sealed class BulletinRestatementTests
{
    private const string City = "371400";

    [Theory, OnSqlite, OnPostgres]
    public async Task Corrections_StandInTheNextBulletin_TheLatestOfEachFigure_AndOnlyOnce(string provider)
    {
        var (store, project) = await ClosedStore.NewAsync(provider);
        await using var _ = store;
        await IssueAsync(store, ClosedStore.March);
        await FundsAsync(store, project, 2500, "核减设备款");
        await FundsAsync(store, project, 2000, "再核减");

        var april = await IssueAsync(store, ClosedStore.April);

        var rows = Corrections(april);
        Assert.Equal(rows.Select(r => (r[0], r[2])).Distinct(), rows.Select(r => (r[0], r[2])));
        var row = Assert.Single(rows, r => r[0] == "临邑县" && r[2] == "到位资金");
        Assert.Equal(("2023-03", "0.30亿元", "0.20亿元"), (row[1], row[3], row[4]));
        Assert.Contains($"{project.Name}：核减设备款；{project.Name}：再核减", row[5], StringComparison.Ordinal);
        Assert.Contains("上期以来的更正", BulletinText.Of(april), StringComparison.Ordinal);
        Assert.Empty(Corrections(await IssueAsync(store, new YearMonth(2023, 5))));
    }

    [Fact]
    public async Task ACorrectionThatWasTakenBack_IsNotTold()
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await IssueAsync(store, ClosedStore.March);
        await FundsAsync(store, project, 2500, "核减设备款");
        await FundsAsync(store, project, 3000, "核减有误，恢复");

        Assert.Empty(Corrections(await IssueAsync(store, ClosedStore.April)));
    }

    [Fact]
    public async Task ASecretNegotiation_IsNamedInNoBulletin_WhoeverMakesIt()
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await IssueAsync(store, ClosedStore.March);
        await ChangeAsync(store, project.Id, "重复计算", stored =>
        {
            (stored.Stage, stored.Confidentiality) = (ProjectStage.Negotiating, Confidentiality.CommercialSecret);
            (stored.SignedOn, stored.StartedOn) = (null, null);
        });
        await Some.SaveAsync(store, Some.Project(ProjectStage.Negotiating, "绝密谈判项目", grade: Confidentiality.CommercialSecret));

        foreach (var (viewer, unit) in new[] { (ClosedStore.Person, City), (Some.User("wang", Some.Dezhou), City), (Some.User("li", Some.Linyi), "371424") })
        {
            var model = (await store.Get<BulletinDrafts>().DraftAsync(viewer, ClosedStore.April, unit, null, default)).Value!;
            Assert.Contains("重复计算", model.ToJson(), StringComparison.Ordinal);
            Assert.DoesNotContain(project.Name, model.ToJson(), StringComparison.Ordinal);
            Assert.DoesNotContain("绝密谈判项目", model.ToJson(), StringComparison.Ordinal);
        }
    }

    private static async Task<BulletinModel> IssueAsync(TestStore store, YearMonth month)
    {
        var issued = await store.Get<IssueBulletin>().RunAsync(ClosedStore.Person, month, City, default);
        Assert.True(issued.Allowed, string.Join(' ', issued.Unmet.Select(u => u.Message)));
        return BulletinModel.FromJson(issued.Value!.ModelJson!);
    }

    private static List<IReadOnlyList<string>> Corrections(BulletinModel model) => model.Sections.SelectMany(s => s.Blocks).Select(b => b.Table)
        .FirstOrDefault(t => t?.Title.Contains("更正", StringComparison.Ordinal) == true)?.Rows.ToList() ?? [];

    private static Task FundsAsync(TestStore store, Project project, decimal wan, string reason) => WriteAsync(store, project.Id, reason, async db =>
        (await db.Set<MonthlyReport>().SingleAsync(m => m.ProjectId == project.Id && m.Month == new YearMonth(2023, 2))).FundsFen = Money.FromWan(wan));

    private static Task ChangeAsync(TestStore store, long project, string reason, Action<Project> change) =>
        WriteAsync(store, project, reason, async db => change(await db.Set<Project>().SingleAsync(p => p.Id == project)));

    private static async Task WriteAsync(TestStore store, long project, string reason, Func<YinfengDb, Task> change)
    {
        var answer = await store.Get<Writer>().RunAsync(ClosedStore.Person with { Restating = reason }, Rights.None, async work =>
        {
            await change(work.Db);
            work.Changes.ProjectIds.Add(project);
            work.Audit("test.restate", $"project:{project}", new { reason });
            return Decision.Allow;
        }, default);
        Assert.True(answer.Allowed, string.Join(' ', answer.Unmet.Select(u => u.Message)));
    }
}
