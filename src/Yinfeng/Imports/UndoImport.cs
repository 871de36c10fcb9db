using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Targets;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>Takes an import back as a whole: what it made is deleted, what it changed is restored.</summary>
/// <remarks>Refused, naming the projects, where something else has touched them since; then undo that first.</remarks>
internal sealed class UndoImport(Writer writer, UnitDirectory units)
{
    private const int MostNamed = 20;

    /// <returns>The import, or a refusal that lists every project touched since; null value never when allowed.</returns>
    public async Task<Decision<Import>> RunAsync(Viewer viewer, long importId, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            var import = await work.Db.Set<Import>().FirstOrDefaultAsync(i => i.Id == importId, ct);
            if (import is null || !tree.IsWithin(import.UnitId, viewer.UnitId))
            {
                return Decision<Import>.Refuse("import.unknown", "", $"没有编号为 {importId} 的导入，或不在您的管辖范围内。");
            }
            if (import.Status == ImportStatus.Undone)
            {
                return Decision<Import>.Refuse("import.undone", "", $"“{import.FileName}”的导入已经撤销过，不必再撤销。");
            }
            var unmet = await TouchedSinceAsync(work.Db, importId, new ProjectPolicy(viewer, tree), ct);
            if (unmet.Count > 0)
            {
                return Decision<Import>.Refuse(unmet);
            }
            await RestoreAsync(work, importId, ct);
            await DeleteAsync(work.Db, importId, ct);
            import.Status = ImportStatus.Undone;
            work.Audit("import.undo", $"import:{importId}",
                new { file = import.FileName, import.Sha256, import.Stored, import.Updated, import.Merged });
            (work.Changes.Everything, work.Changes.Import) = (true, importId);
            return Decision<Import>.Allow(import);
        }, ct);
    }

    private static async Task<List<Unmet>> TouchedSinceAsync(YinfengDb db, long importId, ProjectPolicy policy, CancellationToken ct)
    {
        var created = db.Set<Project>().Where(p => p.SourceImportId == importId);
        var named = await created
            .Where(p => p.Version != 0
                || db.Set<Evidence>().Any(e => e.ProjectId == p.Id)
                || db.Set<MonthlyReport>().Any(m => m.ProjectId == p.Id && (m.SourceImportId != importId || m.Version != 0))
                || db.Set<CreditShare>().Count(s => s.ProjectId == p.Id) != 1)
            .OrderBy(p => p.SourceRow).Take(MostNamed + 1).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var touched = named.ConvertAll(p => (p.Id, p.Name));
        foreach (var chunk in (await Updated(db, importId).ToListAsync(ct)).Chunk(500))
        {
            if (touched.Count > MostNamed)
            {
                break;
            }
            var ids = chunk.Select(l => l.ProjectId!.Value).ToList();
            var projects = await db.Set<Project>().AsNoTracking().Where(p => ids.Contains(p.Id))
                .Select(p => new { p.Id, p.Name, p.Version }).ToDictionaryAsync(p => p.Id, ct);
            var months = (await db.Set<MonthlyReport>().AsNoTracking().Where(m => ids.Contains(m.ProjectId)).ToListAsync(ct))
                .ToLookup(m => m.ProjectId);
            touched.AddRange(chunk
                .Where(l => projects.GetValueOrDefault(l.ProjectId!.Value)?.Version != Image(l).Version + 1
                    || !MonthsUntouched([.. months[l.ProjectId.Value]], importId, Image(l)))
                .Select(l => (l.ProjectId!.Value, projects.GetValueOrDefault(l.ProjectId.Value)?.Name ?? $"第 {l.Row} 行的项目")));
        }
        var theirs = touched.ConvertAll(t => t.Id);
        var seen = (await db.Set<Project>().Where(policy.Filter(db)).Where(p => theirs.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        var unmet = touched.Take(MostNamed).Select(t => seen.Contains(t.Id) ? $"“{t.Name}”" : "您看不到的一个项目")
            .Select(name => new Unmet("import.touched", "", $"{name}在这次导入之后又被修改，不能随导入一起撤销。请先撤销那次修改或后来的导入。")).ToList();
        if (touched.Count > MostNamed)
        {
            unmet.Add(new Unmet("import.touched", "", "还有更多项目在导入之后被修改，此处不再列出。"));
        }
        return unmet;
    }

    private static bool MonthsUntouched(List<MonthlyReport> months, long importId, BeforeImage before) =>
        before.Months.All(b => months.Exists(m => m.Month.ToString() == b.Key && m.SourceImportId == importId
            && m.Version == (b.Value is null ? 0 : b.Value.Version + 1)));

    private static async Task RestoreAsync(WriteWork work, long importId, CancellationToken ct)
    {
        var lines = await work.Db.Set<ImportChange>().AsNoTracking().Where(c => c.ImportId == importId).ToListAsync(ct);
        foreach (var chunk in lines.Where(l => l.ProjectId is not null).Chunk(500))
        {
            var ids = chunk.Select(l => l.ProjectId).ToList();
            var projects = await work.Db.Set<Project>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            var months = await work.Db.Set<MonthlyReport>().Where(m => ids.Contains(m.ProjectId) && m.SourceImportId == importId).ToListAsync(ct);
            var stages = new List<StageChange>();
            foreach (var line in chunk)
            {
                RestoreProject(work, projects[line.ProjectId!.Value], Image(line), stages);
                RestoreMonths(work.Db, months.Where(m => m.ProjectId == line.ProjectId), Image(line));
            }
            await BulkUpdate.RunAsync(work.Db, projects.Values, ct);
            await BulkInsert.IntoAsync(work.Db, stages, ct);
            await work.Db.SaveChangesAsync(ct);
            work.Db.ChangeTracker.Clear();
        }
        foreach (var line in lines.Where(l => l.ProjectId is null))
        {
            await RestoreTargetsAsync(work.Db, importId, JsonSerializer.Deserialize<List<TargetImage>>(line.Before, ImportJson.Stored)!, ct);
        }
        await work.Db.SaveChangesAsync(ct);
    }

    private static void RestoreProject(WriteWork work, Project project, BeforeImage before, List<StageChange> stages)
    {
        var (stage, status) = (project.Stage, project.Status);
        foreach (var (name, text) in before.Facts)
        {
            LedgerFacts.ByName[name].Write(project, text);
        }
        (project.Version, project.UpdatedAtUtc) = (before.Version, before.UpdatedAtUtc);
        if (project.Stage != stage || project.Status != status)
        {
            stages.Add(new StageChange
            {
                ProjectId = project.Id,
                From = stage,
                To = project.Stage,
                FromStatus = status,
                ToStatus = project.Status,
                ActorId = work.Viewer.ActorId,
                AtUtc = work.NowUtc,
                Reason = "撤销台账导入",
            });
        }
    }

    private static void RestoreMonths(YinfengDb db, IEnumerable<MonthlyReport> months, BeforeImage before)
    {
        foreach (var month in months)
        {
            if (before.Months.GetValueOrDefault(month.Month.ToString()) is not { } was)
            {
                db.Remove(month);
                continue;
            }
            month.FundsFen = was.FundsFen;
            (month.ReportedBy, month.ReportedAtUtc, month.VerifiedBy, month.AcceptedBy) = (was.ReportedBy, was.ReportedAtUtc, was.VerifiedBy, was.AcceptedBy);
            (month.ReturnedBy, month.ReturnReason, month.MovedAtUtc, month.TypedForUnitId, month.TypedFor) =
                (was.ReturnedBy, was.ReturnReason, was.MovedAtUtc, was.TypedForUnitId, was.TypedFor);
            (month.SourceImportId, month.SourceSheet, month.SourceRow, month.SourceColumn) =
                (was.SourceImportId, was.SourceSheet, was.SourceRow, was.SourceColumn);
            month.Version = was.Version;
        }
    }

    private static async Task RestoreTargetsAsync(YinfengDb db, long importId, List<TargetImage> images, CancellationToken ct)
    {
        foreach (var image in images)
        {
            if (image.Month is { } month)
            {
                var plan = await db.Set<Plan>().FindAsync([image.UnitId, new YearMonth(month), image.Indicator], ct);
                if (plan?.SourceImportId == importId && image.Before is { } was)
                {
                    (plan.Value, plan.SourceImportId, plan.SourceSheet, plan.SourceRow) = (was.Value, was.SourceImportId, was.SourceSheet, was.SourceRow);
                }
                else if (plan?.SourceImportId == importId)
                {
                    db.Remove(plan);
                }
                continue;
            }
            var level = image.Stretch ? TargetLevel.Stretch : TargetLevel.Base;
            var target = await db.Set<Target>().FindAsync([image.UnitId, image.Year, image.Indicator, level], ct);
            if (target?.SourceImportId == importId && image.Before is { } before)
            {
                (target.Value, target.SourceImportId, target.SourceSheet, target.SourceRow) =
                    (before.Value, before.SourceImportId, before.SourceSheet, before.SourceRow);
                target.Version++;
            }
            else if (target?.SourceImportId == importId)
            {
                db.Remove(target);
            }
        }
    }

    private static async Task DeleteAsync(YinfengDb db, long importId, CancellationToken ct)
    {
        var created = db.Set<Project>().Where(p => p.SourceImportId == importId).Select(p => p.Id);
        await db.Set<MonthlyReport>().Where(m => created.Contains(m.ProjectId)).ExecuteDeleteAsync(ct);
        await db.Set<CreditShare>().Where(s => created.Contains(s.ProjectId)).ExecuteDeleteAsync(ct);
        await db.Set<StageChange>().Where(s => created.Contains(s.ProjectId)).ExecuteDeleteAsync(ct);
        await db.Set<ProjectTag>().Where(t => created.Contains(t.ProjectId)).ExecuteDeleteAsync(ct);
        await db.Set<Project>().Where(p => p.SourceImportId == importId).ExecuteDeleteAsync(ct);
        await db.Set<LedgerCoverage>().Where(c => c.ImportId == importId).ExecuteDeleteAsync(ct);
    }

    private static IQueryable<ImportChange> Updated(YinfengDb db, long importId) => db.Set<ImportChange>().AsNoTracking()
        .Where(c => c.ImportId == importId && c.ProjectId != null);

    private static BeforeImage Image(ImportChange line) => JsonSerializer.Deserialize<BeforeImage>(line.Before, ImportJson.Stored)!;
}
