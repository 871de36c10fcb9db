using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;
using static Yinfeng.Tests.Imports.Store.Ledgers;

namespace Yinfeng.Tests.Proofs;

/// <summary>What an import keeps of a negotiation that became 商业秘密 is closed to who may not see the negotiation.</summary>
public class ImportSecrecyTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly Viewer Clerk = new("user:li", "李", Dezhou, Roles.Of(Role.Reporter));

    [Theory, OnSqlite, OnPostgres]
    public async Task RowsCellsAndCounts_AreAsIfTheRowHadNotBeenInTheFile(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var import = (await ImportAsync(store, "a.xlsx", Reading(Row(2, "公开的面粉项目", "面粉厂"), Row(3, "保密的芯片项目", "芯片厂")))).ImportId!.Value;
        await GradeAsync(store, "保密的芯片项目");
        var queries = store.Get<ImportQueries>();

        Assert.Equal(["公开的面粉项目"], (await queries.RowsAsync(Clerk, import, null, 0, 100, Ct)).Rows.Select(ImportWords.NameOf));
        Assert.Equal(1, (await queries.RowsAsync(Clerk, import, "stored", 0, 1, Ct)).Count);
        Assert.Equal(1, (await queries.FindAsync(Clerk, import, Ct))!.Stored);
        Assert.Equal(1, Assert.Single(await queries.ListAsync(Clerk, Ct)).Stored);
        Assert.True(await queries.MaySeeAsync(Clerk, import, new RowPlace("台账", 2), Ct));
        Assert.False(await queries.MaySeeAsync(Clerk, import, new RowPlace("台账", 3), Ct));

        var leader = Clerk with { Rights = Roles.Of(Role.Leader) };
        Assert.Equal(2, (await queries.RowsAsync(leader, import, null, 0, 100, Ct)).Count);
        Assert.True(await queries.MaySeeAsync(leader, import, new RowPlace("台账", 3), Ct));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Suspects_AreSoughtOnlyAmongWhatTheClerkSees_AndNamedNowhereLater(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, "a.xlsx", Reading(Row(2, "高端芯片封装测试生产线项目", "某某半导体有限公司")));
        var again = Reading(Row(2, "高端芯片封装测试生产线建设项目", "某某半导体有限公司"));
        Assert.NotNull(await SuspectAsync(store, Clerk, again));

        var stored = await ImportAsync(store, "b.xlsx", again);
        var kept = (await store.Get<ImportQueries>().RowsAsync(Clerk, stored.ImportId!.Value, null, 0, 10, Ct)).Rows.Single().Problems;
        Assert.Contains("库中已有相近的项目", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("高端芯片封装测试生产线项目", kept, StringComparison.Ordinal);

        await GradeAsync(store, "高端芯片封装测试生产线项目");
        await GradeAsync(store, "高端芯片封装测试生产线建设项目");
        var third = Reading(Row(2, "高端芯片的封装测试生产线项目", "某某半导体有限公司"));
        Assert.Null(await SuspectAsync(store, Clerk, third));
        Assert.NotNull(await SuspectAsync(store, Clerk with { Rights = Roles.Of(Role.Leader) | Rights.Report }, third));
    }

    private static async Task<StoredProject?> SuspectAsync(TestStore store, Viewer viewer, LedgerReading reading) =>
        (await store.Get<ImportLedger>().RunAsync(viewer, new ImportRequest(await FileAsync(store, "c.xlsx"), reading, Dezhou, DryRun: true), Ct)).Value!.Plan.Rows[0].Suspect;

    private static async Task GradeAsync(TestStore store, string name)
    {
        await store.Get<Yinfeng.Persistence.Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            var project = await work.Db.Set<Project>().SingleAsync(p => p.Name == name);
            (project.Confidentiality, project.Stage, project.SignedOn) = (Confidentiality.CommercialSecret, ProjectStage.Negotiating, null);
            work.Audit("test.grade", $"project:{project.Id}", new { });
            work.Changes.ProjectIds.Add(project.Id);
            return 0;
        }, Ct);
    }
}
