using Yinfeng.Enterprises;
using Yinfeng.Gaps;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Gaps;

/// <summary>From imported registrations and a ledger to the verdict of each node.</summary>
public sealed class GapQueriesTests
{
    private const string Chain = "new-energy-storage";

    [Theory, OnSqlite, OnPostgres]
    public async Task Verdicts_follow_companies_branches_and_projects(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store,
        [
            .. Enumerable.Range(0, 12).Select(i => Row($"德州市甲{(char)('一' + i)}锂电池有限公司", Code(i), scope: "锂电池制造。", capital: $"{100 * (i + 1)}")),
            Row("德州东方电气有限公司", Code(20), scope: "光伏组件制造；太阳能电池组件制造。"),
            Row("济南乙风电设备有限公司", Code(21), adcode: "370100", county: "370102", scope: "风力发电机制造。").Replace("山东,德州市", ",", StringComparison.Ordinal),
            Row("济南乙风电设备有限公司德州分公司", Code(22), scope: "风力发电机制造。"),
            Row("中国石油天然气股份有限公司德州光伏发电加油站", Code(23), scope: "光伏发电。"),
            .. Enumerable.Range(0, 400).Select(i => Row($"德州丙{(char)('一' + i)}食品有限公司", Code(100 + i), scope: "食品加工。")),
            .. Enumerable.Range(0, 400).Select(i => Row($"济南丁{(char)('一' + i)}食品有限公司", Code(600 + i), adcode: "370100", county: "370102", scope: "食品加工。").Replace("山东,德州市", ",", StringComparison.Ordinal)),
        ]));
        var project = Some.Project(ProjectStage.Started, "动力电池回收利用项目");
        await Some.ProjectAsync(store, project);

        var report = (await Ask(store, "371400")).Value!;

        var cell = Node(report, "battery-cell");
        Assert.Equal((NodeStrength.Strong, 12), (cell.Verdict.Strength, cell.Evidence.Sure));

        Assert.Equal("1,200 万元", cell.Firms[0].Capital);
        Assert.Equal(NodeStrength.Weak, Node(report, "pv-module").Verdict.Strength);
        var wind = Node(report, "wind-turbine");
        Assert.Equal((NodeStrength.Weak, 0, 1), (wind.Verdict.Strength, wind.Evidence.Sure, wind.Evidence.Branches));
        Assert.True(wind.Firms[0].IsBranch);
        Assert.Equal(NodeStrength.Missing, Node(report, "power-station").Verdict.Strength);
        Assert.Equal((NodeStrength.Weak, project.Id), (Node(report, "recycling").Verdict.Strength, Assert.Single(Node(report, "recycling").Evidence.Projects).Id));
        Assert.All(report.Nodes, Holds);
    }

    [Fact]
    public async Task A_company_registered_or_renamed_afterwards_counts_at_once_and_not_for_the_past()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, [Row("德州甲食品有限公司", Code(1), "2005-01-01")]));
        Assert.Equal(NodeStrength.Missing, Node((await Ask(store, "371400")).Value!, "battery-cell").Verdict.Strength);

        await ImportAsync(store, await FileAsync(store, [Row("德州甲锂电池有限公司", Code(1), "2005-01-01", scope: "锂电池制造。"), Row("德州乙锂电池有限公司", Code(2), "2012-01-01", scope: "锂电池制造。")], "后来.csv"), "2015-12-31");

        Assert.Equal(2, Node((await Ask(store, "371400")).Value!, "battery-cell").Evidence.Sure);
        Assert.Equal(1, Node((await Ask(store, "371400", new DateOnly(2010, 1, 1))).Value!, "battery-cell").Evidence.Sure);
        Assert.Equal(2, Node((await Ask(store, "371424")).Value!, "battery-cell").Evidence.Sure);
        Assert.Equal(0, Node((await Ask(store, "371481")).Value!, "battery-cell").Evidence.Sure);
    }

    [Fact]
    public async Task Places_that_have_no_composition_and_units_out_of_sight_are_refused()
    {
        await using var store = await TestStore.NewAsync();
        Assert.Equal("gap.unit.region", Assert.Single((await Ask(store, "370000")).Unmet).Code);
        Assert.Equal("gap.chain", Assert.Single((await Ask(store, "371400", chain: "nothing")).Unmet).Code);
        var found = await store.Get<GapQueries>().OfAsync(Some.User("li", Some.Linyi), Chain, "371481", null, default);
        Assert.Equal("gap.unit", Assert.Single(found.Unmet).Code);
    }

    /// <summary>What must hold for every node of every table.</summary>
    internal static void Holds(NodeGap node)
    {
        Assert.NotEmpty(node.Verdict.Reasons);
        Assert.All(node.Firms, f => Assert.NotEmpty(f.Why));
        if (node.Verdict.Strength == NodeStrength.Strong)
        {
            Assert.False(node.Firms[0].IsBranch);
            Assert.DoesNotMatch("支行|分公司|营业部|加油站|邮政|电信|门市部|办事处", node.Firms[0].Name);
        }
        Assert.Equal(node.Verdict.Strength == NodeStrength.Missing, node.Firms.Count == 0 && node.Evidence.Projects.Count == 0);
    }

    internal static Task<Decision<GapReport>> Ask(TestStore store, string unit, DateOnly? asOf = null, string chain = Chain) =>
        store.Get<GapQueries>().OfAsync(TestStore.Viewer, chain, unit, asOf, default);

    private static NodeGap Node(GapReport report, string node) => report.Nodes.Single(n => n.Node.Id == node);
}
