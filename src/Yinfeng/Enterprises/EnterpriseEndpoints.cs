using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>REST under /api/enterprises.</summary>
internal static class EnterpriseEndpoints
{
    private const int LargestPage = 500, UsualHits = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/enterprises").WithTags("Enterprises");
        api.MapGet("", async (HttpContext http, EnterpriseLines lines, [AsParameters] EnterpriseAsked asked, int? size, CancellationToken ct) =>
            asked.Wrong is { } wrong ? Results.BadRequest(wrong)
                : Results.Ok(EnterprisePageJson.Of(await lines.PageAsync(http.Viewer(), asked, Math.Clamp(size ?? 50, 1, LargestPage), ct))))
            .Need(Rights.See).WithName("ListEnterprises").WithSummary("Companies of the base: those of a text the best first, else the largest capital first")
            .Produces<EnterprisePageJson>().Produces(400);
        api.MapGet("/search", async (HttpContext http, EnterpriseQueries queries,
            [AsParameters] EnterpriseAsked asked, int? limit, CancellationToken ct) => asked.Wrong is { } wrong ? Results.BadRequest(wrong)
                : Results.Ok(new EnterpriseSearchJson(asked.Text, await queries.SearchAsync(http.Viewer(), asked.Text, limit ?? UsualHits, asked.Filter, ct))))
        .Need(Rights.See).WithName("SearchEnterprises").WithSummary("Companies by name, abbreviation, pinyin or credit code, the best first")
        .Produces<EnterpriseSearchJson>().Produces(400);
        api.MapGet("/{id:long}", async (HttpContext http, EnterpriseViews views, long id, CancellationToken ct) =>
            await views.GetAsync(http.Viewer(), id, ct) is { } view ? Results.Ok(EnterpriseViewJson.Of(view)) : Results.NotFound())
            .Need(Rights.See).WithName("GetEnterprise").WithSummary("A company with its history, group, lists and what we have with it").Produces<EnterpriseViewJson>().Produces(404);
        api.MapGet("/imports", async (Database database, CancellationToken ct) =>
        {
            await using var db = database.OpenRead();
            return TypedResults.Ok((await db.Set<EnterpriseImport>().OrderByDescending(i => i.Id).Take(200).ToListAsync(ct)).Select(EnterpriseImportJson.Of));
        }).Need(Rights.See).WithName("ListEnterpriseImports").WithSummary("Registry files taken in, the latest first");
        api.MapGet("/imports/{id:long}", async (Database database, long id, CancellationToken ct) =>
        {
            await using var db = database.OpenRead();
            return await db.Set<EnterpriseImport>().FirstOrDefaultAsync(i => i.Id == id, ct) is { } import
                ? Results.Ok(await EnterpriseReport.OfAsync(database, [new(import, false, false, null)], [], ct)) : Results.NotFound();
        }).Need(Rights.See).WithName("GetEnterpriseImport").WithSummary("The quality report of one file").Produces<EnterpriseReport>().Produces(404);
        api.MapPost("/imports", UploadAsync).Need(Rights.Approve).WithName("ImportEnterprises").WithSummary("Upload a registry file; it is taken in beside the requests")
            .Produces(202).ProducesProblem(422).WithMetadata(new RequestSizeLimitAttribute(EnterpriseImportJobs.MostBytes + (1 << 20)),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = EnterpriseImportJobs.MostBytes + (1 << 20) }).DisableAntiforgery();
        api.MapGet("/lists", async (EnterpriseLines queries, CancellationToken ct) => TypedResults.Ok((await queries.ListsAsync(ct)).Select(EnterpriseListJson.Of)))
            .Need(Rights.See).WithName("ListEnterpriseLists").WithSummary("Lists that companies stand on");
    }

    private static async Task<IResult> UploadAsync(HttpContext http, EnterpriseImportJobs jobs, TimeProvider clock, IFormFile file, [FromForm] string? on, CancellationToken ct)
    {
        var date = new LedgerDate(BusinessTime.Today(clock));
        if (on is { Length: > 0 } && !LedgerDate.TryParse(on, out date))
        {
            return Problems.Refused(Decision.Refuse("enterprise.import.on", "on", "数据日期请写成 2026-03-31。"));
        }
        await using var content = file.OpenReadStream();
        var job = await jobs.StartAsync(http.Viewer(), content, file.FileName, date, null, ct);
        return Results.Accepted($"/enterprises/imports/jobs/{job.Id}", new { job = job.Id });
    }
}
