using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Ends a project (终止), with a reason; it stays in the ledger and can be taken up again by decision.</summary>
internal sealed class TerminateProject(ProjectDesk desk)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Report, id, opened => Task.FromResult(
            SideExit.Take(opened, ProjectStatus.Terminated, "project.terminate", reason)), ct);
}
