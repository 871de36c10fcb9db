using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Enterprises;

/// <summary>From stored companies to hits: every way of typing, filters, and correct after each change.</summary>
public sealed class EnterpriseSearchTests
{
    private static readonly string[] Rows =
    [
        Row("华为技术有限公司", Code(1), capital: "4000"), Row("德州华为技术有限公司", Code(2), on: "2001-01-01"), Row("华为技术有限公司德州分公司", Code(3)),
        Row("重庆长安汽车股份有限公司", Code(4), adcode: "500000", county: ""), Row("山东金鑫机械制造有限公司", Code(5), on: "2013-06-01"),
        Row("中国石油化工股份有限公司", Code(6)), Row("张三养殖专业合作社", Code(7)),
    ];

    [Theory]
    [InlineData("华为技术有限公司", "华为技术有限公司", "名称一致")]
    [InlineData("華為技術有限公司", "华为技术有限公司", "名称一致")]
    [InlineData("华为", "华为技术有限公司", "名称以此开头")]
    [InlineData("华为枝术有限公司", "华为技术有限公司", "名称相差一个字")]
    [InlineData("金鑫机械", "山东金鑫机械制造有限公司", "字号一致")]
    [InlineData("长安汽车", "重庆长安汽车股份有限公司", "字号和行业一致")]
    [InlineData("中石化", "中国石油化工股份有限公司", "简称")]
    [InlineData("cqca", "重庆长安汽车股份有限公司", "拼音首字母")]
    [InlineData("changanqiche", "重庆长安汽车股份有限公司", "拼音")]
    [InlineData("金鑫 制造", "山东金鑫机械制造有限公司", "各词都含有")]
    [InlineData("德州金鑫机械", "山东金鑫机械制造有限公司", "地区和字号一致")]
    public async Task Search_WhatPeopleType_FindsTheCompanyMeantFirst(string typed, string name, string why)
    {
        await using var store = await StoreAsync();
        var first = (await FindAsync(store, typed))[0];
        Assert.Equal((name, why), (first.Name, first.Why));
    }

    [Fact]
    public async Task Search_CreditCodeOrAPart_FindsItsCompany()
    {
        await using var store = await StoreAsync();
        Assert.Equal(["山东金鑫机械制造有限公司"], (await FindAsync(store, Code(5).ToLowerInvariant())).Select(h => h.Name));
        Assert.Equal("山东金鑫机械制造有限公司", (await FindAsync(store, Code(5)[8..]))[0].Name);
    }

    [Fact]
    public async Task Search_Filters_LeaveOthersOut()
    {
        await using var store = await StoreAsync();
        Assert.Equal(["重庆长安汽车股份有限公司"], (await FindAsync(store, "汽车", new(Place: EnterpriseFilter.PlaceOf("重庆")))).Select(h => h.Name));
        Assert.Empty(await FindAsync(store, "汽车", new(Place: 3714)));
        Assert.Equal(["华为技术有限公司"], (await FindAsync(store, "华为", new(FromWan: 1_000))).Select(h => h.Name));
        Assert.Equal(["华为技术有限公司", "德州华为技术有限公司"], (await FindAsync(store, "华为", new(HeadOffices: true))).Select(h => h.Name));
        Assert.Equal(["山东金鑫机械制造有限公司"], (await FindAsync(store, "金鑫", new(Since: Some.Day("2013-01-01")))).Select(h => h.Name));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Search_AList_AloneOrWithText_FindsThoseOnIt(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, Rows));
        var file = Path.Combine(store.Database.DataFolder, "list.csv");
        await File.WriteAllTextAsync(file, "榜单,企业名称\n500强,华为技术有限公司\n500强,重庆长安汽车股份有限公司\n");
        var list = (await store.Get<ImportList>().RunAsync(TestStore.Viewer, new EnterpriseListRequest(file, null, Some.Day("2025"), null), default)).Value![0].Id;

        Assert.Equal(["华为技术有限公司"], (await FindAsync(store, "华为", new(List: list))).Select(h => h.Name));
        Assert.Equal(["华为技术有限公司", "重庆长安汽车股份有限公司"], (await FindAsync(store, "", new(List: list))).Select(h => h.Name)); // The larger first.
        Assert.Empty(await FindAsync(store, "金鑫", new(List: list)));
        Assert.Empty(await FindAsync(store, "")); // Nothing asked, nothing found.
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Search_AfterEachChange_KnowsNewAndFormerNames(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, Rows));
        Assert.Empty(await FindAsync(store, "东方智能装备"));

        await ImportAsync(store, await FileAsync(store, [Row("德州东方智能装备有限公司", Code(5)), Row("德州新来五金厂", Code(8))], "later.csv"), "2015-12-31");

        Assert.Equal("德州东方智能装备有限公司", Assert.Single(await FindAsync(store, "东方智能装备")).Name);
        Assert.Equal("德州新来五金厂", Assert.Single(await FindAsync(store, "新来五金")).Name);
        var former = Assert.Single(await FindAsync(store, "金鑫机械制造"));
        Assert.Equal(("德州东方智能装备有限公司", "曾用名“山东金鑫机械制造有限公司”，字号和行业一致"), (former.Name, former.Why));
    }

    [Fact]
    public async Task Search_FormerNames_AreKnownAfterARestart()
    {
        await using var store = await StoreAsync();
        await ImportAsync(store, await FileAsync(store, [Row("德州东方智能装备有限公司", Code(5))], "later.csv"), "2015-12-31");
        using var companies = new EnterpriseBase(store.Database, new());
        var search = new EnterpriseSearch(companies, store.Database);

        var (columns, found) = await search.FindAsync("金鑫机械制造", 5, null, default);

        Assert.Equal("德州东方智能装备有限公司", columns.Name(Assert.Single(found).Row).ToString());
    }

    private static async Task<TestStore> StoreAsync()
    {
        var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, Rows));
        return store;
    }

    private static Task<IReadOnlyList<EnterpriseHit>> FindAsync(TestStore store, string text, EnterpriseFilter? filter = null) =>
        store.Get<EnterpriseQueries>().SearchAsync(TestStore.Viewer, text, 10, filter ?? new(), default);
}
