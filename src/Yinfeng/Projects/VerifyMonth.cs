using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>A department verifies (核验) and the bureau accepts (确认) a month's report: three people, none of them twice.</summary>
internal sealed class VerifyMonth(ProjectDesk desk)
{
    /// <param name="version">Version the person saw: nobody vouches for figures that changed meanwhile.</param>
    public Task<Decision> RunAsync(Viewer viewer, long projectId, YearMonth month, int version, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.See, projectId, async opened =>
        {
            var report = await opened.Work.Db.Set<MonthlyReport>().FirstOrDefaultAsync(r => r.ProjectId == projectId && r.Month == month, ct);
            if (report is null)
            {
                return Decision.Refuse("month.verify.none", "month", $"{month} 还没有月报，请先报送。");
            }
            if (report.Version != version)
            {
                return Stale.Of([], report.Version);
            }
            if (viewer.ActorId == report.ReportedBy || viewer.ActorId == report.VerifiedBy)
            {
                return Decision.Refuse("month.verify.own", "month", "报送、核验、确认要由三个不同的人办理，请由另一个人核验。");
            }
            if (report.AcceptedBy is not null)
            {
                return Decision.Refuse("month.verify.done", "month", $"{month} 月报已经核验并确认过了。");
            }
            var accepts = report.VerifiedBy is not null;
            var needed = accepts ? Rights.Approve : Rights.Verify;
            if (!viewer.May(needed))
            {
                return Decision.Refuse("month.verify.right", "month", Needs.Missing(needed));
            }
            if (accepts)
            {
                report.AcceptedBy = viewer.ActorId;
            }
            else
            {
                report.VerifiedBy = viewer.ActorId;
            }
            report.Version++;
            opened.Work.Audit(accepts ? "project.month-accept" : "project.month-verify", $"project:{projectId}",
                new { month = month.ToString(), version = report.Version });
            return Decision<int>.Allow(report.Version);
        }, ct);
}
