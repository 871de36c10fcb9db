using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Projects;
using Yinfeng.Sheets;
using Yinfeng.Targeting;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Targeting;

/// <summary>From imported registrations to a list of targets, a lead with its script, and what became of it.</summary>
public sealed class TargetTests
{
    private const string Chain = "new-energy-storage", Node = "battery-cell";
    private static readonly DateOnly Day = new(2012, 1, 1);

    [Theory, OnSqlite, OnPostgres]
    public async Task Companies_of_the_node_elsewhere_are_ranked_with_reasons_and_a_back_test(string provider)
    {
        await using var store = await StoreAsync(provider);

        var list = (await Ask(store)).Value!;

        Assert.NotEmpty(list.Targets);
        Assert.Equal(list.Targets.OrderByDescending(t => t.Score).Select(t => t.Name), list.Targets.Select(t => t.Name));
        Assert.All(list.Targets, t =>
        {
            Assert.DoesNotContain("德州市", t.Place, StringComparison.Ordinal);
            Assert.NotEmpty(t.Parts);
            Assert.NotEmpty(t.Reasons);
            Assert.All(t.Reasons, r => Assert.True(r.Text.Length > 0 && r.Source.Length > 0));
        });
        Assert.Contains(list.Targets, t => t.Reasons.Any(r => r.Kind == "expanding" && r.Text.Contains("分公司", StringComparison.Ordinal)));
        Assert.Contains(list.Targets, t => t.Reasons.Any(r => r.Kind == "customer" && r.Text.Contains("德州储能设备有限公司", StringComparison.Ordinal)));
        Assert.True(list.Record!.Model.Positives > 0);
    }

    [Fact]
    public async Task What_comes_after_the_day_moves_no_score_and_stands_in_no_reason()
    {
        await using var store = await StoreAsync();
        var before = TargetListJson.Of((await Ask(store)).Value! with { Record = null });

        await ImportAsync(store, await FileAsync(store, Enumerable.Range(0, 300).Select(i =>
            BatteryMakers.At(i % BatteryMakers.Cities.Length, $"{before.Targets[i % before.Targets.Count].Name}{BatteryMakers.Cities[i % BatteryMakers.Cities.Length].Name}第{(char)('一' + i)}分公司", 2013, 20_000 + i)), "未来.csv"), "2016-12-31");

        var after = TargetListJson.Of((await Ask(store)).Value! with { Record = null });
        Assert.Equal(before.Targets.Select(t => (t.Name, t.Score)), after.Targets.Select(t => (t.Name, t.Score)));
        Assert.Equal(before.Targets.SelectMany(t => t.Reasons.Select(r => r.Text)), after.Targets.SelectMany(t => t.Reasons.Select(r => r.Text)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_target_becomes_one_lead_with_a_script_and_its_outcome_is_told(string provider)
    {
        await using var store = await StoreAsync(provider);
        var target = (await Ask(store)).Value!.Targets[0];

        var made = await LeadAsync(store, target.EnterpriseId);
        var again = await LeadAsync(store, target.EnterpriseId);

        Assert.True(made.Allowed, string.Join(' ', made.Unmet.Select(u => u.Message)));
        Assert.Equal(made.Value, again.Value);
        await using (var db = store.Database.OpenRead())
        {
            var lead = await db.Set<Lead>().SingleAsync();
            Assert.Equal((target.Name, "图谱招商"), (lead.Investor, lead.Channel));
            Assert.Contains("为什么找它", lead.Note, StringComparison.Ordinal);
            Assert.Contains(target.Reasons[0].Text, lead.Note!, StringComparison.Ordinal);
        }
        Assert.Equal(made.Value, (await Ask(store)).Value!.Targets.Single(t => t.EnterpriseId == target.EnterpriseId).LeadId);

        var line = Assert.Single(await store.Get<AdviceOutcomes>().ListAsync(TestStore.Viewer, default));
        Assert.Equal(("待跟进", 1), (line.Outcome, line.Advice.Rank));
        Assert.True((await store.Get<ConvertLead>().RunAsync(TestStore.Viewer, made.Value, true, default)).Allowed);
        Assert.Equal(ProjectStage.Lead, Assert.Single(await store.Get<AdviceOutcomes>().ListAsync(TestStore.Viewer, default)).Stage);
        Assert.Empty(await store.Get<AdviceOutcomes>().ListAsync(Some.User("away", 320300), default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_lead_that_countrymen_brought_before_the_day_is_a_reason_for_who_may_see_it(string provider)
    {
        await using var store = await StoreAsync(provider);
        var targets = (await Ask(store)).Value!.Targets;
        static Lead Lead(string title, string investor, string channel, int year) => new()
        {
            Title = title, Investor = investor, UnitId = Some.Linyi, CityId = Some.Dezhou, Channel = channel, FirstReporter = "李",
            FirstReportedOn = new LedgerDate(year, 5, 1), CreatedAtUtc = Some.Now,
        };
        await Some.SaveAsync(store, Lead("同乡会介绍", targets[0].Name, "乡贤招商", 2011), Lead("后来的", targets[1].Name, "乡贤招商", 2012), Lead("展会上的", targets[2].Name, "展会招商", 2011));

        var told = (await Ask(store)).Value!.Targets.SelectMany(t => t.Reasons.Where(r => r.Kind == "countryman").Select(r => (t.Name, r.Text))).ToList();
        var neighbour = await store.Get<TargetQueries>().OfAsync(Some.User("wang", Some.Laoling), new TargetQuestion(Chain, Node, $"{Some.Laoling}", Day), default);

        Assert.Equal((targets[0].Name, "2011-05-01 经乡贤招商报来的线索“同乡会介绍”，临邑县跟进"), Assert.Single(told));
        Assert.DoesNotContain(neighbour.Value!.Targets, t => t.Reasons.Any(r => r.Kind == "countryman"));
    }

    [Fact]
    public async Task Workbook_has_the_rows_of_the_list_and_the_back_test()
    {
        await using var store = await StoreAsync();
        var list = (await Ask(store)).Value!;
        var path = Path.Combine(store.Database.DataFolder, "t.xlsx");
        await File.WriteAllBytesAsync(path, TargetWorkbook.Write(list));
        using var book = WorkbookReader.Open(path);
        Assert.Equal(["目标企业", "理由", "回测"], book.Sheets.Select(s => s.Name));
        Assert.Equal(list.Targets.Count + 1, book.Sheets[0].ReadRows().Count());
    }

    [Fact]
    public async Task Unknown_nodes_and_an_empty_base_are_refused()
    {
        await using var store = await TestStore.NewAsync();
        Assert.Equal("target.node", Assert.Single((await Ask(store, "nothing")).Unmet).Code);
        Assert.Equal("target.nothing-to-learn", Assert.Single((await Ask(store)).Unmet).Code);
    }

    private static Task<Decision<TargetList>> Ask(TestStore store, string? node = Node) =>
        store.Get<TargetQueries>().OfAsync(TestStore.Viewer, new TargetQuestion(Chain, node, "371400", Day), default);

    private static Task<Decision<long>> LeadAsync(TestStore store, long company) =>
        store.Get<AdviseLead>().RunAsync(TestStore.Viewer, new TargetQuestion(Chain, Node, "371400", Day), company, null, false, default);

    private static async Task<TestStore> StoreAsync(string provider = "sqlite")
    {
        var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, BatteryMakers.Rows()), "2016-12-31");
        return store;
    }
}
