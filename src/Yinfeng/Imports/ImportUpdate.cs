using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>What a stored project and its months were before an import changed them; undoing puts this back.</summary>
/// <param name="Version">Of the project before; after the import it is one more.</param>
/// <param name="Facts">Field → canonical text, only of the fields that changed.</param>
/// <param name="Months">"2021-03" → the month as it was, or null where there was none.</param>
internal sealed record BeforeImage(int Version, DateTime UpdatedAtUtc, Dictionary<string, string?> Facts, Dictionary<string, BeforeMonth?> Months);

internal sealed record BeforeMonth(long? FundsFen, string ReportedBy, DateTime ReportedAtUtc, string? VerifiedBy, string? AcceptedBy,
    long? SourceImportId, string? SourceSheet, int? SourceRow, string? SourceColumn, int Version,
    string? ReturnedBy = null, string? ReturnReason = null, DateTime? MovedAtUtc = null, long? TypedForUnitId = null, string? TypedFor = null);

/// <summary>Compares the rows of next month's file with the stored projects and works out what changes.</summary>
/// <remarks>A value absent from the file erases nothing. The stage only moves forward: going back is a person's decision.</remarks>
internal sealed class ImportUpdate(long importId, string actorId, DateTime nowUtc, DateOnly today)
{
    private const int Chunk = 1_000;
    public List<Project> Projects { get; } = [];
    public List<MonthlyReport> ChangedMonths { get; } = [];
    public List<MonthlyReport> NewMonths { get; } = [];
    public List<StageChange> Stages { get; } = [];

    public async Task CompareAsync(YinfengDb db, IReadOnlyList<PlannedRow> rows, CancellationToken ct)
    {
        foreach (var chunk in rows.Chunk(Chunk))
        {
            var ids = chunk.Select(r => r.ProjectId).ToList();
            var projects = await db.Set<Project>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            var months = (await db.Set<MonthlyReport>().AsNoTracking().Where(m => ids.Contains(m.ProjectId)).ToListAsync(ct))
                .ToDictionary(m => (m.ProjectId, m.Month));
            foreach (var row in chunk)
            {
                Compare(row, projects[row.ProjectId], months);
            }
        }
    }

    private void Compare(PlannedRow row, Project project, Dictionary<(long, YearMonth), MonthlyReport> months)
    {
        var changes = new List<FieldChange>();
        var before = new BeforeImage(project.Version, project.UpdatedAtUtc, [], []);
        var (stage, status) = (project.Stage, project.Status);
        var incoming = Merged(row, project.Id, today);
        var amountStated = incoming.TotalInvestmentFen is not null || incoming.ForeignAmountCents is not null;
        foreach (var field in LedgerFacts.All)
        {
            // Amount and currency belong together: a new amount in renminbi takes the place of one in dollars.
            Change(field, project, field.Read(incoming), amountStated && LedgerFacts.IsAmount(field), changes, before);
        }
        foreach (var (month, place) in MonthsOf(row))
        {
            ChangeMonth(project, month, place, months.GetValueOrDefault((project.Id, month.Month)), changes, before);
        }
        row.Changes = changes;
        if (changes.Count == 0)
        {
            return;
        }
        row.Before = JsonSerializer.Serialize(before, ImportJson.Stored);
        project.Version++;
        project.UpdatedAtUtc = nowUtc;
        Projects.Add(project);
        if (project.Stage != stage || project.Status != status)
        {
            Stages.Add(new StageChange
            {
                ProjectId = project.Id,
                From = stage,
                To = project.Stage,
                FromStatus = status,
                ToStatus = project.Status,
                On = EnteredOn(project),
                ActorId = actorId,
                AtUtc = nowUtc,
                Reason = "台账导入更新",
            });
        }
    }

    private static void Change(LedgerFact field, Project project, string? after, bool mayErase, List<FieldChange> changes, BeforeImage before)
    {
        var now = field.Read(project);
        if (after == now || (after is null && !mayErase)
            || (field.Name == "stage_reached" && Enum.Parse<ProjectStage>(after!) <= project.Stage))
        {
            return;
        }
        changes.Add(new FieldChange(field.Name, now, after));
        before.Facts[field.Name] = now;
        field.Write(project, after);
    }

    private void ChangeMonth(Project project, MonthAmount amount, RowPlace place, MonthlyReport? stored, List<FieldChange> changes, BeforeImage before)
    {
        if (stored?.FundsFen == amount.FundsFen)
        {
            return;
        }
        changes.Add(new FieldChange($"funds:{amount.Month}", stored?.FundsFen?.ToString(CultureInfo.InvariantCulture),
            amount.FundsFen.ToString(CultureInfo.InvariantCulture)));
        if (stored is null)
        {
            before.Months[amount.Month.ToString()] = null;
            NewMonths.Add(Report(project.Id, project.CityId, amount, place, importId, actorId, nowUtc));
            return;
        }
        before.Months[amount.Month.ToString()] = new BeforeMonth(stored.FundsFen, stored.ReportedBy, stored.ReportedAtUtc, stored.VerifiedBy,
            stored.AcceptedBy, stored.SourceImportId, stored.SourceSheet, stored.SourceRow, stored.SourceColumn, stored.Version, stored.ReturnedBy,
            stored.ReturnReason, stored.MovedAtUtc, stored.TypedForUnitId, stored.TypedFor);
        stored.FundsFen = amount.FundsFen;
        (stored.ReportedBy, stored.ReportedAtUtc, stored.VerifiedBy, stored.AcceptedBy) = (actorId, nowUtc, null, null);
        (stored.ReturnedBy, stored.ReturnReason, stored.MovedAtUtc, stored.TypedForUnitId, stored.TypedFor) = (null, null, nowUtc, null, null);
        (stored.SourceImportId, stored.SourceSheet, stored.SourceRow, stored.SourceColumn) = (importId, place.Sheet, place.Row, amount.Column);
        stored.Version++;
        ChangedMonths.Add(stored);
    }

    /// <summary>The project as the row and those merged into it state it.</summary>
    public static Project Merged(PlannedRow row, long id, DateOnly today)
    {
        var project = LedgerProject.From(row.Row, id, today);
        foreach (var other in row.Others ?? [])
        {
            LedgerProject.FillBlanks(project, LedgerProject.From(other.Row, id, today));
        }
        return project;
    }

    /// <summary>The months of the row, and those of rows merged into it that it lacks.</summary>
    public static IEnumerable<(MonthAmount Month, RowPlace Place)> MonthsOf(PlannedRow row)
    {
        if (row.Others is null)
        {
            return !row.Row.HasMonths ? [] : row.Row.Months.Count == 1 ? [(row.Row.Months[0], row.Row.Place)]
                : Distinct(row);
        }
        return row.Others.Prepend(row).SelectMany(r => r.Row.Months.Select(m => (Month: m, r.Row.Place))).DistinctBy(m => m.Month.Month);
    }

    private static IEnumerable<(MonthAmount Month, RowPlace Place)> Distinct(PlannedRow row) =>
        row.Row.Months.DistinctBy(m => m.Month).Select(m => (m, row.Row.Place));

    public static MonthlyReport Report(long projectId, long cityId, MonthAmount amount, RowPlace place, long importId, string actorId, DateTime nowUtc) =>
        new()
        {
            ProjectId = projectId,
            Month = amount.Month,
            CityId = cityId,
            FundsFen = amount.FundsFen,
            ReportedBy = actorId,
            ReportedAtUtc = nowUtc,
            SourceImportId = importId,
            SourceSheet = place.Sheet,
            SourceRow = place.Row,
            SourceColumn = amount.Column,
        };

    public static LedgerDate? EnteredOn(Project project) => project.Stage switch
    {
        ProjectStage.Signed => project.SignedOn,
        ProjectStage.Started => project.StartedOn,
        ProjectStage.Producing => project.ProducingOn,
        _ => null,
    };
}
