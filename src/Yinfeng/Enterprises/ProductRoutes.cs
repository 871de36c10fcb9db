using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>Listed companies and their products, sent by a form or over REST.</summary>
internal static class ProductRoutes
{
    private const long MostBytes = 200L << 20;
    private static readonly RequestSizeLimitAttribute Size = new(MostBytes);
    private static readonly RequestFormLimitsAttribute Form = new() { MultipartBodyLengthLimit = MostBytes };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/enterprises/imports/products", async (HttpContext http, Database database, EnterpriseImportJobs jobs, StagedRegistries staged, EnterpriseLines queries,
            ImportProducts import, TimeProvider clock, IFormCollection form, CancellationToken ct) =>
            await RunAsync(http.Viewer(), import, form.Files, form["productsOn"], clock, ct) is { Allowed: false } refused
                ? await EnterpriseImportPages.ShowAsync(http, database, jobs, staged, queries, clock, [.. refused.Unmet], form, ct)
                : PageResults.See("/enterprises/imports#products")).Need(Rights.Approve).WithMetadata(Size, Form).ExcludeFromDescription();
        routes.MapPost("/api/enterprises/products", UploadAsync).Need(Rights.Approve)
            .WithTags("Enterprises").WithName("ImportProducts").WithSummary("Take in listed companies and their products (csv, csv.gz, xlsx)")
            .WithMetadata(Size, Form).DisableAntiforgery().Produces<ProductsReport>().ProducesProblem(422);
    }

    /// <remarks>Reads the form itself: who may not upload is turned away whatever they send.</remarks>
    private static async Task<IResult> UploadAsync(HttpContext http, ImportProducts import, TimeProvider clock, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            return TypedResults.Problem("请用 multipart/form-data 上传上市公司表和产品表，字段名 files；数据日期写在 on。", statusCode: StatusCodes.Status400BadRequest);
        }
        var form = await http.Request.ReadFormAsync(ct);
        var done = await RunAsync(http.Viewer(), import, form.Files, form["on"], clock, ct);
        return done.Allowed ? Results.Ok(done.Value) : Problems.Refused(done);
    }

    private static async Task<Decision<ProductsReport>> RunAsync(Viewer viewer, ImportProducts import, IFormFileCollection files, string? on, TimeProvider clock,
        CancellationToken ct)
    {
        var date = new LedgerDate(BusinessTime.Today(clock));
        if (on?.Trim() is { Length: > 0 } text && !LedgerDate.TryParse(text, out date))
        {
            return Decision<ProductsReport>.Refuse("enterprise.products.on", "productsOn", "数据日期请写成 2021 或 2021-12-31。");
        }
        if (files.Count == 0 || files.Any(f => f.Length == 0))
        {
            return Decision<ProductsReport>.Refuse("enterprise.products.file", "productFiles", "请选择不是空的上市公司表和产品表。");
        }
        var kept = new List<UploadedFile>();
        try
        {
            foreach (var file in files)
            {
                kept.Add(await UploadedFile.OfAsync(file, ct));
            }
            var done = await import.RunAsync(viewer, new ProductsRequest([.. kept.Select(k => k.Path)], date), ct);
            return done.Allowed ? done : Decision<ProductsReport>.Refuse([.. done.Unmet.Select(u => u with { Field = "productFiles" })]);
        }
        finally
        {
            kept.ForEach(k => k.Dispose());
        }
    }
}
