using System.Text.Json;
using Yinfeng.Audit;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>What a regular move and an override have in common.</summary>
internal static class StageSteps
{
    /// <summary>A refusal when the project cannot move at all: already there, suspended or ended.</summary>
    public static Decision? Standing(Project project, ProjectStage next) => project switch
    {
        { Status: not ProjectStatus.Active } => Decision.Refuse("project.status.not-active", "stage",
            $"项目已{Terms.Of(project.Status)}（{project.StatusReason}），恢复以后才能推进。请先办理恢复。"),
        _ when project.Stage == next => Decision.Refuse("project.stage.same", "stage", $"项目已经在“{StageRules.Name(next)}”阶段，不用再推进。"),
        _ => null,
    };

    /// <summary>Days that cannot be: in the future, or before the stage that precedes them. No override lifts these.</summary>
    public static IEnumerable<Unmet> DateBreaches(GateFacts facts, ProjectStage next, DateOnly today)
    {
        LedgerDate? previous = null;
        foreach (var gate in StageRules.Gates.Where(g => g.Stage <= next))
        {
            if (facts.DateOf(gate.Stage) is not { } on)
            {
                continue;
            }
            var field = ProjectField.Camel(gate.Stage) + "On";
            var code = $"project.{ProjectField.Camel(gate.Stage).ToLowerInvariant()}-on";
            if (gate.Stage > facts.Project.Stage && on.Earliest > today)
            {
                yield return new(code + ".future", field, $"{gate.Name}日期 {on} 还没到，实际日期只能填已经发生的。请改填实际日期。");
            }
            if (gate.Stage > facts.Project.Stage && previous is { } before && on.Latest < before.Earliest)
            {
                yield return new(code + ".order", field, $"{gate.Name}日期 {on} 早于前一阶段的日期 {before}，请核对哪一个写错了。");
            }
            previous = on;
        }
    }

    /// <summary>Enters every stage up to <paramref name="next"/>, one line of the stage log each.</summary>
    public static void Forward(OpenedProject opened, GateFacts facts, ProjectStage next, string? reason, string? decidedBy,
        IReadOnlyList<Unmet>? overridden)
    {
        var (project, work) = (opened.Project, opened.Work);
        var from = project.Stage;
        var dates = new Dictionary<string, string?>();
        for (var stage = from + 1; stage <= next; stage++)
        {
            var on = facts.DateOf(stage);
            work.Db.Add(Entry(opened, stage, on, reason, decidedBy, stage == next ? overridden : null));
            project.SetDate(stage, on);
            project.Stage = stage;
            dates[ProjectField.Camel(stage) + "On"] = on?.ToString();
        }
        work.Audit(overridden is null ? "project.move" : "project.override", $"project:{project.Id}",
            new { from, to = next, dates, reason, decidedBy, overridden });
    }

    /// <summary>A line of the stage log for a project that is about to enter <paramref name="to"/>.</summary>
    public static StageChange Entry(OpenedProject opened, ProjectStage to, LedgerDate? on, string? reason, string? decidedBy = null,
        IReadOnlyList<Unmet>? overridden = null) => new()
        {
            ProjectId = opened.Project.Id, From = opened.Project.Stage, To = to, FromStatus = opened.Project.Status,
            ToStatus = opened.Project.Status, On = on, ActorId = opened.Work.Viewer.ActorId, AtUtc = opened.Work.NowUtc,
            Reason = reason, DecidedBy = decidedBy,
            OverriddenUnmet = overridden is null ? null : JsonSerializer.Serialize(overridden, AuditJson.Options),
        };
}
