using Yinfeng.Kernel;
using Yinfeng.Sheets;
using Yinfeng.Targets;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>A year's targets and plans as a sheet that imports to the same targets: a row a unit, a column an indicator.</summary>
internal static class ExportTargets
{
    private const decimal Scale = 10_000m;

    public static SheetToWrite Sheet(UnitTree tree, int year, List<Target> targets, List<Plan> plans)
    {
        var columns = targets.Select(t => (t.Indicator, Stretch: t.Level == TargetLevel.Stretch, Month: 0))
            .Concat(plans.Select(p => (p.Indicator, Stretch: false, Month: p.Month.Month)))
            .Distinct().OrderBy(c => c.Indicator, StringComparer.Ordinal).ThenBy(c => c.Stretch).ThenBy(c => c.Month).ToList();
        var values = targets.ToDictionary(t => (t.UnitId, t.Indicator, t.Level == TargetLevel.Stretch, 0), t => t.Value);
        foreach (var plan in plans)
        {
            values[(plan.UnitId, plan.Indicator, false, plan.Month.Month)] = plan.Value;
        }
        var rows = values.Keys.Select(k => k.UnitId).Distinct().Select(tree.Find).OfType<UnitNode>().DistinctBy(u => u.Id).OrderBy(u => u.First);
        return new SheetToWrite($"{year}年目标任务",
            [new ColumnToWrite("县（市、区）", 18), .. columns.Select(c => new ColumnToWrite(Header(c.Indicator, c.Stretch, c.Month), 20))],
            rows.Select(u => columns.Select(c => values.TryGetValue((u.Id, c.Indicator, c.Stretch, c.Month), out var value) ? (object?)Shown(c.Indicator, value) : null)
                .Prepend(u.Name).ToArray()), $"{year}年目标任务");
    }

    private static string Header(string indicator, bool stretch, int month)
    {
        var (name, unit) = Find(indicator) is { } rule ? (rule.Is[0], rule.Unit) : (indicator, "count");
        var which = stretch ? "（力争目标）" : month > 0 ? $"（{month}月末累计计划）" : "";
        return name + which + unit switch { "money" => "（万元）", "rate" => "（%）", _ => "（个）" };
    }

    private static decimal Shown(string indicator, long value) =>
        Find(indicator)?.Unit == "money" ? Money.ToWan(value) : value / Scale;

    private static HeadRule? Find(string indicator) => IndicatorNames.Default.Indicators.Find(r => r.Code == indicator);
}
