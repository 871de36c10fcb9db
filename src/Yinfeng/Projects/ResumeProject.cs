using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Takes a suspended or ended project up again (恢复), by decision with a reason, in the stage where it stood.</summary>
internal sealed class ResumeProject(ProjectDesk desk)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Report, id, opened => Task.FromResult(
            SideExit.Take(opened, ProjectStatus.Active, "project.resume", reason)), ct);
}
