using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Maps.Pages;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Maps;

/// <summary>Boundaries in the settings: what is loaded, and the upload.</summary>
internal static class BoundaryPages
{
    /// <summary>The file and the form around it.</summary>
    public static readonly object[] UploadLimits =
    [
        new RequestSizeLimitAttribute(BoundaryFile.MostBytes + (1 << 20)), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = BoundaryFile.MostBytes + (1 << 20) },
    ];

    public static void Map(IEndpointRouteBuilder pages)
    {
        var boundaries = pages.MapGroup("/settings/boundaries").ExcludeFromDescription();
        boundaries.MapGet("", (HttpContext http, MapShelf shelf, TimeProvider clock, CancellationToken ct) =>
            ShowAsync(shelf, clock, [], http.Request.Query["done"], ct)).Need(Rights.ManageSystem);
        boundaries.MapGet("/export", async (MapShelf shelf, CancellationToken ct) => ExcelFile.Of("边界文件",
            [new("文件", 40), new("地区（个）", 12, ColumnFormat.Whole), new("导入人", 20), new("SHA-256", 66)],
            (await shelf.SourcesAsync(ct)).Select(s => (object?[])[s.FileName, s.Regions, s.ActorId, s.Sha256]))).Need(Rights.ManageSystem).Exports("boundaries");
        boundaries.MapPost("", async (HttpContext http, ImportBoundaries import, MapShelf shelf, TimeProvider clock, IFormCollection form, CancellationToken ct) =>
            await TakeAsync(http.Viewer(), import, form.Files["file"], ct) is var taken && taken.Value is { } done
                ? PageResults.See($"/settings/boundaries?done={Uri.EscapeDataString($"已导入 {done.File}：新增 {done.Added} 个地区，更换 {done.Replaced} 个。")}")
                : await ShowAsync(shelf, clock, taken.Unmet, null, ct)).Need(Rights.ManageSystem)
            .WithMetadata(UploadLimits);
        boundaries.MapPost("/remove", async (HttpContext http, RemoveBoundaries remove, MapShelf shelf, TimeProvider clock, IFormCollection form, CancellationToken ct) =>
            await remove.RunAsync(http.Viewer(), form["sha256"].ToString(), ct) is var gone && gone.Allowed
                ? PageResults.See($"/settings/boundaries?done={Uri.EscapeDataString($"已删除 {gone.Value} 个地区的边界，改画方格图。")}")
                : await ShowAsync(shelf, clock, gone.Unmet, null, ct)).Need(Rights.ManageSystem);
    }

    /// <summary>An uploaded file as the write wants it.</summary>
    public static async Task<Decision<BoundaryImport>> TakeAsync(Viewer viewer, ImportBoundaries import, IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length == 0)
        {
            return Decision<BoundaryImport>.Refuse("boundaries.file", "file", "请选择一个不是空的 GeoJSON 文件。");
        }
        using var bytes = new MemoryStream((int)Math.Min(file.Length, BoundaryFile.MostBytes + 1));
        await file.CopyToAsync(bytes, ct);
        return await import.RunAsync(viewer, file.FileName, bytes.ToArray(), ct);
    }

    private static async Task<IResult> ShowAsync(MapShelf shelf, TimeProvider clock, IReadOnlyList<Unmet> unmet, string? done, CancellationToken ct) =>
        PageResults.Page<BoundariesPage>(new { Sources = await shelf.SourcesAsync(ct), Clock = clock, Unmet = unmet, Done = string.IsNullOrEmpty(done) ? null : done },
            unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
