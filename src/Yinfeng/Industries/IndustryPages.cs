using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Industries.Pages;
using Yinfeng.Kernel;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Industries;

/// <summary>One page: judge a company, put it right, and what was put right so far.</summary>
internal static class IndustryPages
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/industries").ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, IndustryQueries queries, IndustryJudge judge, CancellationToken ct) =>
            PageAsync(http, queries, judge, http.Request.Query["name"], http.Request.Query["scope"], null, [], ct)).Need(Rights.See);
        pages.MapGet("/export", async (HttpContext http, IndustryQueries queries, IndustryJudge judge, CancellationToken ct) =>
            TypedResults.File(Workbook(await queries.CorrectionsAsync(http.Viewer(), ct), judge), Xlsx, "行业改正.xlsx")).Need(Rights.See)
            .Exports("industries");
        pages.MapGet("/progress", (ReclassifyCompanies reclassify, TimeProvider clock) =>
            PageResults.Page<ProgressPart>(new { reclassify.Progress, Clock = clock })).Need(Rights.See);
        pages.MapPost("/of-company/{id:long}", CorrectCompanyAsync).Need(Rights.Report);
        pages.MapPost("/corrections", async (HttpContext http, CorrectIndustry correct, IndustryQueries queries, IndustryJudge judge, IFormCollection form,
            CancellationToken ct) => await correct.RunAsync(http.Viewer(), form["name"], form["scope"], form["division"], ct) is { Allowed: false } refused
                ? await PageAsync(http, queries, judge, form["name"], form["scope"], form["division"], refused.Unmet, ct)
                : PageResults.See($"/industries?name={Uri.EscapeDataString(form["name"].ToString())}&done=corrected")).Need(Rights.Report);
        pages.MapPost("/corrections/{id:long}/undo", async (HttpContext http, CorrectIndustry correct, IndustryQueries queries, IndustryJudge judge, long id, IFormCollection _,
            CancellationToken ct) => await correct.UndoAsync(http.Viewer(), id, ct) is { Allowed: false } refused
                ? await PageAsync(http, queries, judge, null, null, null, refused.Unmet, ct)
                : PageResults.See("/industries?done=undone")).Need(Rights.Report);
    }

    private static async Task<IResult> CorrectCompanyAsync(HttpContext http, CorrectIndustry correct, IndustryQueries queries, IndustryJudge judge, long id,
        IFormCollection form, CancellationToken ct) => await correct.RunAsync(http.Viewer(), id, form["division"], ct) is { Allowed: false } refused
            ? await PageAsync(http, queries, judge, null, null, form["division"], refused.Unmet, ct) : PageResults.See($"/enterprises/{id}#industry");

    private static async Task<IResult> PageAsync(HttpContext http, IndustryQueries queries, IndustryJudge judge, string? name, string? scope,
        string? division, IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        var company = (name ?? "").Trim();
        return PageResults.Page<IndustriesPage>(new
        {
            Name = company, Scope = scope ?? "", Division = division ?? "", Answer = company.Length > 0 ? judge.Judge(company, scope ?? "") : null, judge.Titles,
            Corrections = await queries.CorrectionsAsync(http.Viewer(), ct), MayCorrect = http.Viewer().May(Rights.Report), Unmet = unmet,
            Done = http.Request.Query["done"].ToString(), http.RequestServices.GetRequiredService<ReclassifyCompanies>().Progress,
            Clock = http.RequestServices.GetRequiredService<TimeProvider>(),
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static byte[] Workbook(IReadOnlyList<IndustryCorrection> corrections, IndustryJudge judge)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite("行业改正",
            [new("企业名称", 40), new("行业大类", 8), new("名称", 30), new("原判", 8), new("改正人", 16), new("时间", 18)],
            corrections.Select(c => new object?[]
            {
                c.Name, IndustryJson.Code(c.Division), judge.Titles[c.Division], IndustryJson.Code(c.Was), c.ActorId, BusinessTime.DayOf(c.AtUtc),
            }))]);
        return stream.ToArray();
    }
}
