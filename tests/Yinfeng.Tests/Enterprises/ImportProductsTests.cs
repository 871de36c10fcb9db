using System.IO.Compression;
using System.Text;
using Yinfeng.Enterprises;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Enterprises;

/// <summary>Listed companies and their products: two files, packed or not, tied to companies by name.</summary>
public sealed class ImportProductsTests
{
    private const string Companies = "stock_code,name,full_name,exchange,listing_date,industry_code,industry_name,other_full_names\n"
        + "600001,德州东方,德州东方机械(集团)股份有限公司,SSE,2001-02-03,1,专用设备,\n688078,龙软科技,中国交通建设股份有限公司,SSE,2012-03-09,2,软件,甲公司;乙公司\n";

    private const string Products = "stock_code,product_id,product,share,share_known\n600001,1,水泵,0.75,1\n600001,2,阀门,,0\n600001,3,抵消,-0.2,1\n999999,4,没有的,,0\n";

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_BothFiles_TiesProductsToTheCompanyOfThatName(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await RegistryText.ImportAsync(store, await FileAsync(store, [Row("德州东方机械（集团）股份有限公司", Code(1)), Row("中国交通建设股份有限公司", Code(2))]));

        var report = await ImportAsync(store);
        var again = await ImportAsync(store);

        Assert.Equal((6, 2, 3, 1, 1), (report.Rows, report.Companies, report.Products, report.Linked, report.Refused));
        Assert.Equal(["full-name-doubtful 1", "share-impossible 1", "stock-code-unknown 1"], report.ProblemCounts.Select(p => $"{p.Key} {p.Value}"));
        Assert.Equal((2, 3), (again.Companies, again.Products));
        var listed = (await ViewAsync(store, "德州东方机械（集团）股份有限公司")).Listed!;
        Assert.Equal(("600001", "专用设备", Some.Day("2001-02-03")), (listed.StockCode, listed.Industry, listed.ListedOn));
        Assert.Equal([new("水泵", 7_500), new("阀门", null), new("抵消", null)], ListedProduct.Of(listed.Products));
        Assert.Null((await ViewAsync(store, "中国交通建设股份有限公司")).Listed); // The file calls 龙软科技 so.
    }

    [Fact]
    public async Task Import_AFileOfSomethingElse_SaysWhatIsMissing()
    {
        await using var store = await TestStore.NewAsync();
        var path = Path.Combine(store.Database.DataFolder, "别的.csv");
        await File.WriteAllTextAsync(path, "项目,金额\n甲,1\n");

        var refused = await store.Get<ImportProducts>().RunAsync(TestStore.Viewer, new ProductsRequest([path], Some.Day("2021")), default);

        Assert.Equal("header-not-found", refused.Unmet[0].Code);
        Assert.Contains("别的.csv", refused.Unmet[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_APackedFileThatIsCutOff_IsRefusedAndNothingIsStored()
    {
        await using var store = await TestStore.NewAsync();
        var (companies, products) = await FilesAsync(store);
        var bytes = await File.ReadAllBytesAsync(products);
        await File.WriteAllBytesAsync(products, bytes[..^12]);

        var refused = await store.Get<ImportProducts>().RunAsync(TestStore.Viewer, new ProductsRequest([companies, products], Some.Day("2021")), default);

        Assert.Equal("damaged", refused.Unmet[0].Code);
        await using var db = store.Database.OpenRead();
        Assert.Empty(db.Set<ListedCompany>());
    }

    private static async Task<ProductsReport> ImportAsync(TestStore store)
    {
        var (companies, products) = await FilesAsync(store);
        return (await store.Get<ImportProducts>().RunAsync(TestStore.Viewer, new ProductsRequest([products, companies], Some.Day("2021")), default)).Value!;
    }

    private static async Task<(string Companies, string Products)> FilesAsync(TestStore store)
    {
        var (companies, products) = (Path.Combine(store.Database.DataFolder, "companies.csv"), Path.Combine(store.Database.DataFolder, "company_products.csv.gz"));
        await File.WriteAllTextAsync(companies, Companies);
        await using var packed = new GZipStream(File.Create(products), CompressionLevel.Fastest);
        await packed.WriteAsync(Encoding.UTF8.GetBytes(Products));
        return (companies, products);
    }

    private static async Task<EnterpriseView> ViewAsync(TestStore store, string name) =>
        (await store.Get<EnterpriseViews>().GetAsync(TestStore.Viewer, (await OneAsync(store, name)).Id, default))!;
}
