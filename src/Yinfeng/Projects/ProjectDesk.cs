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
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await writer.RunAsync(viewer, needs, work => OneAsync(work, id, tree, change, ct), ct);
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
        if (!policy.CanChange(project.OwnerUnitId, project.LandingUnitId))
        {
            return Refusals.OnlyLine(UnitText.Name(project.OwnerUnitId, tree));
        }
        var decision = await change(new OpenedProject(work, project, policy, BusinessTime.Today(clock)));
        if (decision.Allowed)
        {
            project.Version++;
            project.UpdatedAtUtc = work.NowUtc;
            work.Changes.ProjectIds.Add(id);
        }
        return decision;
    }

    /// <summary>Evidence in force, as gates see it.</summary>
    public static async Task<IReadOnlyCollection<StageEvidence>> EvidenceAsync(YinfengDb db, long projectId, CancellationToken ct) =>
        [.. (await db.Set<Evidence>().Where(e => e.ProjectId == projectId && e.WithdrawnReason == null)
            .Select(e => new { e.Stage, e.Kind, e.DatedOn }).ToListAsync(ct))
            .Select(e => new StageEvidence(e.Stage, e.Kind, e.DatedOn is not null))];
}
