using System.Runtime.InteropServices;
using System.Text.Json;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>Writes the rows of a planned import, table after table, because COPY holds its connection for one table at a time.</summary>
internal sealed class ImportRows(WriteWork work, long importId, DateOnly today)
{
    private const int BlocksAtOnce = 8; // Some twenty kilobytes each.

    public async Task StoreAsync(ImportPlan plan, Dictionary<RowPlace, List<TargetImage>> targets, CancellationToken ct)
    {
        var (db, actor, now) = (work.Db, work.Viewer.ActorId, work.NowUtc);
        var packing = PackAsync(plan.Rows, ct); // Beside what follows: that waits for the database most of the time.
        var added = plan.Rows.Where(r => r.Outcome == RowOutcome.Stored).ToArray();
        var stages = new StageChange[added.Length];
        await BulkInsert.IntoAsync(db, Enumerable.Range(0, added.Length), i => Project(added[i], out stages[i]), ct);
        await BulkInsert.IntoAsync(db, stages, ct);
        await BulkInsert.IntoAsync(db, added, r => new CreditShare
        {
            ProjectId = r.ProjectId,
            UnitId = r.OwnerUnitId,
            From = FirstMonth,
            ShareBp = 10_000,
        }, ct);
        await BulkInsert.IntoAsync(db, added.SelectMany(r => ImportUpdate.MonthsOf(r).Select(m => (Row: r, m.Month, m.Place))),
            m => ImportUpdate.Report(m.Row.ProjectId, m.Row.CityId, m.Month, m.Place, importId, actor, now), ct);

        var update = new ImportUpdate(importId, actor, now, today);
        await update.CompareAsync(db, [.. plan.Rows.Where(r => r.Outcome == RowOutcome.Updated)], ct);
        await BulkUpdate.RunAsync(db, update.Projects, ct);
        await BulkUpdate.RunAsync(db, update.ChangedMonths, ct);
        await BulkInsert.IntoAsync(db, update.NewMonths, ct);
        await BulkInsert.IntoAsync(db, update.Stages, ct);

        var changed = plan.Rows.Where(r => r.Before is not null).Select(r => Change(r.Row.Place, r.ProjectId, r.Before!));
        await BulkInsert.IntoAsync(db, changed.Concat(targets.Select(t => Change(t.Key, null, JsonSerializer.Serialize(t.Value, ImportJson.Stored)))), ct);
        await BulkInsert.IntoAsync(db, await packing, ct, BlocksAtOnce);
    }

    private Task<ImportBlock[]> PackAsync(List<PlannedRow> rows, CancellationToken ct) => Task.Run(() =>
    {
        var blocks = new ImportBlock[(rows.Count + ImportBlock.MostRows - 1) / ImportBlock.MostRows];
        Parallel.For(0, blocks.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) },
            () => new RowTexts(),
            (no, _, texts) =>
            {
                var some = CollectionsMarshal.AsSpan(rows).Slice(no * ImportBlock.MostRows, Math.Min(ImportBlock.MostRows, rows.Count - no * ImportBlock.MostRows));
                blocks[no] = ImportBlockText.Pack(importId, no, some, texts);
                return texts;
            },
            texts => texts.Dispose());
        return blocks;
    }, ct);

    /// <summary>Credit counts from before any ledger, so that carried-over projects keep their earlier months.</summary>
    public static readonly YearMonth FirstMonth = new(190001);

    private Project Project(PlannedRow row, out StageChange stage)
    {
        var project = ImportUpdate.Merged(row, row.ProjectId, today);
        (project.CityId, project.OwnerUnitId, project.LandingUnitId) = (row.CityId, row.OwnerUnitId, row.OwnerUnitId);
        (project.SourceImportId, project.SourceSheet, project.SourceRow) = (importId, row.Row.Place.Sheet, row.Row.Place.Row);
        project.CreatedAtUtc = project.UpdatedAtUtc = work.NowUtc;
        stage = new StageChange
        {
            ProjectId = project.Id,
            From = ProjectStage.Lead,
            To = project.Stage,
            ToStatus = project.Status,
            On = ImportUpdate.EnteredOn(project),
            ActorId = work.Viewer.ActorId,
            AtUtc = work.NowUtc,
            Reason = "台账导入",
        };
        return project;
    }

    private ImportChange Change(RowPlace place, long? projectId, string before) => new()
    {
        ImportId = importId,
        Sheet = place.Sheet,
        Row = place.Row,
        ProjectId = projectId,
        Before = before,
    };
}
