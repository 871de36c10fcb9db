using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Inspections;

/// <summary>A task as lists show it.</summary>
/// <param name="ProjectName">Withheld from those who may not see the project.</param>
/// <param name="MaySee">Whether the viewer may read what was found.</param>
public sealed record TaskLine(InspectionTask Task, string ProjectName, string ProjectUnit, IReadOnlyList<TaskInspector> Inspectors,
    IReadOnlyList<Finding> Findings,
    bool MaySee, bool Mine);

/// <summary>What an inspector has to check on the spot.</summary>
/// <param name="Typed">The person's draft, or what was handed in.</param>
/// <param name="FundsFen">Funds in place reported so far.</param>
public sealed record TaskView(TaskLine Line, Project Project, string LandingUnit, long FundsFen, LedgerDate? LastMonth,
    IReadOnlyList<TaskPhoto> Photos, TaskForm Typed,
    DateTime? DraftAtUtc, bool CanClose);

/// <summary>How many projects were inspected within a unit in a span, and what came out.</summary>
public sealed record InspectionCounts(int Inspected, int True, int MostlyTrue, int Untrue, int Unverifiable, int Findings, int Open);

/// <summary>Reads tasks and findings: for those who inspect, for the organiser, and for whoever may see the project.</summary>
internal sealed class TaskQueries(Database database, UnitDirectory units)
{
    private const int MostTasks = 1_000;

    /// <summary>Tasks of the person, open ones first by their due day.</summary>
    public async Task<IReadOnlyList<TaskLine>> MineAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var mine = db.Set<TaskInspector>().Where(i => i.Active && i.ActorId == viewer.ActorId).Select(i => i.TaskId);
        return await LinesAsync(db, viewer, db.Set<InspectionTask>().Where(t => mine.Contains(t.Id)), ct);
    }

    /// <summary>Tasks that the viewer's units organise, and the viewer's own.</summary>
    public async Task<IReadOnlyList<TaskLine>> ListAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var mine = db.Set<TaskInspector>().Where(i => i.Active && i.ActorId == viewer.ActorId).Select(i => i.TaskId);
        var within = viewer.UnitId is { } root ? (await units.TodayAsync(ct)).IdsWithin(root) : null;
        return await LinesAsync(db, viewer, db.Set<InspectionTask>().Where(t =>
            within == null || within.Contains(t.UnitId) || mine.Contains(t.Id)), ct);
    }

    /// <summary>Tasks with findings that nobody closed yet.</summary>
    public async Task<IReadOnlyList<TaskLine>> WithOpenFindingsAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var open = db.Set<Finding>().Where(f => f.ClosedAtUtc == null).Select(f => f.TaskId);
        return await LinesAsync(db, viewer, db.Set<InspectionTask>().Where(t => open.Contains(t.Id)), ct);
    }

    public async Task<IReadOnlyList<TaskLine>> OfDrawAsync(Viewer viewer, long drawId, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return [.. (await LinesAsync(db, viewer, db.Set<InspectionTask>().Where(t => t.DrawId == drawId), ct)).OrderBy(t => t.Task.Order)];
    }

    /// <summary>The task with what there is to check; null for anybody but its inspectors and its organiser.</summary>
    public async Task<TaskView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        if (await LinesAsync(db, viewer, db.Set<InspectionTask>().Where(t => t.Id == id), ct) is not [var line]
            || !(line.Mine || InspectionDesk.Oversees(viewer, line.Task.UnitId, tree)))
        {
            return null;
        }
        var project = await db.Set<Project>().FirstAsync(p => p.Id == line.Task.ProjectId, ct);
        var months = await db.Set<MonthlyReport>().Where(m => m.ProjectId == project.Id).Select(m =>
            new { m.Month, m.FundsFen }).ToListAsync(ct);
        var photos = await db.Set<TaskPhoto>().Where(p => p.TaskId == id).OrderBy(p => p.Id).ToListAsync(ct);
        var draft = line.Task.Result is null ? await db.Set<TaskDraft>().FirstOrDefaultAsync(d =>
            d.TaskId == id && d.ActorId == viewer.ActorId, ct) : null;
        return new TaskView(line with { ProjectName = project.Name, MaySee = true }, project, tree.Find(project.LandingUnitId)?.Name ?? "",
            months.Sum(m => m.FundsFen ?? 0),
            months.Count == 0 ? null : new LedgerDate(months.Max(m => m.Month).Year, months.Max(m => m.Month).Month, 0), photos,
            draft is null ? TaskForm.Empty : TaskForm.Read(draft.Fields), draft?.SavedAtUtc, InspectionDesk.Manages(viewer, line.Task.UnitId, tree));
    }

    /// <summary>Inspections of one project, the latest first; empty for whoever may not see the project.</summary>
    public async Task<IReadOnlyList<TaskLine>> OfProjectAsync(Viewer viewer, long projectId, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return [.. (await LinesAsync(db, viewer, db.Set<InspectionTask>().Where(t => t.ProjectId == projectId), ct)).Where(t => t.MaySee
            || t.Mine)
            .OrderByDescending(t => t.Task.Id)];
    }

    /// <summary>The photo, for whoever may open its task.</summary>
    public async Task<TaskPhoto?> PhotoAsync(Viewer viewer, long taskId, long photoId, CancellationToken ct) =>
        (await GetAsync(viewer, taskId, ct))?.Photos.FirstOrDefault(p => p.Id == photoId);

    /// <summary>Results handed in between two days for projects of a unit and below it.</summary>
    public async Task<InspectionCounts> CountsAsync(long unitId, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var within = (await units.TodayAsync(ct)).IdsWithin(unitId);
        await using var db = database.OpenRead();
        var done = await db.Set<InspectionTask>().Where(t => t.Result != null && t.VisitedOn >= from && t.VisitedOn <= to
                && db.Set<Project>().Any(p => p.Id == t.ProjectId && within.Contains(p.OwnerUnitId)))
            .Select(t => new { t.Id, t.ProjectId, t.Result }).ToListAsync(ct);
        var ids = done.Select(t => t.Id).ToArray();
        var findings = await db.Set<Finding>().Where(f => ids.Contains(f.TaskId)).Select(f => f.ClosedAtUtc == null).ToListAsync(ct);
        int Of(InspectionResult result) => done.Count(t => t.Result == result);
        return new(done.Select(t => t.ProjectId).Distinct().Count(), Of(InspectionResult.True), Of(InspectionResult.MostlyTrue),
            Of(InspectionResult.Untrue),
            Of(InspectionResult.Unverifiable), findings.Count, findings.Count(open => open));
    }

    private async Task<IReadOnlyList<TaskLine>> LinesAsync(YinfengDb db, Viewer viewer, IQueryable<InspectionTask> wanted,
        CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var policy = new ProjectPolicy(viewer, tree);
        var tasks = await wanted.OrderByDescending(t => t.Id).Take(MostTasks).ToListAsync(ct);
        var (ids, projectIds) = (tasks.Select(t => t.Id).ToArray(), tasks.Select(t => t.ProjectId).Distinct().ToArray());
        var seen = (await db.Set<Project>().Where(policy.Filter(db)).Where(p => projectIds.Contains(p.Id)).Select(p =>
            p.Id).ToListAsync(ct)).ToHashSet();
        var projects = await db.Set<Project>().Where(p => projectIds.Contains(p.Id)).Select(p =>
            new { p.Id, p.Name, p.OwnerUnitId, p.Confidentiality }).ToDictionaryAsync(p => p.Id, ct);
        var teams = (await db.Set<TaskInspector>().Where(i => ids.Contains(i.TaskId)).ToListAsync(ct)).ToLookup(i => i.TaskId);
        var findings = (await db.Set<Finding>().Where(f => ids.Contains(f.TaskId)).OrderBy(f => f.Id).ToListAsync(ct)).ToLookup(f =>
            f.TaskId);
        return [.. tasks.Select(t =>
        {
            var project = projects[t.ProjectId];
            var mine = teams[t.Id].Any(i => i.Active && i.ActorId == viewer.ActorId);
            var may = mine || seen.Contains(project.Id);
            return new TaskLine(t, may || project.Confidentiality == Confidentiality.Public ? project.Name : PoolMaker.Withheld,
                tree.Find(project.OwnerUnitId)?.Name ?? "",
                [.. teams[t.Id]], may ? [.. findings[t.Id]] : [], may, mine);
        }).OrderBy(t => t.Task.Result is not null).ThenBy(t => t.Task.Result is null ? t.Task.DueOn
            : DateOnly.MaxValue).ThenByDescending(t => t.Task.Id)];
    }
}
