using Yinfeng.Kernel;
using Yinfeng.Maps;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Targeting;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Maps;

/// <summary>Target firms on the map by node of a chain.</summary>
public sealed class MapCompaniesTests
{
    private static readonly MapAsked OnNode = new(Layer: MapLayer.Companies, Chain: "new-energy-storage", Node: "battery-cell", Unit: "371400");

    [Theory, OnSqlite, OnPostgres]
    public async Task Companies_of_a_node_stand_where_they_are_registered_and_are_listed_with_why(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, BatteryMakers.Rows()), "2016-12-31");

        var all = (await Ask(store, OnNode with { Chain = null, Node = null })).Value!;
        var node = (await Ask(store, OnNode)).Value!;
        var chain = (await Ask(store, OnNode with { Node = null })).Value!;

        Assert.InRange(node.Count, 100, chain.Count);
        Assert.True(chain.Count < all.Count);
        Assert.Contains(node.Places, p => p.Key == "370100");

        var rows = (await store.Get<MapRowQueries>().ListAsync(TestStore.Viewer, OnNode, "370100", 1, default)).Value!;
        Assert.Equal(node.Places.Single(p => p.Key == "370100").Count, rows.Total);
        Assert.Equal(Math.Min(MapRowsView.Size, rows.Total), rows.Rows.Count);
        Assert.All(rows.Rows, r =>
        {
            Assert.Contains("锂电池", r.Name, StringComparison.Ordinal);
            Assert.Contains("锂电池", r.State, StringComparison.Ordinal);
            Assert.Equal($"/enterprises/{r.Id}", r.Href);
        });
    }

    [Fact]
    public async Task A_chain_or_node_that_does_not_exist_is_refused()
    {
        await using var store = await TestStore.NewAsync();
        Assert.Equal("map.chain", Assert.Single((await Ask(store, OnNode with { Chain = "nothing" })).Unmet).Code);
        Assert.Equal("map.node", Assert.Single((await Ask(store, OnNode with { Node = "nothing" })).Unmet).Code);
        Assert.Equal(OnNode, MapAsked.Of(name => System.Web.HttpUtility.ParseQueryString(OnNode.Query())[name] ?? "").Value);
    }

    private static Task<Decision<MapView>> Ask(TestStore store, MapAsked asked) => store.Get<MapQueries>().ViewAsync(TestStore.Viewer, asked, default);
}
