using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>A move asked for.</summary>
/// <param name="On">Day the stage was entered in the world; may be left out when the project has it already.</param>
/// <param name="Dates">Days of stages in between, when several gates are passed at once.</param>
/// <param name="Reason">Needed to go back.</param>
public sealed record Move(
    ProjectStage Stage, LedgerDate? On, IReadOnlyDictionary<ProjectStage, LedgerDate>? Dates = null, string? Reason = null)
{
    internal Dictionary<ProjectStage, LedgerDate> AllDates()
    {
        var all = Dates is null ? [] : new Dictionary<ProjectStage, LedgerDate>(Dates);
        if (On is { } on)
        {
            all[Stage] = on;
        }
        return all;
    }
}

/// <summary>Moves a project along the loop (推进), or back by decision with a reason.</summary>
internal sealed class MoveProject(ProjectDesk desk)
{
    /// <returns>A refusal lists every unmet condition of all gates on the way and leaves the project untouched.</returns>
    public Task<Decision> RunAsync(Viewer viewer, long id, Move move, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Report, id, async opened =>
        {
            var project = opened.Project;
            if (StageSteps.Standing(project, move.Stage) is { } standing)
            {
                return standing;
            }
            if (move.Stage < project.Stage)
            {
                return Back(opened, move);
            }
            var facts = new GateFacts(project, await ProjectDesk.EvidenceAsync(opened.Work.Db, id, ct), move.AllDates());
            var unmet = StageRules.Unmet(facts, move.Stage).Concat(StageSteps.DateBreaches(facts, move.Stage, opened.Today)).ToList();
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            StageSteps.Forward(opened, facts, move.Stage, reason: null, decidedBy: null, overridden: null);
            return Decision<int>.Allow(project.Version + 1);
        }, ct);

    private static Decision Back(OpenedProject opened, Move move)
    {
        var project = opened.Project;
        if (string.IsNullOrWhiteSpace(move.Reason))
        {
            return Decision.Refuse("project.move-back.reason-missing", "reason",
                $"从“{StageRules.Name(project.Stage)}”退回“{StageRules.Name(move.Stage)}”要写明原因，退回以后的日期会清空。请填写原因。");
        }
        var cleared = StageRules.Gates.Where(g => g.Stage > move.Stage && project.DateOf(g.Stage) is not null)
            .ToDictionary(g => ProjectField.Camel(g.Stage) + "On", g => project.DateOf(g.Stage)!.Value.ToString());
        opened.Work.Db.Add(StageSteps.Entry(opened, move.Stage, project.DateOf(move.Stage), move.Reason.Trim()));
        opened.Work.Audit("project.move-back", $"project:{project.Id}",
            new { from = project.Stage, to = move.Stage, reason = move.Reason.Trim(), before = cleared });
        foreach (var gate in StageRules.Gates.Where(g => g.Stage > move.Stage))
        {
            project.SetDate(gate.Stage, null);
        }
        project.Stage = move.Stage;
        return Decision<int>.Allow(project.Version + 1);
    }
}
