using Microsoft.AspNetCore.Http;
using Yinfeng.Access;
using Yinfeng.Imports.Pages;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>What pages and REST do with a staged file: look, map, correct, decide, confirm, discard.</summary>
internal sealed class StagedSeat(StagedImports staging, StagedReadings readings, StagedConfirms confirms, UnitDirectory units)
{
    /// <summary>Runs with the preview once it is read; before that answers the progress page, or why the file is refused.</summary>
    public async Task<IResult> WithAsync(HttpContext http, long id, TimeSpan patience, Func<StagedImport, ImportOutcome, Task<IResult>> then,
        CancellationToken ct)
    {
        if (await confirms.FindAsync(http.Viewer(), id, ct) is { } job && (job.IsRunning || job.IsStored))
        {
            return PageResults.See($"/imports/staged/{id}/storing");
        }
        if (await staging.FindAsync(http.Viewer(), id, ct) is not { } staged)
        {
            return Results.NotFound();
        }
        var state = await readings.StateAsync(http.Viewer(), staged, patience, ct);
        if (state.Preview is { } preview)
        {
            return await then(staged, preview);
        }
        if (state.Refused is null)
        {
            http.Response.Headers["Refresh"] = "1";
        }
        return PageResults.Page<ReadingPage>(new { Staged = staged, state.Share, state.Refused },
            state.Refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    public Task<StagedImport?> FindAsync(Viewer viewer, long id, CancellationToken ct) => staging.FindAsync(viewer, id, ct);

    public Task<StagedReading> StateAsync(Viewer viewer, StagedImport staged, CancellationToken ct) =>
        readings.StateAsync(viewer, staged, TimeSpan.FromSeconds(2), ct);

    /// <summary>Reads the file again with the clerk's mapping, which the unit's next file of this look will use too.</summary>
    public async Task RemapAsync(StagedImport staged, List<SheetMapping> mapping, CancellationToken ct)
    {
        (staged.Mapping, staged.TemplateName) = (mapping, staged.FileName);
        await SaveAsync(staged, ct);
    }

    /// <summary>Keeps what was typed for a row and says what is still wrong with it; a row still refused is kept all the same.</summary>
    public async Task<List<Unmet>> CorrectAsync(Viewer viewer, StagedImport staged, RowPlace place, Dictionary<string, string> typed, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        if (typed.Count > 0)
        {
            var earlier = staged.Corrections.Find(c => c.Sheet == place.Sheet && c.Row == place.Row);
            var fields = earlier is null ? [] : new Dictionary<string, string>(earlier.Fields, StringComparer.Ordinal);
            foreach (var (field, text) in typed)
            {
                fields[field] = text;
            }
            staged.Corrections.RemoveAll(c => c == earlier);
            staged.Corrections.Add(new RowCorrection(place.Sheet, place.Row, fields));
            await SaveAsync(staged, ct);
        }
        var state = await readings.StateAsync(viewer, staged, TimeSpan.FromMinutes(2), ct);
        return [.. state.Preview?.Plan.Rows.Find(r => r.Row.Place == place) is { Outcome: RowOutcome.Refused } row
            ? row.Problems.Where(p => p.Refuses || p.Reason == "unit-outside-scope").Select(p => new Unmet(p.Reason, p.Field, p.Message)) : []];
    }

    public async Task DecideAsync(StagedImport staged, PlacedDecision decision, CancellationToken ct)
    {
        staged.Decisions.RemoveAll(d => d.Sheet == decision.Sheet && d.Row == decision.Row);
        staged.Decisions.Add(decision);
        await SaveAsync(staged, ct);
    }

    /// <returns>The id of the import, also where the same file was stored before; null while a long file is being stored.</returns>
    public async Task<Decision<long?>> ConfirmAsync(Viewer viewer, StagedImport staged, ImportOutcome preview, CancellationToken ct)
    {
        if (StagedConfirms.IsLong(preview))
        {
            confirms.Start(viewer, staged, preview);
            return Decision<long?>.Allow(null);
        }
        var stored = await confirms.StoreAsync(viewer, staged, preview, ct);
        return stored.Allowed ? Decision<long?>.Allow(stored.Value) : Decision<long?>.Refuse(stored.Unmet);
    }

    /// <returns>False where there is no such file, or it is being stored.</returns>
    public async Task<bool> DiscardAsync(Viewer viewer, long id, CancellationToken ct)
    {
        if (await staging.FindAsync(viewer, id, ct) is null || await confirms.FindAsync(viewer, id, ct) is { IsRunning: true })
        {
            return false;
        }
        readings.Forget(id);
        staging.Remove(id);
        return true;
    }

    private async Task SaveAsync(StagedImport staged, CancellationToken ct)
    {
        await staging.SaveAsync(staged, ct);
        readings.Forget(staged.Id);
    }
}
