using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Shareholdings;

/// <summary>REST under /api/shareholdings. 404 for a company of which no list is known.</summary>
internal static class ShareholdingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/shareholdings").WithTags("Shareholdings");
        api.MapGet("/company", async (HttpContext http, ShareholdingQueries queries, string? company, decimal? least, DateOnly? on, CancellationToken ct) =>
            await queries.CompanyAsync(http.Viewer(), company ?? "", least ?? ShareholdingQueries.DefaultLeast, on, ct) is { } view ? Results.Ok(view) : Results.NotFound())
            .Need(Rights.See).WithName("GetControl").WithSummary("Who controls a company along all paths, what it controls, and its group").Produces<ControlView>().Produces(404);
        api.MapGet("/path", async (HttpContext http, ShareholdingQueries queries, string? from, string? to, DateOnly? on, CancellationToken ct) =>
            await queries.PathAsync(http.Viewer(), from ?? "", to ?? "", on, ct) is var path && path.Allowed ? Results.Ok(path.Value) : Problems.Refused(path))
            .Need(Rights.See).WithName("FindPath").WithSummary("A shortest path of holdings between two companies").Produces<PathStep[]>().ProducesProblem(422);
        api.MapPost("/imports", async (HttpContext http, ImportShareholdings import, IFormFile file, [FromForm] string? day, CancellationToken ct) =>
            await ShareholdingUpload.RunAsync(http.Viewer(), import, file, day, ct) is var done && done.Allowed ? Results.Ok(done.Value) : Problems.Refused(done))
            .Need(Rights.Approve).DisableAntiforgery().WithName("ImportShareholdings").WithSummary("Take in a list of holders (xlsx, xls, csv, csv.gz)")
            .WithMetadata(ShareholdingUpload.Size, ShareholdingUpload.Form).Produces<ShareholdingReport>().ProducesProblem(422);
    }
}

/// <summary>A file sent by a form or over REST, kept aside while it is read.</summary>
internal static class ShareholdingUpload
{
    private const long MostBytes = 500L << 20;
    public static readonly RequestSizeLimitAttribute Size = new(MostBytes);
    public static readonly RequestFormLimitsAttribute Form = new() { MultipartBodyLengthLimit = MostBytes };

    public static async Task<Decision<ShareholdingReport>> RunAsync(Viewer viewer, ImportShareholdings import, IFormFile? file, string? day, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        if (file is null || file.Length == 0)
        {
            unmet.Add(new("shareholding.file", "file", "请选择一个不是空的 xlsx、xls、csv 或 csv.gz 文件。"));
        }
        LedgerDate? date = LedgerDate.TryParse(day?.Trim(), out var read) ? read : null;
        if (date is null && !string.IsNullOrWhiteSpace(day))
        {
            unmet.Add(new("shareholding.day", "day", $"“{day}”不是日期，请写成 2024-12-31，或留空。"));
        }
        if (unmet.Count > 0)
        {
            return Decision<ShareholdingReport>.Refuse(unmet);
        }
        using var kept = await UploadedFile.OfAsync(file!, ct);
        return await import.RunAsync(viewer, kept.Path, Path.GetFileName(kept.Path), date, ct);
    }
}
