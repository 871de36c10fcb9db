using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Targets;

namespace Yinfeng.Reports;

/// <summary>Targets and plans by unit, as the board's columns want them.</summary>
/// <param name="codes">Indicators in the board's order.</param>
internal sealed class BoardTargets(IReadOnlyList<string> codes, IEnumerable<Target> targets, IEnumerable<Plan> plans)
{
    private readonly ILookup<int, Target> _targets = targets.ToLookup(t => t.Year);
    private readonly ILookup<int, Plan> _plans = plans.ToLookup(p => p.Month.Value);
    private readonly Dictionary<string, int> _index = codes.Select((code, i) => (code, i)).ToDictionary(c => c.code, c => c.i);

    public BoardGoals For(YearMonth month, BoardLayout layout, bool[] lastYearKnown)
    {
        var slots = layout.Units.Select((unit, slot) => (unit, slot)).ToDictionary(u => u.unit, u => u.slot);
        long[] Empty() => Filled(codes.Count * layout.Count);
        var goals = new BoardGoals(Empty(), Empty(), Empty(), lastYearKnown);
        foreach (var target in _targets[month.Year])
        {
            Put(target.Level == TargetLevel.Base ? goals.Target : goals.Stretch, target.Indicator, target.UnitId, target.Value);
        }
        foreach (var plan in _plans[month.Value])
        {
            Put(goals.Plan, plan.Indicator, plan.UnitId, plan.Value);
        }
        return goals;

        void Put(long[] column, string code, long unit, long value)
        {
            if (_index.TryGetValue(code, out var indicator) && slots.TryGetValue(unit, out var slot))
            {
                column[indicator * layout.Count + slot] = value;
            }
        }
    }

    private static long[] Filled(int length)
    {
        var cells = new long[length];
        Array.Fill(cells, BoardPage.Null);
        return cells;
    }
}
