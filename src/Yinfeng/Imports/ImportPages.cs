using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Arbitration;
using Yinfeng.Audit;
using Yinfeng.Imports.Pages;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Sheets;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>Pages of stored imports and the upload; the way from upload to store is in <see cref="StagedPages"/>.</summary>
internal static class ImportPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/imports").ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, ImportListing listing, string? unit, CancellationToken ct) => listing.PageAsync(http.Viewer(), unit, null, [], ct)).Need(Rights.See);
        pages.MapPost("", UploadAsync).Need(Rights.Report).WithMetadata(new RequestSizeLimitAttribute(StagedImports.MostBytes + (1 << 20)),
            new RequestFormLimitsAttribute { MultipartBodyLengthLimit = StagedImports.MostBytes + (1 << 20) });
        pages.MapGet("/{id:long}", (HttpContext http, ImportQueries queries, UnitDirectory units, TimeProvider clock, long id, string? page, bool? done,
            CancellationToken ct) => ShowAsync(http, queries, units, clock, id, page, done ?? false, [], ct)).Need(Rights.See);
        pages.MapGet("/export", ImportSheets.ListAsync).Need(Rights.See).Exports("imports");
        pages.MapGet("/{id:long}/export", ImportSheets.RowsAsync).Need(Rights.See).Exports("import", "import:{id}");
        pages.MapPost("/{id:long}/undo", UndoAsync).Need(Rights.Report);
        pages.MapGet("/{id:long}/source", SourceAsync).Need(Rights.See);
        pages.MapGet("/{id:long}/cells", SourceAsync).Need(Rights.See);
    }

    /// <summary>A file refused as a whole is said so on the form, with everything typed kept; a long one is read on in the background.</summary>
    private static async Task<IResult> UploadAsync(HttpContext http, StagedImports staging, StagedSeat seat, ImportListing listing, IFormFile? file,
        [FromForm] string? unit, [FromForm] string? year, CancellationToken ct)
    {
        var viewer = http.Viewer();
        var (unitId, yearNumber, unmet) = await listing.ReadFormAsync(viewer, unit, year, ct);
        if (file is null || file.Length == 0)
        {
            unmet.Add(new Unmet("import.file.missing", "file", "请选择一个不是空的 xlsx、xls 或 csv 文件。"));
        }
        if (unmet.Count == 0)
        {
            await using var content = file!.OpenReadStream();
            var staged = await staging.AddAsync(viewer, content, file.FileName, unitId, yearNumber, ct);
            if (staged.Allowed)
            {
                var state = await seat.StateAsync(viewer, staged.Value!, ct);
                if (state.Refused is null)
                {
                    return PageResults.See($"/imports/staged/{staged.Value!.Id}");
                }
                await seat.DiscardAsync(viewer, staged.Value!.Id, ct);
                staged = Decision<StagedImport>.Refuse([.. state.Refused.Unmet.Select(u => u with { Field = "file" })]);
            }
            unmet.AddRange(staged.Unmet);
        }
        return await listing.PageAsync(viewer, unit, year, unmet, ct);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ImportQueries queries, UnitDirectory units, TimeProvider clock, long id, string? page,
        bool done, IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        if (await queries.FindAsync(http.Viewer(), id, ct) is not { } import)
        {
            return Results.NotFound();
        }
        var at = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
        var (rows, count) = await queries.RowsAsync(http.Viewer(), id, null, (at - 1) * ImportPreview.PageSize, ImportPreview.PageSize, ct);
        return PageResults.Page<ImportPage>(new
        {
            Import = import, Rows = rows, Count = count, Page = at, Done = done, Clock = clock, Unmet = unmet,
            UnitName = (await units.TodayAsync(ct)).Find(import.UnitId)?.Name ?? "",
            Claimed = import.Status == ImportStatus.Stored ? await http.RequestServices.GetRequiredService<ArbitrationQueries>().OfImportAsync(http.Viewer(), id, ct) : 0,
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> UndoAsync(HttpContext http, UndoImport undo, ImportQueries queries, UnitDirectory units, TimeProvider clock, long id,
        [FromForm] string? from, CancellationToken ct)
    {
        _ = from; // Binding a form field is what makes the framework check the antiforgery field.
        var decision = await undo.RunAsync(http.Viewer(), id, ct);
        return decision.Allowed ? PageResults.See($"/imports/{id}") : await ShowAsync(http, queries, units, clock, id, null, false, decision.Unmet, ct);
    }

    private static async Task<IResult> SourceAsync(HttpContext http, ImportQueries queries, Database database, TimeProvider clock, long id,
        string? sheet, string? row, string? column, CancellationToken ct)
    {
        if (await queries.FindAsync(http.Viewer(), id, ct) is not { } import
            || sheet is null || !int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !await queries.MaySeeAsync(http.Viewer(), id, new RowPlace(sheet, number), ct))
        {
            return Results.NotFound();
        }
        var mappings = JsonSerializer.Deserialize<List<SheetMapping>>(import.Mapping, ImportJson.Stored)!;
        var (cells, missing) = Cells(LedgerFile.KeptPath(database.DataFolder, import.Sha256, import.FileName), mappings, new RowPlace(sheet, number));
        return PageResults.Page<SourcePage>(new
        {
            Import = import, Sheet = sheet, Row = number, Marked = Column(mappings, sheet, column), Cells = cells, Missing = missing, Clock = clock,
        });
    }

    private static (List<SourceCell>? Cells, string? Missing) Cells(string path, List<SheetMapping> mappings, RowPlace place)
    {
        if (!File.Exists(path))
        {
            return (null, "原文件不在数据文件夹里（可能没有随备份恢复），看不到原来的单元格。");
        }
        try
        {
            return (SourceCells.Read(path, mappings, [place]).GetValueOrDefault(place), null);
        }
        catch (WorkbookRefusedException refused)
        {
            return (null, refused.Reason.Message);
        }
    }

    /// <summary>Letters as they are, or the column that feeds a field: "signed_on".</summary>
    private static string? Column(List<SheetMapping> mappings, string sheet, string? column) =>
        string.IsNullOrEmpty(column) ? null
        : mappings.Find(m => m.Sheet == sheet)?.Columns.FirstOrDefault(c => c.Value == column).Key ?? column.ToUpperInvariant();
}
