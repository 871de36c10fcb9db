using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Sheets;

namespace Yinfeng.Enterprises;

/// <param name="Paths">The file of companies, the file of products, or both, in any order; told apart by their heads.</param>
public sealed record ProductsRequest(IReadOnlyList<string> Paths, LedgerDate On);

/// <summary>What became of the files.</summary>
/// <param name="Linked">Listed companies that the base holds, by credit code or whole name.</param>
/// <param name="Refused">Rows without a name, or of a stock code that no file of companies tells of.</param>
public sealed record ProductsReport(int Rows, int Companies, int Products, int Linked, int Refused, IReadOnlyDictionary<string, int> ProblemCounts);

/// <summary>Takes in listed companies and their products (上市公司产品): all of it or nothing, the same files again change nothing.</summary>
public sealed class ImportProducts(Writer writer, EnterpriseBase companies)
{
    public async Task<Decision<ProductsReport>> RunAsync(Viewer viewer, ProductsRequest request, CancellationToken ct)
    {
        var read = new ProductFiles(request.On);
        try
        {
            foreach (var path in request.Paths)
            {
                if (!read.Read(path))
                {
                    return Decision<ProductsReport>.Refuse("header-not-found", "file", $"“{Path.GetFileName(path)}”的首行既没有“证券代码、证券简称、公司全称”，也没有“证券代码、产品”。");
                }
            }
        }
        catch (WorkbookRefusedException e)
        {
            return Decision<ProductsReport>.Refuse([e.Reason with { Field = "file" }]);
        }
        var held = await companies.NowAsync(ct);
        return await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            var known = await work.Db.Set<ListedCompany>().AsNoTracking().ToDictionaryAsync(c => c.StockCode, ct);
            var all = read.Merge(known);
            await work.Db.Set<ListedCompany>().ExecuteDeleteAsync(ct);
            await BulkInsert.IntoAsync(work.Db, all, ct);
            var report = new ProductsReport(read.Rows, all.Count, all.Sum(c => ListedProduct.Of(c.Products).Count), all.Count(c => IsHeld(held, c)),
                read.Refused, read.Problems);
            work.Audit("enterprise.products", "enterprise-products", new
            {
                files = request.Paths.Select(Path.GetFileName), on = request.On.ToString(), report.Companies, report.Products, report.Refused,
            });
            return Decision<ProductsReport>.Allow(report);
        }, ct);
    }

    private static bool IsHeld(EnterpriseColumns held, ListedCompany company) => (company.CreditCode is { } code && held.FindCode(code) >= 0)
        || (company.FullName is { } name && held.WithName(name).Count > 0);
}
