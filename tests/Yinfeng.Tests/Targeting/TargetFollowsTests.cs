using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Chains;
using Yinfeng.Enterprises;
using Yinfeng.Gaps;
using Yinfeng.Targeting;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Targeting;

/// <summary>What is kept for quick lists follows the base, and is what a plain reading of the base gives.</summary>
public sealed class TargetFollowsTests
{
    private const string Chain = "new-energy-storage", Node = "battery-cell", Dezhou = "371400";
    private static readonly DateOnly Day = new(2012, 1, 1);

    [Theory, OnSqlite, OnPostgres]
    public async Task Members_carried_on_are_those_of_a_fresh_reading(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, BatteryMakers.Rows()), "2016-12-31");
        var chain = await ChainAsync(store);
        var before = await store.Get<MemberShelf>().MembersAsync(chain, default);

        // A new maker, one that leaves the trade, one that moves.
        await ImportAsync(store, await FileAsync(store,
            [Row("德州新锂电池有限公司", Code(80_001), "2011-01-01", scope: "锂电池制造。"), .. Moved(before)], "后来.csv"), "2017-12-31");

        var carried = await store.Get<MemberShelf>().MembersAsync(chain, default);
        Assert.NotSame(before, carried);
        Assert.NotSame(before.Of(Node), carried.Of(Node));
        Assert.Same(before.Of("lithium-ore"), carried.Of("lithium-ore")); // Nobody there changed.
        var fresh = new MemberShelf(ActivatorUtilities.CreateInstance<ChainWords>(store.Get<IServiceProvider>()), store.Get<GapRuleBook>());
        var read = await fresh.MembersAsync(chain, default);
        Assert.All(chain.Nodes, node =>
        {
            Assert.Equal(read.Of(node.Id).All, carried.Of(node.Id).All);
            foreach (var (adcode, _, _) in BatteryMakers.Cities)
            {
                var city = int.Parse(adcode, System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(read.Of(node.Id).All.Where(m => read.Companies.Adcode(m.Row) == city), carried.Of(node.Id).InCity(city));
            }
        });
        Assert.Contains(carried.Of(Node).InCity(371400), m => carried.Companies.Name(m.Row).SequenceEqual("德州新锂电池有限公司"));
    }

    [Fact]
    public async Task The_list_is_the_best_of_all_candidates_in_the_order_of_their_scores()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, BatteryMakers.Rows()), "2016-12-31");
        var list = (await store.Get<TargetQueries>().OfAsync(TestStore.Viewer, new TargetQuestion(Chain, Node, Dezhou, Day, 20), default)).Value!;

        var outlook = await store.Get<OpeningOutlook>().AsOfAsync(Day, null, default);
        var (state, members) = (outlook.State, await store.Get<MemberShelf>().MembersAsync(await ChainAsync(store), default));
        var city = state.Cities.Find(371400);
        var plain = members.Of(Node).All.Where(m => m.Certainty != Certainty.Scope).Select(m => state.GroupOf(state.Groups.HeadOf(m.Row))).Where(g => g >= 0).Distinct()
            .Select(g => (Group: g, Score: outlook.Scores.Of(g, city))).Where(g => g.Score > double.NegativeInfinity).OrderByDescending(g => g.Score).ThenBy(g => g.Group).ToList();
        Assert.Equal(plain.Count, list.Candidates);
        Assert.Equal(20, list.Targets.Count);
        Assert.Equal(plain.Take(20).Select(g => (state.Companies.Id(state.Heads[g.Group]), g.Score)), list.Targets.Select(t => (t.EnterpriseId, t.Score)));
    }

    [Fact]
    public async Task An_import_is_learnt_from_at_once_and_a_few_changes_are_not_waited_for()
    {
        await using var store = await TestStore.NewAsync();
        var outlooks = store.Get<OpeningOutlook>();
        await ImportAsync(store, await FileAsync(store, BatteryMakers.Rows()), "2016-12-31");
        var first = await outlooks.ForListAsync(Day, default);
        Assert.Same(first, await outlooks.ForListAsync(Day, default));

        await ImportAsync(store, await FileAsync(store, Enumerable.Range(0, 200).Select(i => Row($"德州后来第{i}食品有限公司", Code(70_000 + i), "2001-01-01")), "再一份.csv"), "2017-12-31");
        var second = await outlooks.ForListAsync(Day, default);
        Assert.True(second.State.Heads.Length > first.State.Heads.Length);

        await ImportAsync(store, await FileAsync(store, [Row("德州单独一家食品有限公司", Code(79_999), "2001-01-01")], "一家.csv"), "2018-12-31");
        Assert.Same(second, await outlooks.ForListAsync(Day, default)); // One in a thousand.
        Assert.NotSame(second, await outlooks.AsOfAsync(Day, null, default));
    }

    private static async Task<Chain> ChainAsync(TestStore store) => (await store.Get<ChainShelf>().FindAsync(TestStore.Viewer, Chain, null, Day, default))!;

    private static IEnumerable<string> Moved(ChainMembers members)
    {
        var (companies, rows) = (members.Companies, members.Of(Node).All);
        string CodeOf(int at) => System.Text.Encoding.ASCII.GetString(companies.Code(rows[at].Row));
        yield return Row("改行食品有限公司", CodeOf(0), "1999-01-01", scope: "食品加工。");
        yield return Row(companies.Name(rows[1].Row).ToString(), CodeOf(1), "1999-01-01", adcode: "320300", county: "320302", scope: "锂电池制造。").Replace("山东,德州市", ",", StringComparison.Ordinal);
    }
}
