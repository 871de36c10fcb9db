using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Enterprises.Pages;
using Yinfeng.Industries;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>The search of companies as a page, its part that is swapped while typing, and names suggested in forms.</summary>
internal static class EnterprisePages
{
    private const int Suggested = 8;
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var companies = pages.MapGroup("/enterprises").ExcludeFromDescription();
        companies.MapGet("", async (HttpContext http, EnterpriseQueries queries, EnterpriseLines lines, IndustryJudge industries, CancellationToken ct) =>
        {
            var asked = EnterpriseAsked.Of(http.Request.Query);
            var hits = asked.Wrong is null && asked.IsAsked ? await queries.SearchAsync(http.Viewer(), asked.Text, EnterpriseQueries.MostHits, asked.Filter, ct) : [];
            return http.WantsPart()
                ? (IResult)PageResults.Page<FoundPart>(new { Asked = asked, Hits = hits })
                : PageResults.Page<EnterprisesPage>(new
                {
                    Asked = asked, Hits = hits, Count = await queries.CountAsync(ct), Lists = await lines.ListsAsync(ct), Divisions = industries.Titles,
                });
        }).Need(Rights.See);
        companies.MapGet("/names", async (HttpContext http, EnterpriseQueries queries, CancellationToken ct) =>
        {
            var typed = http.Request.Query.Select(p => p.Value.ToString()).FirstOrDefault() ?? "";
            return PageResults.Page<NamesPart>(new { Hits = await queries.SearchAsync(http.Viewer(), typed, Suggested, new EnterpriseFilter(), ct) });
        }).Need(Rights.See);
        companies.MapGet("/export", ExportAsync).Need(Rights.See).Exports("enterprises");
    }

    private static async Task<IResult> ExportAsync(HttpContext http, EnterpriseQueries queries, CancellationToken ct)
    {
        var asked = EnterpriseAsked.Of(http.Request.Query);
        var hits = asked.Wrong is null ? await queries.SearchAsync(http.Viewer(), asked.Text, EnterpriseQueries.MostHits, asked.Filter, ct) : [];
        var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite("企业",
            [
                new("企业名称", 40), new("统一社会信用代码", 22), new("所在地", 14), new("成立日期", 12), new("注册资本", 18), new("类型", 14), new("找到的原因", 20),
            ],
            hits.Select(h => (object?[])[h.Name, h.CreditCode, h.Place, h.RegisteredOn, h.Capital, h.Kind, h.Why]))]);
        stream.Position = 0;
        return Results.File(stream, Excel, "企业.xlsx");
    }
}
