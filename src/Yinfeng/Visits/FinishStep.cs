using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>Says what became of the next step of a visit (下一步办结).</summary>
internal sealed class FinishStep(Writer writer, UnitDirectory units)
{
    /// <param name="version">The version the person saw; null for whatever is there.</param>
    public async Task<Decision> RunAsync(Viewer viewer, long id, int? version, string? outcome, CancellationToken ct) =>
        await RecordVisit.ChangeAsync(writer, viewer, await units.TodayAsync(ct), id, version, (work, visit) =>
        {
            var unmet = new List<Unmet>();
            VisitChecks.Check(visit.IsStepOpen, unmet, "step", "这条记录没有待办的下一步，可能刚刚有人办结了。请刷新页面。");
            visit.Outcome = VisitChecks.Text(outcome, 1000, "outcome", "办理结果", unmet, required: true);
            visit.NextDoneOn = BusinessTime.DayOf(work.NowUtc);
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision.Refuse(unmet));
            }
            work.Audit("visit.step", $"visit:{visit.Id}", new { visit.NextStep, visit.NextDue, done = visit.NextDoneOn, project = visit.ProjectId });
            return Task.FromResult(Decision.Allow);
        }, ct);
}
