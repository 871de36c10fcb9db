using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Inspections;

/// <summary>Closes a finding that was put right (销号). Only the unit that inspects may; the inspected unit may not lift its own
/// flag.</summary>
internal sealed class CloseFinding(Writer writer, UnitDirectory units)
{
    private const int LongestReason = 500;

    public async Task<Decision<bool>> RunAsync(Viewer viewer, long findingId, string? reason, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var why = InspectionTerms.Plain(reason);
        return await writer.RunAsync(viewer, Rights.Inspect, async work =>
        {
            var finding = await work.Db.Set<Finding>().FirstOrDefaultAsync(f => f.Id == findingId, ct);
            var organiser = finding is null ? 0 : await work.Db.Set<InspectionTask>().Where(t => t.Id == finding.TaskId).Select(t =>
                t.UnitId).FirstAsync(ct);
            if (finding is null || !InspectionDesk.Manages(viewer, organiser, tree))
            {
                return Decision<bool>.Refuse("finding.not-found", "", "没有这条发现，或它不归您的单位销号：由组织督查的单位销号。");
            }
            if (finding.ClosedAtUtc is not null)
            {
                return Decision<bool>.Refuse("finding.closed", "", "这条发现已经销号。");
            }
            if (why.Length is 0 or > LongestReason)
            {
                return Decision<bool>.Refuse("finding.reason", "reason", $"销号要写明整改情况（不超过 {LongestReason} 字）。");
            }
            (finding.ClosedReason, finding.ClosedBy, finding.ClosedAtUtc) = (why, viewer.Name, work.NowUtc);
            work.Changes.ProjectIds.Add(finding.ProjectId);
            work.Audit("finding.close", $"project:{finding.ProjectId}", new { findingId, finding.Kind, reason = why });
            return Decision<bool>.Allow(true);
        }, ct);
    }
}
