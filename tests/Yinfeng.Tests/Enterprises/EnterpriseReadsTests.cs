using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
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

        Assert.Equal(["德州东方机械有限公司", "南通东方化工有限公司", "德州东方机械有限公司临邑分公司"], await NamesAsync(store, new EnterpriseSelection()));
        Assert.Equal(["南通东方化工有限公司"], await NamesAsync(store, new EnterpriseSelection(Place: 320600)));
        Assert.Equal(["德州东方机械有限公司", "德州东方机械有限公司临邑分公司"], await NamesAsync(store, new EnterpriseSelection(Place: 370000)));
        Assert.Equal(["德州东方机械有限公司临邑分公司"], await NamesAsync(store, new EnterpriseSelection(Kind: OrganisationKind.Branch)));
        Assert.Equal(["南通东方化工有限公司"], await NamesAsync(store, new EnterpriseSelection(FromWan: 600, ToWan: 700))); // 100 万美元.
        Assert.Equal(["南通东方化工有限公司"], await NamesAsync(store, new EnterpriseSelection(FromYear: 2013)));
        Assert.Equal(["德州东方机械有限公司"], await NamesAsync(store, new EnterpriseSelection(Text: Code(1)[5..])));
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
        Assert.Equal(("德州东方机械有限公司临邑分公司", 1), (company.Branches[0].Name, company.BranchCount));
        Assert.Equal("德州东方机械有限公司", branch.Parent!.Name);
        Assert.Equal(("专精特新", 7, "工信部门"), (company.Lists[0].List, company.Lists[0].Rank, company.Lists[0].Source));
        Assert.Equal(["德州东方机械有限公司"], await NamesAsync(store, new EnterpriseSelection(List: imported.Value[0].Id)));
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

    private static async Task<IEnumerable<string>> NamesAsync(TestStore store, EnterpriseSelection filter) =>
        (await store.Get<EnterpriseLines>().ListAsync(TestStore.Viewer, filter, default)).Rows.Select(r => r.Name);

    private static async Task<EnterpriseView> ViewAsync(TestStore store, string name) =>
        (await store.Get<EnterpriseViews>().GetAsync(TestStore.Viewer, (await OneAsync(store, name)).Id, default))!;
}
