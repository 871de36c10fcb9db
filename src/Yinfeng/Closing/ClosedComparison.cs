using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Targets;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>Compares closed figures before a write and after it, and refuses the difference or records it.</summary>
/// <remarks>It looks at what changed projects add to the figures, at goals and at the tree, so it need not know what a write did or by
/// which way it came.</remarks>
internal sealed class ClosedComparison(ProjectEffects projects, GoalEffects goals, UnitEffects units, Restating restating)
{
    private const int LongestReason = 500;

    /// <summary>Whether a write touched anything that figures are made of, by its own word or by the rows it holds.</summary>
    public static bool Concerns(WriteWork work) => !work.Changes.IsEmpty
        || Holds(work, e => e is Project or MonthlyReport or CreditShare or Target or Plan or UnitVersion);

    /// <param name="work">Its rows are saved, not committed.</param>
    public async Task<IReadOnlyList<Unmet>> CheckAsync(WriteWork work, ClosedCoverage coverage, CancellationToken ct)
    {
        var changes = work.Changes;
        var unmet = changes.Units || Holds(work, e => e is UnitVersion) ? await units.UnmetAsync(work, coverage, ct) : [];
        if (unmet.Count > 0)
        {
            return unmet; // The tree of a closed month has no restatement: the change can take effect after it.
        }
        var effects = new List<ClosedEffect>();
        if (changes.ProjectIds.Count > 0 || changes.Everything || Holds(work, e => e is Project or MonthlyReport or CreditShare))
        {
            effects.AddRange(await projects.FindAsync(work, coverage, ct));
        }
        if (changes.Targets || changes.Everything || Holds(work, e => e is Target or Plan))
        {
            effects.AddRange(await goals.FindAsync(work, coverage, ct));
        }
        if (effects.Count == 0)
        {
            return [];
        }
        if (work.RestatementReason is not { } reason)
        {
            return [await restating.RefusalAsync(effects, coverage, ct)];
        }
        if (reason.Length > LongestReason)
        {
            return [new("restatement.too-long", "restatement", $"更正原因有 {reason.Length} 个字，最多 {LongestReason} 个，请缩短。")];
        }
        await restating.RecordAsync(work, effects, coverage, reason, ct);
        return [];
    }

    private static bool Holds(WriteWork work, Func<object, bool> kind) => work.Held.Any(kind);
}
