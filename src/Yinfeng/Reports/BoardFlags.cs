using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Rules;

namespace Yinfeng.Reports;

/// <summary>Figures of a board that cannot be right, flagged where they stand.</summary>
internal static class BoardFlags
{
    /// <summary>Indicators of which each unit has its own projects, so that children add up to their parent.</summary>
    public static IReadOnlyList<Flag> Of(BoardView view, int row, int column)
    {
        var cell = view.Rows[row][column];
        var flags = new List<Flag>();
        if (cell.Indicator.Unit == IndicatorUnit.Rate)
        {
            if (cell.Value is > 100 or < 0)
            {
                flags.Add(new("rate.impossible", $"比率为 {cell.Value}%，超出 0—100%。"));
            }
            return flags;
        }
        if (cell.Value < 0)
        {
            flags.Add(new("figure.negative", "合计为负数，请核对各月填报。"));
        }
        if (row == 0 && view.Units.Count > 1)
        {
            Adds(flags, "target.sum", "全年目标", cell.Target, view.Rows.Skip(1).Select(r => r[column].Target));
            Adds(flags, "plan.sum", "序时计划", cell.Plan, view.Rows.Skip(1).Select(r => r[column].Plan));
        }
        return flags;
    }

    // Only where every child has one: a missing child's target is not a wrong sum.
    private static void Adds(List<Flag> flags, string code, string name, decimal? whole, IEnumerable<decimal?> parts)
    {
        var known = parts.ToList();
        if (whole is { } total && known.All(p => p is not null) && known.Sum() is { } sum && sum < total)
        {
            flags.Add(new(code, $"下级{name}合计 {sum:0.####} 小于本级{name} {total:0.####}，差 {total - sum:0.####}。"));
        }
    }
}
