using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>A project opened for change.</summary>
/// <param name="Project">Tracked: what is set on it is stored.</param>
internal sealed record OpenedProject(WriteWork Work, Project Project, ProjectPolicy Policy, DateOnly Today)
{
    public UnitTree Tree => Policy.Tree;
}

/// <summary>Opens one project for a write: checks scope, raises the version, tells the readers.</summary>
internal sealed class ProjectDesk(Writer writer, UnitDirectory units, TimeProvider clock)
{
    /// <summary>Runs a change on one project.</summary>
    /// <returns><see cref="Refusals.NotFound"/> for a project outside the viewer's scope, else what the change answers.</returns>
    public async Task<Decision> ChangeAsync(
        Viewer viewer, Rights needs, long id, Func<OpenedProject, Task<Decision>> change, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await AgainAsync(() => writer.RunAsync(viewer, needs, work => OneAsync(work, id, tree, change, ct), ct));
    }

    /// <summary>Runs a change on many projects in one transaction; what one is refused keeps none of the others back.</summary>
    /// <param name="ids">At least one.</param>
    /// <param name="prepare">Reads what the change needs of all of them.</param>
    /// <param name="change">Changes nothing when it refuses.</param>
    /// <returns>A decision for every project asked for, as <see cref="ChangeAsync"/> gives it.</returns>
    public async Task<IReadOnlyDictionary<long, Decision>> ChangeManyAsync(Viewer viewer, Rights needs, IReadOnlyList<long> ids,
        Func<WriteWork, IReadOnlyList<long>, Task> prepare, Func<OpenedProject, Decision> change, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var decided = new Dictionary<long, Decision>();
        var whole = await AgainAsync(() => writer.RunAsync<Decision>(viewer, needs, async work =>
        {
            decided = [];
            var policy = new ProjectPolicy(viewer, tree);
            var projects = await work.Db.Set<Project>().Where(policy.Filter(work.Db)).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            await prepare(work, ids);
            foreach (var id in ids)
            {
                decided[id] = projects.TryGetValue(id, out var project)
                    ? Change(new OpenedProject(work, project, policy, BusinessTime.Today(clock)), change) : Refusals.NotFound;
            }
            return decided.Values.FirstOrDefault(d => d.Allowed) ?? decided.Values.First(); // All refused: nothing to store.
        }, ct));
        return whole.Allowed ? decided : ids.ToDictionary(id => id, id => decided.TryGetValue(id, out var own) && !own.Allowed ? own : whole);
    }

    private static async Task<Decision> AgainAsync(Func<Task<Decision>> write)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (DbUpdateConcurrencyException) when (attempt < 3)
            {
                // Another server changed the row between our read and our commit: read again and decide on what is there now.
            }
        }
    }

    private async Task<Decision> OneAsync(
        WriteWork work, long id, UnitTree tree, Func<OpenedProject, Task<Decision>> change, CancellationToken ct)
    {
        var policy = new ProjectPolicy(work.Viewer, tree);
        var project = await work.Db.Set<Project>().Where(policy.Filter(work.Db)).Include(p => p.Tags)
            .FirstOrDefaultAsync(p => p.Id == id, ct);
        if (project is null)
        {
            return Refusals.NotFound;
        }
        var opened = new OpenedProject(work, project, policy, BusinessTime.Today(clock));
        return MayNot(opened) ?? Changed(opened, await change(opened));
    }

    private static Decision Change(OpenedProject opened, Func<OpenedProject, Decision> change) => MayNot(opened) ?? Changed(opened, change(opened));

    private static Decision? MayNot(OpenedProject opened) => opened.Policy.CanChange(opened.Project.OwnerUnitId, opened.Project.LandingUnitId)
        ? null : Refusals.OnlyLine(UnitText.Name(opened.Project.OwnerUnitId, opened.Tree));

    private static Decision Changed(OpenedProject opened, Decision decision)
    {
        if (decision.Allowed)
        {
            opened.Project.Version++;
            opened.Project.UpdatedAtUtc = opened.Work.NowUtc;
            opened.Work.Changes.ProjectIds.Add(opened.Project.Id);
        }
        return decision;
    }

    /// <summary>Evidence in force, as gates see it.</summary>
    public static async Task<IReadOnlyCollection<StageEvidence>> EvidenceAsync(YinfengDb db, long projectId, CancellationToken ct) =>
        [.. (await db.Set<Evidence>().Where(e => e.ProjectId == projectId && e.WithdrawnReason == null)
            .Select(e => new { e.Stage, e.Kind, e.DatedOn }).ToListAsync(ct))
            .Select(e => new StageEvidence(e.Stage, e.Kind, e.DatedOn is not null))];
}
