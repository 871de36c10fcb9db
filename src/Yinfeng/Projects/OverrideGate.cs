using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Lets a project through a gate although something is missing (特批): a named person answers for it, and it stays visible.</summary>
internal sealed class OverrideGate(ProjectDesk desk)
{
    /// <param name="decidedBy">The person who answers for the decision, by name.</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, Move move, string? decidedBy, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Approve, id, async opened =>
        {
            var project = opened.Project;
            if (StageSteps.Standing(project, move.Stage) is { } standing)
            {
                return standing;
            }
            if (move.Stage < project.Stage)
            {
                return Decision.Refuse("project.override.backwards", "stage", "特批只用于往前推进；退回请用“退回”并写明原因。");
            }
            var facts = new GateFacts(project, await ProjectDesk.EvidenceAsync(opened.Work.Db, id, ct), move.AllDates());
            var missing = StageRules.Unmet(facts, move.Stage);
            List<Unmet> unmet = [.. Papers(move, decidedBy), .. StageSteps.DateBreaches(facts, move.Stage, opened.Today)];
            if (facts.DateOf(move.Stage) is null)
            {
                unmet.Add(StageRules.Of(move.Stage).Needs.First(n => n.Kind == NeedKind.Date).AsUnmet()); // Figures count by this day.
            }
            if (missing.Count == 0)
            {
                unmet.Add(new("project.override.not-needed", "stage", $"进入“{StageRules.Name(move.Stage)}”的条件已经齐全，直接推进即可，不用特批。"));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            StageSteps.Forward(opened, facts, move.Stage, move.Reason!.Trim(), decidedBy!.Trim(), missing);
            return Decision<int>.Allow(project.Version + 1);
        }, ct);

    private static IEnumerable<Unmet> Papers(Move move, string? decidedBy)
    {
        if (string.IsNullOrWhiteSpace(decidedBy))
        {
            yield return new("project.override.decided-by-missing", "decidedBy", "特批要有人负责，请填写作出决定的人的姓名。");
        }
        if (string.IsNullOrWhiteSpace(move.Reason))
        {
            yield return new("project.override.reason-missing", "reason", "特批会一直显示在项目页上，请写明理由。");
        }
    }
}
