using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>A department verifies (核验) and the bureau accepts (确认) a month's report: three people, none of them twice.</summary>
internal sealed class VerifyMonth(ProjectDesk desk)
{
    /// <param name="version">Version the person saw: nobody vouches for figures that changed meanwhile.</param>
    public Task<Decision> RunAsync(Viewer viewer, long projectId, YearMonth month, int version, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.See, projectId, async opened => Decide(opened, month, version,
            await opened.Work.Db.Set<MonthlyReport>().FirstOrDefaultAsync(r => r.ProjectId == projectId && r.Month == month, ct)), ct);

    /// <summary>Many at once, in one transaction: those in order are stored, the others say why not.</summary>
    /// <param name="seen">Project → version that was seen; at least one.</param>
    /// <returns>A decision for every project asked for.</returns>
    public async Task<IReadOnlyDictionary<long, Decision>> RunAsync(Viewer viewer, IReadOnlyDictionary<long, int> seen, YearMonth month, CancellationToken ct)
    {
        var reports = new Dictionary<long, MonthlyReport>();
        return await desk.ChangeManyAsync(viewer, Rights.See, [.. seen.Keys], async (work, ids) =>
        {
            reports = await work.Db.Set<MonthlyReport>().Where(r => r.Month == month && ids.Contains(r.ProjectId)).ToDictionaryAsync(r => r.ProjectId, ct);
        }, opened => Decide(opened, month, seen[opened.Project.Id], reports.GetValueOrDefault(opened.Project.Id)), ct);
    }

    private static Decision Decide(OpenedProject opened, YearMonth month, int version, MonthlyReport? report)
    {
        var actor = opened.Work.Viewer.ActorId;
        if (report is null)
        {
            return Decision.Refuse("month.verify.none", "month", $"{month} 还没有月报，请先报送。");
        }
        if (report.Version != version)
        {
            return Stale.Of([], report.Version);
        }
        if (actor == report.ReportedBy || actor == report.VerifiedBy)
        {
            return Decision.Refuse("month.verify.own", "month", "报送、核验、确认要由三个不同的人办理，请由另一个人核验。");
        }
        if (report.AcceptedBy is not null)
        {
            return Decision.Refuse("month.verify.done", "month", $"{month} 月报已经核验并确认过了。");
        }
        var accepts = report.VerifiedBy is not null;
        var needed = accepts ? Rights.Approve : Rights.Verify;
        if (!opened.Work.Viewer.May(needed))
        {
            return Decision.Refuse("month.verify.right", "month", Needs.Missing(needed));
        }
        if (accepts)
        {
            report.AcceptedBy = actor;
        }
        else
        {
            report.VerifiedBy = actor;
        }
        report.Version++;
        opened.Work.Audit(accepts ? "project.month-accept" : "project.month-verify", $"project:{opened.Project.Id}",
            new { month = month.ToString(), version = report.Version });
        return Decision<int>.Allow(report.Version);
    }
}
