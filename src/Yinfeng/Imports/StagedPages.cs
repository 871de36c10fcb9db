using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Imports.Pages;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Imports;

/// <summary>The way of a file from upload to store: progress, columns, rows, confirm.</summary>
internal static class StagedPages
{
    /// <summary>Short files are read before the page answers, so that nobody sees a progress page for a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/imports/staged/{id:long}").ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, StagedSeat seat, long id, CancellationToken ct) => seat.WithAsync(http, id, Patience,
            (staged, _) => Task.FromResult(PageResults.See($"/imports/staged/{staged.Id}/mapping")), ct)).Need(Rights.See);
        pages.MapGet("/mapping", (HttpContext http, StagedSeat seat, long id, CancellationToken ct) => seat.WithAsync(http, id, Patience,
            (staged, preview) => Task.FromResult<IResult>(PageResults.Page<MappingPage>(new { Staged = staged, preview.Reading })), ct)).Need(Rights.See);
        pages.MapPost("/mapping", MapAsync).Need(Rights.Report);
        pages.MapGet("/rows", (HttpContext http, StagedSeat seat, long id, string? show, string? page, CancellationToken ct) =>
            RowsAsync(http, seat, id, show, page, [], ct)).Need(Rights.See);
        pages.MapGet("/export", (HttpContext http, StagedSeat seat, long id, string? show, CancellationToken ct) => seat.WithAsync(http, id, Patience,
            (staged, preview) => Task.FromResult<IResult>(ImportSheets.Preview(staged, preview, show)), ct)).Need(Rights.Report).Exports("import", "import:{id}");
        pages.MapGet("/row", (HttpContext http, StagedSeat seat, long id, string? sheet, int row, CancellationToken ct) =>
            seat.WithAsync(http, id, Patience, (staged, preview) => Task.FromResult(RowPageOf(staged, preview, sheet, row, null, [])), ct)).Need(Rights.See);
        pages.MapPost("/row", CorrectAsync).Need(Rights.Report);
        pages.MapPost("/decide", DecideAsync).Need(Rights.Report);
        pages.MapPost("/confirm", ConfirmAsync).Need(Rights.Report);
        pages.MapGet("/storing", StoringAsync).Need(Rights.See);
        pages.MapPost("/discard", DiscardAsync).Need(Rights.Report);
    }

    private static Task<IResult> RowsAsync(HttpContext http, StagedSeat seat, long id, string? show, string? page, IReadOnlyList<Unmet> unmet,
        CancellationToken ct) => seat.WithAsync(http, id, Patience, (staged, preview) => Task.FromResult(preview.Reading.Unclear.Count > 0
            ? PageResults.See($"/imports/staged/{id}/mapping") : PageResults.Page<RowsPage>(new
            {
                Staged = staged, Unmet = unmet,
                Preview = ImportPreview.Make(preview, show, int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 1),
            }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)), ct);

    private static Task<IResult> MapAsync(HttpContext http, StagedSeat seat, long id, [FromForm] string? from, CancellationToken ct)
    {
        _ = from; // Binding a form field is what makes the framework check the antiforgery field.
        return seat.WithAsync(http, id, Patience, async (staged, preview) =>
        {
            var (mapping, unmet) = MappingForm.Read(http.Request.Form, preview.Reading);
            if (unmet.Count > 0)
            {
                return PageResults.Page<MappingPage>(new { Staged = staged, preview.Reading, Unmet = unmet }, StatusCodes.Status422UnprocessableEntity);
            }
            await seat.RemapAsync(staged, mapping, ct);
            return PageResults.See($"/imports/staged/{id}");
        }, ct);
    }

    private static Task<IResult> CorrectAsync(HttpContext http, StagedSeat seat, long id, [FromForm] string? sheet, [FromForm] int row, CancellationToken ct) =>
        seat.WithAsync(http, id, Patience, async (staged, preview) =>
        {
            var place = new RowPlace(sheet ?? "", row);
            if (preview.Reading.Rows.Find(r => r.Place == place) is not { } found)
            {
                return Results.NotFound();
            }
            var typed = CorrectRow.Fields.Where(f => http.Request.Form.ContainsKey(f.Name))
                .ToDictionary(f => f.Name, f => http.Request.Form[f.Name].ToString().Trim(), StringComparer.Ordinal);
            var changed = typed.Where(f => f.Value != (CorrectRow.Text(found, f.Key) ?? "")).ToDictionary(StringComparer.Ordinal);
            var unmet = await seat.CorrectAsync(http.Viewer(), staged, place, changed, ct);
            return unmet.Count == 0
                ? PageResults.See($"/imports/staged/{id}/rows")
                : RowPageOf(staged, preview, sheet, row, typed, unmet, StatusCodes.Status422UnprocessableEntity);
        }, ct);

    private static IResult RowPageOf(StagedImport staged, ImportOutcome preview, string? sheet, int row, IReadOnlyDictionary<string, string>? typed,
        List<Unmet> unmet, int status = StatusCodes.Status200OK)
    {
        var place = new RowPlace(sheet ?? "", row);
        if (preview.Reading.Rows.Find(r => r.Place == place) is not { } found)
        {
            return Results.NotFound();
        }
        return PageResults.Page<RowPage>(new
        {
            Staged = staged, Row = found, Typed = typed, Unmet = unmet.Count > 0 ? unmet : [.. found.Problems.Where(p => p.Refuses)
                .Select(p => new Unmet(p.Reason, p.Field, p.Message))],
            Cells = (IReadOnlyList<SourceCell>)(SourceCells.Read(preview.File.Path, preview.Reading.Sheets, [place]).GetValueOrDefault(place) ?? []),
        }, status);
    }

    private static Task<IResult> DecideAsync(HttpContext http, StagedSeat seat, long id, [FromForm] string? sheet, [FromForm] int row,
        [FromForm] bool same, [FromForm] long? project, CancellationToken ct) => seat.WithAsync(http, id, Patience, async (staged, _) =>
        {
            await seat.DecideAsync(staged, new PlacedDecision(sheet ?? "", row, same, project), ct);
            return PageResults.See($"/imports/staged/{id}/rows?show=duplicates");
        }, ct);

    private static async Task<IResult> ConfirmAsync(HttpContext http, StagedSeat seat, long id, [FromForm] string? from, CancellationToken ct)
    {
        _ = from;
        IReadOnlyList<Unmet> unmet = [];
        var stored = await seat.WithAsync(http, id, Patience, async (staged, preview) =>
        {
            var decision = await seat.ConfirmAsync(http.Viewer(), staged, preview, ct);
            unmet = decision.Unmet;
            return decision.Allowed ? PageResults.See(decision.Value is { } import ? $"/imports/{import}?done=true" : $"/imports/staged/{id}/storing")
                : Results.Empty;
        }, ct);
        return unmet.Count == 0 ? stored : await RowsAsync(http, seat, id, null, null, unmet, ct);
    }

    private static async Task<IResult> StoringAsync(HttpContext http, StagedConfirms confirms, StagedSeat seat, TimeProvider clock, long id, CancellationToken ct)
    {
        if (await confirms.FindAsync(http.Viewer(), id, ct) is not { } job)
        {
            return await seat.FindAsync(http.Viewer(), id, ct) is null ? Results.NotFound() : PageResults.See($"/imports/staged/{id}/rows");
        }
        if (job.IsRunning)
        {
            http.Response.Headers["Refresh"] = "2";
            return PageResults.Page<StoringPage>(new { job.Staged, job.Rows, job.SinceUtc, Clock = clock });
        }
        if (!job.IsStored)
        {
            confirms.Forget(id);
        }
        var stored = await job.Done;
        return stored.Allowed ? PageResults.See($"/imports/{stored.Value}?done=true") : await RowsAsync(http, seat, id, null, null, stored.Unmet, ct);
    }

    private static async Task<IResult> DiscardAsync(HttpContext http, StagedSeat seat, long id, [FromForm] string? from, CancellationToken ct)
    {
        _ = from;
        if (await seat.DiscardAsync(http.Viewer(), id, ct))
        {
            return PageResults.See("/imports");
        }
        return await seat.FindAsync(http.Viewer(), id, ct) is null ? Results.NotFound() : PageResults.See($"/imports/staged/{id}/storing");
    }
}
