using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Corrects facts and planned dates of a project (编辑). Never moves it to another stage.</summary>
internal sealed class EditProject(ProjectDesk desk)
{
    /// <param name="version">Version the person saw; another one in the store refuses the edit and shows both.</param>
    /// <param name="typed">Field name to text as typed; fields left out stay as they are.</param>
    /// <returns>A <see cref="Decision{T}"/> of the new version, a <see cref="Stale"/>, or every unmet condition.</returns>
    public Task<Decision> RunAsync(
        Viewer viewer, long id, int version, IReadOnlyDictionary<string, string?> typed, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Report, id, opened => Task.FromResult(Edit(opened, version, typed)), ct);

    private static Decision Edit(OpenedProject opened, int version, IReadOnlyDictionary<string, string?> typed)
    {
        var (project, tree) = (opened.Project, opened.Tree);
        var before = FieldChanges.Snapshot(project, tree);
        var unmet = FieldChanges.Apply(project, typed, tree);
        var after = FieldChanges.Snapshot(project, tree);
        var changed = FieldChanges.Changed(before, after);
        if (version != project.Version)
        {
            return Stale.Of([.. changed.Select(f => new Difference(f, ProjectFields.LabelOf(f), before[f], after[f]))], project.Version);
        }
        unmet.AddRange(ProjectChecks.Breaches(project, changed, opened.Today));
        if (changed.Contains("landingUnit") && !opened.Policy.CanChange(project.OwnerUnitId, project.LandingUnitId))
        {
            unmet.Add(new("project.landing-unit.outside", "landingUnit", "改后项目就不在您的权限范围内了，请由上一级单位办理。"));
        }
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        opened.Work.Audit("project.edit", $"project:{project.Id}",
            new { before = before.Only(changed), after = after.Only(changed), version = project.Version + 1 });
        return Decision<int>.Allow(project.Version + 1);
    }
}
