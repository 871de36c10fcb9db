using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>What shall be taken in: a file, what was read from it, for which unit, and the clerk's decisions.</summary>
public sealed record ImportRequest(LedgerFile File, LedgerReading Reading, long UnitId, int? Year = null, bool DryRun = false,
    IReadOnlyDictionary<RowPlace, DuplicateDecision>? Decisions = null, string? TemplateName = null);

/// <summary>What an import did, or in a dry run would do.</summary>
public sealed record ImportOutcome(LedgerFile File, LedgerReading Reading, bool DryRun, long? ImportId, Import? Earlier, ImportPlan Plan)
{
    public bool AlreadyImported => Earlier is not null;
}

/// <summary>Takes a read ledger into the store: every accepted row in one transaction, once per file.</summary>
internal sealed class ImportLedger(Database database, Writer writer, UnitDirectory units, MatchInvestors matches, TimeProvider clock)
{
    private static readonly Dictionary<RowPlace, DuplicateDecision> NoDecisions = [];

    /// <returns>A refusal when the unit is unknown or outside what the viewer may write, or a column is still unclear.</returns>
    public async Task<Decision<ImportOutcome>> RunAsync(Viewer viewer, ImportRequest request, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        if (tree.Find(request.UnitId) is null || !tree.IsWithin(request.UnitId, viewer.UnitId))
        {
            return Decision<ImportOutcome>.Refuse("import.unit.unknown", "unit", $"单位“{request.UnitId}”不存在或不在您的管辖范围内，请改选单位。");
        }
        if (!request.DryRun && request.Reading.Unclear.Count > 0)
        {
            return Decision<ImportOutcome>.Refuse([.. request.Reading.Unclear.Select(u => u.Unmet)]);
        }
        if (request.DryRun)
        {
            await using var db = database.OpenRead();
            var plan = await PlanAsync(db, viewer, tree, request, await CompaniesAsync(request, ct), ct);
            var compare = new ImportUpdate(0, viewer.ActorId, clock.GetUtcNow().UtcDateTime, BusinessTime.Today(clock));
            await compare.CompareAsync(db, [.. plan.Rows.Where(r => r.Outcome == RowOutcome.Updated)], ct);
            return Decision<ImportOutcome>.Allow(Outcome(request, null, await EarlierAsync(db, request.File, ct), plan));
        }
        await using (var db = database.OpenRead())
        {
            if (await EarlierAsync(db, request.File, ct) is { } known)
            {
                return Decision<ImportOutcome>.Allow(Outcome(request, null, known, new ImportPlan { Rows = [] }));
            }
        }
        var companies = await CompaniesAsync(request, ct);
        request.File.Keep(database.DataFolder);
        return await writer.RunAsync(viewer, Rights.Report, work => StoreAsync(work, tree, request, companies, ct), ct);
    }

    private static ImportOutcome Outcome(ImportRequest request, long? id, Import? earlier, ImportPlan plan) =>
        new(request.File, request.Reading, request.DryRun, id, earlier, plan);

    private static Task<Import?> EarlierAsync(YinfengDb db, LedgerFile file, CancellationToken ct) =>
        db.Set<Import>().AsNoTracking().FirstOrDefaultAsync(i => i.Sha256 == file.Sha256 && i.Status == ImportStatus.Stored, ct);

    private Task<IReadOnlyDictionary<string, long>> CompaniesAsync(ImportRequest request, CancellationToken ct) =>
        matches.CompaniesAsync(request.Reading.Rows.Select(r => r.Investor), ct);

    private static Task<ImportPlan> PlanAsync(YinfengDb db, Viewer viewer, UnitTree tree, ImportRequest request, IReadOnlyDictionary<string, long> companies,
        CancellationToken ct) =>
        ImportPlan.MakeAsync(db, viewer, tree, request.Reading, request.UnitId, request.Decisions ?? NoDecisions, companies, ct);

    private async Task<Decision<ImportOutcome>> StoreAsync(WriteWork work, UnitTree tree, ImportRequest request, IReadOnlyDictionary<string, long> companies,
        CancellationToken ct)
    {
        if (!database.IsSqlite)
        {
            await work.Db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(7111)", ct); // Two servers, one file: once.
        }
        if (await EarlierAsync(work.Db, request.File, ct) is { } known)
        {
            work.Audit("import.repeated", $"import:{known.Id}", new { request.File.Name, request.File.Sha256 });
            return Decision<ImportOutcome>.Allow(Outcome(request, null, known, new ImportPlan { Rows = [] }));
        }
        var plan = await PlanAsync(work.Db, work.Viewer, tree, request, companies, ct);
        var import = Record(work, request, plan);
        work.Db.Add(import);
        var targets = await ImportTargets.ApplyAsync(work, tree, request.Reading, import.Id, ct);
        AddCoverage(work.Db, request, import.Id);
        await ImportTemplates.LearnAsync(work, request, ct);
        await work.Db.SaveChangesAsync(ct);
        await new ImportRows(work, import.Id, BusinessTime.Today(clock)).StoreAsync(plan, targets, ct);
        work.Audit("import.ledger", $"import:{import.Id}", new
        {
            file = import.FileName,
            import.Sha256,
            unit = import.UnitId,
            import.Stored,
            import.Updated,
            import.Merged,
            import.Refused,
            targets = targets.Values.Sum(t => t.Count),
        });
        (work.Changes.Everything, work.Changes.Import) = (true, import.Id);
        return Decision<ImportOutcome>.Allow(Outcome(request, import.Id, null, plan));
    }

    private static Import Record(WriteWork work, ImportRequest request, ImportPlan plan) => new()
    {
        FileName = request.File.Name,
        Sha256 = request.File.Sha256,
        Bytes = request.File.Bytes,
        UnitId = request.UnitId,
        Year = request.Year,
        ActorId = work.Viewer.ActorId,
        AtUtc = work.NowUtc,
        Status = ImportStatus.Stored,
        Stored = plan.Count(RowOutcome.Stored),
        Updated = plan.Count(RowOutcome.Updated),
        Merged = plan.Count(RowOutcome.Merged),
        Refused = plan.Count(RowOutcome.Refused),
        Mapping = JsonSerializer.Serialize(request.Reading.Sheets, ImportJson.Stored),
    };

    /// <summary>The years whose months the ledger reports, so that the board knows for which years there is a "last year".</summary>
    private static void AddCoverage(YinfengDb db, ImportRequest request, long importId)
    {
        var years = request.Reading.Sheets.Where(s => s.Role == SheetRole.Ledger && s.Year is not null).Select(s => s.Year!.Value).ToHashSet();
        years.UnionWith(request.Reading.Rows.Where(r => r.HasMonths).SelectMany(r => r.Months).Select(m => m.Month.Year));
        if (years.Count == 0 && request.Year is { } stated)
        {
            years.Add(stated);
        }
        db.AddRange(years.Select(year => new LedgerCoverage { UnitId = request.UnitId, Year = year, ImportId = importId }));
    }
}
