using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Takes a project out of the loop for a while (暂停), with a reason; its stage and figures stay.</summary>
internal sealed class SuspendProject(ProjectDesk desk)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Report, id, opened => Task.FromResult(
            SideExit.Take(opened, ProjectStatus.Suspended, "project.suspend", reason)), ct);
}
