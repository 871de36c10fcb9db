using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Imports;

/// <summary>REST under /api/imports: a file is uploaded and read, mapped, corrected, confirmed, and can be undone as a whole.</summary>
internal static class ImportEndpoints
{
    private const int MostRows = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/imports").WithTags("Imports");
        api.MapGet("", ListAsync).Need(Rights.See).WithName("ListImports").WithSummary("Stored imports, and files still on their way in").Produces<ImportsJson>();
        api.MapPost("", UploadAsync).Need(Rights.Report).DisableAntiforgery().WithName("UploadLedger").WithSummary("Upload a ledger; it is read in the background")
            .WithMetadata(new RequestSizeLimitAttribute(StagedImports.MostBytes + (1 << 20)),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = StagedImports.MostBytes + (1 << 20) })
            .Produces<StagedJson>(202).ProducesProblem(422);
        api.MapGet("/{id:long}", GetAsync).Need(Rights.See).WithName("GetImport")
            .WithSummary("A stored import, or how far an uploaded file is: reading, ready with its counts, unclear, storing, or refused")
            .Produces<ImportJsonView>().Produces<StagedJson>().Produces(302).Produces(404).ProducesProblem(422);
        api.MapGet("/{id:long}/rows", RowsAsync).Need(Rights.See).WithName("ListImportRows")
            .WithSummary("Rows as `import ledger --json` prints them; of an uploaded file as they would be stored").Produces(200).Produces(404);
        api.MapPut("/{id:long}/mapping", MapAsync).Need(Rights.Report).WithName("MapLedger").WithSummary("Say how sheets and columns are to be understood; reads again")
            .Produces<StagedJson>(202).Produces(404);
        api.MapPut("/{id:long}/rows", CorrectAsync).Need(Rights.Report).WithName("CorrectLedgerRow").WithSummary("Put other texts in place of a row's cells, or decide on a duplicate")
            .Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/confirm", ConfirmAsync).Need(Rights.Report).WithName("ConfirmImport").WithSummary("Store all accepted rows, or none; a long file in the background")
            .Produces<ImportJsonView>(201).Produces<StagedJson>(202).Produces(404).Produces(409).ProducesProblem(422);
        api.MapDelete("/{id:long}", DiscardAsync).Need(Rights.Report).WithName("DiscardImport").WithSummary("Throw an uploaded file away").Produces(204).Produces(404).Produces(409);
        api.MapPost("/{id:long}/undo", UndoAsync).Need(Rights.Report).WithName("UndoImport").WithSummary("Take a stored import back as a whole")
            .Produces(204).Produces(404).ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ImportQueries queries, StagedImports staging, CancellationToken ct) =>
        TypedResults.Ok(new ImportsJson([.. (await queries.ListAsync(http.Viewer(), ct)).Select(ImportJsonView.Of)],
            [.. (await staging.ListAsync(http.Viewer(), ct)).Select(s => StagedJson.Of(s, null))]));

    private static async Task<IResult> UploadAsync(HttpContext http, ImportListing listing, StagedImports staging, StagedSeat seat, IFormFile file,
        [FromForm] string? unit, [FromForm] string? year, CancellationToken ct)
    {
        var (unitId, yearNumber, unmet) = await listing.ReadFormAsync(http.Viewer(), unit, year, ct);
        if (unmet.Count > 0)
        {
            return Problems.Refused(Decision.Refuse(unmet));
        }
        await using var content = file.OpenReadStream();
        var staged = await staging.AddAsync(http.Viewer(), content, file.FileName, unitId, yearNumber, ct);
        return staged.Allowed
            ? TypedResults.Accepted($"/api/imports/{staged.Value!.Id}", StagedJson.Of(staged.Value, await seat.StateAsync(http.Viewer(), staged.Value, ct)))
            : Problems.Refused(staged);
    }

    private static async Task<IResult> GetAsync(HttpContext http, ImportQueries queries, StagedSeat seat, StagedConfirms confirms, long id, CancellationToken ct)
    {
        if (await queries.FindAsync(http.Viewer(), id, ct) is { } import)
        {
            return TypedResults.Ok(ImportJsonView.Of(import));
        }
        if (await confirms.FindAsync(http.Viewer(), id, ct) is { } job)
        {
            if (job.IsRunning)
            {
                return TypedResults.Ok(StagedJson.Of(job.Staged, null) with { State = "storing" });
            }
            if (job.IsStored)
            {
                return TypedResults.Redirect($"/api/imports/{(await job.Done).Value}");
            }
            confirms.Forget(id);
            return Problems.Refused(await job.Done);
        }
        return await seat.FindAsync(http.Viewer(), id, ct) is { } staged
            ? TypedResults.Ok(StagedJson.Of(staged, await seat.StateAsync(http.Viewer(), staged, ct))) : TypedResults.NotFound();
    }

    private static async Task<IResult> RowsAsync(HttpContext http, ImportQueries queries, StagedSeat seat, long id, int? skip, int? take, string? outcome,
        CancellationToken ct)
    {
        var (from, most) = (Math.Max(0, skip ?? 0), Math.Clamp(take ?? 100, 1, MostRows));
        if (await queries.FindAsync(http.Viewer(), id, ct) is not null)
        {
            var (rows, count) = await queries.RowsAsync(http.Viewer(), id, outcome, from, most, ct);
            return Results.Text(ImportReport.StoredRows(rows, count), "application/json");
        }
        if (await seat.FindAsync(http.Viewer(), id, ct) is not { } staged)
        {
            return TypedResults.NotFound();
        }
        var state = await seat.StateAsync(http.Viewer(), staged, ct);
        var planned = state.Preview?.Plan.Rows.Where(r => outcome is null || ImportJson.Name(r.Outcome) == outcome).ToList() ?? [];
        return Results.Text(ImportReport.PlannedRows(planned.Skip(from).Take(most), planned.Count), "application/json");
    }

    private static async Task<IResult> MapAsync(HttpContext http, StagedSeat seat, long id, List<SheetMapping> mapping, CancellationToken ct)
    {
        if (await seat.FindAsync(http.Viewer(), id, ct) is not { } staged)
        {
            return TypedResults.NotFound();
        }
        await seat.RemapAsync(staged, mapping, ct);
        return TypedResults.Accepted($"/api/imports/{id}", StagedJson.Of(staged, await seat.StateAsync(http.Viewer(), staged, ct)));
    }

    private static async Task<IResult> CorrectAsync(HttpContext http, StagedSeat seat, long id, CorrectionBody body, CancellationToken ct)
    {
        if (await seat.FindAsync(http.Viewer(), id, ct) is not { } staged)
        {
            return TypedResults.NotFound();
        }
        if (body.Same is { } same)
        {
            await seat.DecideAsync(staged, new PlacedDecision(body.Sheet, body.Row, same, body.ProjectId), ct);
        }
        var known = (body.Fields ?? []).Where(f => CorrectRow.Fields.Any(c => c.Name == f.Key)).ToDictionary(StringComparer.Ordinal);
        var unmet = await seat.CorrectAsync(http.Viewer(), staged, new RowPlace(body.Sheet, body.Row), known, ct);
        return unmet.Count == 0 ? TypedResults.NoContent() : Problems.Refused(Decision.Refuse(unmet));
    }

    private static async Task<IResult> ConfirmAsync(HttpContext http, ImportQueries queries, StagedSeat seat, long id, CancellationToken ct)
    {
        if (await seat.FindAsync(http.Viewer(), id, ct) is not { } staged)
        {
            return TypedResults.NotFound();
        }
        var state = await seat.StateAsync(http.Viewer(), staged, ct);
        if (state.Preview is not { } preview)
        {
            return state.Refused is null ? TypedResults.Conflict(StagedJson.Of(staged, state)) : Problems.Refused(state.Refused);
        }
        var stored = await seat.ConfirmAsync(http.Viewer(), staged, preview, ct);
        if (!stored.Allowed)
        {
            return Problems.Refused(stored);
        }
        return stored.Value is { } import
            ? TypedResults.Created($"/api/imports/{import}", ImportJsonView.Of((await queries.FindAsync(http.Viewer(), import, ct))!))
            : TypedResults.Accepted($"/api/imports/{id}", StagedJson.Of(staged, state) with { State = "storing" });
    }

    private static async Task<IResult> DiscardAsync(HttpContext http, StagedSeat seat, long id, CancellationToken ct) =>
        await seat.DiscardAsync(http.Viewer(), id, ct) ? TypedResults.NoContent()
            : await seat.FindAsync(http.Viewer(), id, ct) is null ? TypedResults.NotFound() : TypedResults.Conflict();

    private static async Task<IResult> UndoAsync(HttpContext http, ImportQueries queries, UndoImport undo, long id, CancellationToken ct)
    {
        if (await queries.FindAsync(http.Viewer(), id, ct) is null)
        {
            return TypedResults.NotFound();
        }
        var undone = await undo.RunAsync(http.Viewer(), id, ct);
        return undone.Allowed ? TypedResults.NoContent() : Problems.Refused(undone);
    }
}

/// <param name="Fields">Field → text, read by the same rules as cells.</param>
/// <param name="Same">The clerk's word on a suspected duplicate.</param>
/// <param name="ProjectId">The stored project meant; null means the row of the same workbook.</param>
internal sealed record CorrectionBody(string Sheet, int Row, Dictionary<string, string>? Fields, bool? Same, long? ProjectId);

internal sealed record ImportsJson(IReadOnlyList<ImportJsonView> Imports, IReadOnlyList<StagedJson> Staged);

internal sealed record ImportJsonView(long Id, string File, string Sha256, long Unit, int? Year, string By, DateTime AtUtc, string Status,
    int Stored, int Updated, int Merged, int Refused)
{
    public static ImportJsonView Of(Import i) => new(i.Id, i.FileName, i.Sha256, i.UnitId, i.Year, i.ActorId, i.AtUtc,
        i.Status == ImportStatus.Stored ? "stored" : "undone", i.Stored, i.Updated, i.Merged, i.Refused);
}

/// <param name="State">reading, ready, unclear, storing or refused; null where it was not asked.</param>
internal sealed record StagedJson(long Id, string File, string Sha256, long Unit, int? Year, string? State, double? Share, IReadOnlyList<Unmet>? Unmet,
    int? Stored, int? Updated, int? Merged, int? Refused, IReadOnlyList<SheetMapping>? Sheets)
{
    public static StagedJson Of(StagedImport staged, StagedReading? state)
    {
        var plan = state?.Preview?.Plan;
        return new StagedJson(staged.Id, staged.FileName, staged.Sha256, staged.UnitId, staged.Year,
            state is null ? null : plan is not null ? state.Preview!.Reading.Unclear.Count > 0 ? "unclear" : "ready" : state.Refused is null ? "reading" : "refused", state?.Share,
            state?.Refused?.Unmet ?? (state?.Preview is { Reading.Unclear: { Count: > 0 } unclear } ? [.. unclear.Select(u => u.Unmet)] : null),
            plan?.Count(RowOutcome.Stored), plan?.Count(RowOutcome.Updated), plan?.Count(RowOutcome.Merged), plan?.Count(RowOutcome.Refused),
            state?.Preview?.Reading.Sheets);
    }
}
