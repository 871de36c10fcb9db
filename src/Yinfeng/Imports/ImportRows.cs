using System.Text.Json;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>Writes the rows of a planned import, table after table, because COPY holds its connection for one table at a time.</summary>
internal sealed class ImportRows(WriteWork work, long importId, DateOnly today)
{
    public async Task StoreAsync(ImportPlan plan, Dictionary<RowPlace, List<TargetImage>> targets, CancellationToken ct)
    {
        var (db, actor, now) = (work.Db, work.Viewer.ActorId, work.NowUtc);
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

        using var texts = new ThreadLocal<RowTexts>(() => new RowTexts(), trackAllValues: true);
        await BulkInsert.IntoAsync(db, plan.Rows, r => Line(r, texts.Value!), ct);
        foreach (var text in texts.Values)
        {
            text.Dispose();
        }
        await BulkInsert.IntoAsync(db, targets.Select(TargetLine), ct);
    }

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

    private ImportRow Line(PlannedRow row, RowTexts texts) => new()
    {
        ImportId = importId,
        Sheet = row.Row.Place.Sheet,
        Row = row.Row.Place.Row,
        Outcome = ImportJson.Name(row.Outcome),
        ProjectId = row.Outcome == RowOutcome.Refused ? null : row.ProjectId,
        Fields = texts.Of(json => ImportJson.Fields(json, row.Row)),
        Problems = row.HasProblems ? texts.Of(json => ImportJson.Problems(json, row.Problems)) : null,
        Before = row.Before,
    };

    private ImportRow TargetLine(KeyValuePair<RowPlace, List<TargetImage>> line) => new()
    {
        ImportId = importId,
        Sheet = line.Key.Sheet,
        Row = line.Key.Row,
        Outcome = TargetOutcome,
        Fields = "{}",
        Before = JsonSerializer.Serialize(line.Value, ImportJson.Stored),
    };

    /// <summary>Marks the lines that set targets; they count neither as stored nor as refused.</summary>
    public const string TargetOutcome = "target";
}
