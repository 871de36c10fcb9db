using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Targets;

namespace Yinfeng.Closing;

/// <summary>Compares targets and plans of closed months before a write and after it.</summary>
internal sealed class GoalEffects(Database database)
{
    private readonly record struct Goal(long Unit, YearMonth Month, string Indicator, RestatedField Field);

    public async Task<List<ClosedEffect>> FindAsync(WriteWork work, ClosedCoverage coverage, CancellationToken ct)
    {
        await using var committed = database.OpenRead();
        var before = await ReadAsync(committed, coverage, ct);
        var after = await ReadAsync(work.Db, coverage, ct);
        return [.. before.Keys.Union(after.Keys)
            .Select(g => (Goal: g, Before: Value(before, g), After: Value(after, g)))
            .Where(g => g.Before != g.After)
            .Select(g => new ClosedEffect(g.Goal.Unit, g.Goal.Month, g.Goal.Indicator, g.Goal.Field, g.Before, g.After, 0, null))];

        static long? Value(Dictionary<Goal, long> goals, Goal goal) => goals.TryGetValue(goal, out var value) ? value : null;
    }

    /// <summary>What stands for months that are closed. An annual target stands for the last closed month of its year.</summary>
    private static async Task<Dictionary<Goal, long>> ReadAsync(YinfengDb db, ClosedCoverage coverage, CancellationToken ct)
    {
        var latest = coverage.List.Latest!.Value;
        var goals = new Dictionary<Goal, long>();
        foreach (var t in await db.Set<Target>().AsNoTracking().Where(t => t.Year <= latest.Year).ToListAsync(ct))
        {
            if (coverage.Until(t.UnitId) is { } until && until >= new YearMonth(t.Year, 1))
            {
                var month = until.Year > t.Year ? new YearMonth(t.Year, 12) : until;
                goals[new Goal(t.UnitId, month, t.Indicator, t.Level == TargetLevel.Base ? RestatedField.Target : RestatedField.Stretch)] = t.Value;
            }
        }
        foreach (var p in await db.Set<Plan>().AsNoTracking().ToListAsync(ct))
        {
            if (coverage.Until(p.UnitId) >= p.Month)
            {
                goals[new Goal(p.UnitId, p.Month, p.Indicator, RestatedField.Plan)] = p.Value;
            }
        }
        return goals;
    }
}
