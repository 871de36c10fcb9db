using Microsoft.EntityFrameworkCore;
using Yinfeng.Audit;
using Yinfeng.Units;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Units;

public class SeedRegionsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task NewStore_HoldsTheNationAndEveryRegion_WrittenOnce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var tree = await store.Get<UnitDirectory>().TodayAsync(default);

        Assert.Equal(3352, tree.InOrder.Count);
        Assert.Equal("临邑县", tree.Find(371424)!.Name);
        Assert.Equal(UnitKind.Zone, tree.FindByCode("371471")!.Kind);
        Assert.Equal([371424, 371400, 370000, 100000], tree.Upward(371424).Select(n => n.Id));
        Assert.Equal("山东省 · 德州市 · 临邑县", tree.PathOf(371424));
        await using var db = store.Database.OpenRead();
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(e => e.Action == "unit.seed"));
    }

    [Fact]
    public async Task CityOf_GivesTheCityBelowIt_AndTheUnitItselfAbove()
    {
        await using var store = await TestStore.NewAsync();
        var tree = await store.Get<UnitDirectory>().TodayAsync(default);

        Assert.Equal(371400, tree.CityOf(371424));
        Assert.Equal(371400, tree.CityOf(371400));
        Assert.Equal(370000, tree.CityOf(370000));
        Assert.Equal(987654321, tree.CityOf(987654321));
    }

    [Fact]
    public void RetiredRegions_NameWhatACodeOnceWas()
    {
        var retired = new RetiredRegions();

        Assert.Equal("崇文区", Assert.Single(retired.Find("110103")).Name);
        Assert.Contains("2009-12", retired.Explain("崇文区"), StringComparison.Ordinal);
        Assert.Empty(retired.Find("371402"));
    }
}
