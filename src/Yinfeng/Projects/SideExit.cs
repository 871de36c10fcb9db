using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Suspending, ending and taking up again: one rule, three writes.</summary>
internal static class SideExit
{
    public static Decision Take(OpenedProject opened, ProjectStatus next, string action, string? reason)
    {
        var project = opened.Project;
        if (project.Status == next)
        {
            return Decision.Refuse("project.status.same", "status", $"项目现在就是“{Terms.Of(next)}”，不用再办。");
        }
        if (project.Status == ProjectStatus.Terminated && next == ProjectStatus.Suspended)
        {
            return Decision.Refuse("project.status.ended", "status", "项目已经终止，不能再暂停。要继续推进请办理恢复。");
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Decision.Refuse("project.status.reason-missing", "reason", $"改为“{Terms.Of(next)}”要写明原因，以后查得到。请填写原因。");
        }
        var from = project.Status;
        opened.Work.Db.Add(new StageChange
        {
            ProjectId = project.Id, From = project.Stage, To = project.Stage, FromStatus = from, ToStatus = next,
            On = new LedgerDate(opened.Today), ActorId = opened.Work.Viewer.ActorId, AtUtc = opened.Work.NowUtc, Reason = reason.Trim(),
        });
        project.Status = next;
        project.StatusReason = next == ProjectStatus.Active ? null : reason.Trim();
        opened.Work.Audit(action, $"project:{project.Id}", new { from, to = next, reason = reason.Trim() });
        return Decision<int>.Allow(project.Version + 1);
    }
}
