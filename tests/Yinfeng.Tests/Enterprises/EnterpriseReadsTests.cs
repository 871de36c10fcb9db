using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Shareholdings;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Enterprises;

/// <summary>The list with its filters, a company with its group, lists it stands on, real files.</summary>
public sealed class EnterpriseReadsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task List_Filters_GiveThoseAskedFor(string provider)
    {
        await using var store = await SeededAsync(provider);

        Assert.Equal(["德州东方机械有限公司", "南通东方化工有限公司", "德州东方机械有限公司临邑分公司"], await NamesAsync(store, new EnterpriseAsked()));
        Assert.Equal(["南通东方化工有限公司"], await NamesAsync(store, new EnterpriseAsked(Place: "南通市")));
        Assert.Equal(["德州东方机械有限公司", "德州东方机械有限公司临邑分公司"], await NamesAsync(store, new EnterpriseAsked(Place: "370000")));
        Assert.Equal(["德州东方机械有限公司临邑分公司"], await NamesAsync(store, new EnterpriseAsked(Kind: OrganisationKind.Branch)));
        Assert.Equal(["南通东方化工有限公司"], await NamesAsync(store, new EnterpriseAsked(Capital: 600, CapitalTo: 700))); // 100 万美元.
        Assert.Equal(["南通东方化工有限公司"], await NamesAsync(store, new EnterpriseAsked(Year: 2013)));
        Assert.Equal(["德州东方机械有限公司", "德州东方机械有限公司临邑分公司"], await NamesAsync(store, new EnterpriseAsked(Place: "临邑县", YearTo: 2012)));
        Assert.Equal(["南通东方化工有限公司"], await NamesAsync(store, new EnterpriseAsked("东方", "江苏省")));
        Assert.Equal(["德州东方机械有限公司"], await NamesAsync(store, new EnterpriseAsked(Q: Code(1)[5..])));
    }

    [Fact]
    public async Task Page_PastTheFirst_GoesOnByCapital_AndCountsAll()
    {
        await using var store = await SeededAsync("sqlite");

        var page = await store.Get<EnterpriseLines>().PageAsync(TestStore.Viewer, new EnterpriseAsked(Page: 2), 1, default);

        Assert.Equal(("南通东方化工有限公司", 3, 3), (Assert.Single(page.Rows).Line.Name, page.Total, page.Pages));
        Assert.Contains("没有这个县", new EnterpriseAsked(Place: "没有这个县").Wrong, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task View_OfABranchAndItsCompany_NamesTheOther_AndItsList(string provider)
    {
        await using var store = await SeededAsync(provider);
        var list = Path.Combine(store.Database.DataFolder, "list.csv");
        await File.WriteAllTextAsync(list, "榜单,排名,企业名称\n专精特新,7,德州东方机械有限公司\n专精特新,8,没有的公司\n");

        var imported = await store.Get<ImportList>().RunAsync(TestStore.Viewer, new EnterpriseListRequest(list, null, Some.Day("2025"), "工信部门"), default);

        Assert.Equal(("专精特新", 2, 1), (imported.Value![0].Name, imported.Value[0].Entries, imported.Value[0].Found));
        var company = await ViewAsync(store, "德州东方机械有限公司");
        var branch = await ViewAsync(store, "德州东方机械有限公司临邑分公司");
        Assert.Equal(("德州东方机械有限公司临邑分公司", 1), (company.Group.Branches[0].Name, company.Group.BranchCount));
        Assert.Equal("德州东方机械有限公司", branch.Group.Parent!.Name);
        Assert.Equal(("专精特新", 7, "工信部门"), (company.Lists[0].List, company.Lists[0].Rank, company.Lists[0].Source));
        Assert.Equal(["德州东方机械有限公司"], await NamesAsync(store, new EnterpriseAsked(List: imported.Value[0].Id)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Group_ByNameAndByHoldings_WithWhereItIs(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store,
        [
            Row("东方水泥（德州）有限公司", Code(1)), Row("东方水泥（南通）有限公司", Code(2), adcode: "320600", county: ""), Row("东方水泥股份有限公司", Code(3)),
            Row("东方水泥股份有限公司临邑分公司", Code(4)), Row("东方水泥制品有限公司", Code(5)), Row("北斗投资有限公司", Code(6), adcode: "500000", county: ""),
        ]));
        var holders = Path.Combine(store.Database.DataFolder, "holders.csv");
        await File.WriteAllTextAsync(holders, $"企业名称,信用代码,股东名称,股东代码,持股比例\n东方水泥（德州）有限公司,{Code(1)},北斗投资有限公司,{Code(6)},60\n");
        await store.Get<ImportShareholdings>().RunAsync(TestStore.Viewer, holders, "holders.csv", null, default);

        var group = (await ViewAsync(store, "东方水泥（德州）有限公司")).Group;

        Assert.Equal(["东方水泥（南通）有限公司", "东方水泥股份有限公司"], group.Sisters.Select(s => s.Name));
        Assert.Equal(["东方水泥股份有限公司临邑分公司"], group.Branches.Select(b => b.Name));
        Assert.Equal(("北斗投资有限公司", 60m), (group.Control!.Controllers[0].Party.Name, group.Control.Controllers[0].Percent));
        Assert.Equal([(371400, 3), (320600, 1), (500000, 1)], group.Sites.Select(s => (s.Adcode, s.Companies)));
        Assert.Null((await ViewAsync(store, "东方水泥制品有限公司")).Group.Parent);
    }

    [Fact]
    public async Task Group_OfANameThatSaysTooLittle_IsItself()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, [Row("东方养殖场", Code(1)), Row("东方养殖场二场", Code(2))]));

        var group = (await ViewAsync(store, "东方养殖场")).Group;

        Assert.Equal((0, 0, 1), (group.SisterCount, group.BranchCount, group.Companies));
    }

    [SharedFact]
    public async Task Import_ARealFile_AccountsForEveryRow()
    {
        await using var store = await TestStore.NewAsync();

        var import = (await ImportAsync(store, Have.Shared("data/enterprises/54-西藏.csv.gz"))).Value!.Import;

        Assert.Equal(import.Rows, import.Stored + import.Merged + import.Refused);
        Assert.InRange(import.Stored, import.Rows * 99 / 100, import.Rows);
        Assert.Equal(import.Stored, (await store.Get<EnterpriseBase>().NowAsync(default)).Count);
    }

    private static async Task<TestStore> SeededAsync(string provider)
    {
        var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store,
        [
            Row("德州东方机械有限公司", Code(1), capital: "5000"), Row("德州东方机械有限公司临邑分公司", Code(2), capital: ""),
            Row("南通东方化工有限公司", Code(3), on: "2013-01-01", capital: "100", currency: "USD", adcode: "320600", county: ""),
        ]));
        return store;
    }

    private static async Task<IEnumerable<string>> NamesAsync(TestStore store, EnterpriseAsked asked) =>
        (await store.Get<EnterpriseLines>().PageAsync(TestStore.Viewer, asked, 50, default)).Rows.Select(r => r.Line.Name);

    private static async Task<EnterpriseView> ViewAsync(TestStore store, string name) =>
        (await store.Get<EnterpriseViews>().GetAsync(TestStore.Viewer, (await OneAsync(store, name)).Id, default))!;
}
