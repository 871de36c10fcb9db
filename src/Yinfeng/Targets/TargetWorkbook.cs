using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Sheets;

namespace Yinfeng.Targets;

/// <summary>The grid as a workbook that an office can send on, and that reads back as a targets sheet.</summary>
internal static class TargetWorkbook
{
    public static void Write(Stream stream, TargetGrid grid)
    {
        var columns = new List<(Indicator Indicator, TargetLevel Level)>();
        foreach (var indicator in grid.Indicators)
        {
            columns.Add((indicator, TargetLevel.Base));
            if (grid.Rows.Any(r => grid.Value(r.UnitId, indicator.Code, TargetLevel.Stretch) is not null))
            {
                columns.Add((indicator, TargetLevel.Stretch));
            }
        }
        WorkbookWriter.Write(stream, [new SheetToWrite($"{grid.Year}年目标任务",
            [new ColumnToWrite("单位", 22), .. columns.Select(c => new ColumnToWrite(Head(c.Indicator, c.Level), 24,
                c.Indicator.Unit == IndicatorUnit.Count ? ColumnFormat.Whole : ColumnFormat.TwoDecimals))],
            grid.Rows.Select(row => (object?[])[row.Name, .. columns.Select(c => grid.Value(row.UnitId, c.Indicator.Code, c.Level) is { } value
                ? (object?)c.Indicator.Show(value) : null)]),
            $"{grid.Unit.Name}{grid.Year}年目标任务")]);
    }

    /// <summary>Cumulative plans of one indicator, months across; reads back too.</summary>
    public static SheetToWrite Plans(PlanGrid plans) => new($"{plans.Grid.Year}年序时计划",
        [
            new ColumnToWrite("单位", 22), .. Enumerable.Range(1, 12).Select(m => new ColumnToWrite($"{plans.Indicator.Name}1-{m}月累计计划（{plans.Indicator.UnitLabel}）", 24,
                plans.Indicator.Unit == IndicatorUnit.Count ? ColumnFormat.Whole : ColumnFormat.TwoDecimals)),
        ],
        plans.Grid.Rows.Select(row => (object?[])[row.Name, .. Enumerable.Range(1, 12).Select(m =>
            plans.Plans.TryGetValue((row.UnitId, new YearMonth(plans.Grid.Year, m)), out var value) ? (object?)plans.Indicator.Show(value) : null)]),
        $"{plans.Grid.Unit.Name}{plans.Grid.Year}年{plans.Indicator.Name}序时计划");

    private static string Head(Indicator indicator, TargetLevel level) =>
        $"{indicator.Name}{(level == TargetLevel.Stretch ? "奋斗目标" : "")}（{indicator.UnitLabel}）";
}
