using Yinfeng.Closing;
using Yinfeng.Rules;
using Yinfeng.Sheets;

namespace Yinfeng.Reports;

/// <summary>The board as a workbook: one sheet per indicator that has a figure or a target, numbers as numbers.</summary>
internal static class BoardWorkbook
{
    public static byte[] Write(BoardView view)
    {
        var sheets = Enumerable.Range(0, view.Indicators.Count)
            .Where(i => view.Rows.Any(r => r[i].Target is not null || r[i].Value is not (null or 0) || r[i].LastYear is not (null or 0)))
            .Select(i => Sheet(view, i)).ToList();
        if (sheets.Count == 0)
        {
            sheets.Add(Sheet(view, 0));
        }
        if (view.Restatements.Count > 0)
        {
            sheets.Add(ClosingWorkbook.Restatements(view.Restatements));
        }
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, sheets);
        return stream.ToArray();
    }

    /// <summary>As many rows as a sheet of Excel holds, but for its heads.</summary>
    public const int MostRows = 1_048_570;

    /// <summary>Every row that a figure sums.</summary>
    public static SheetToWrite Figure(FigureView view) => new("明细",
        [
            new("项目", 40), new("单位", 20), new("计入月份", 10), new("日期", 12), new("计入", 8),
            new(view.RowUnit == IndicatorUnit.Money ? "金额（亿元）" : "个数", 16), new("份额（%）", 10), new("原文件", 30), new("工作表", 20), new("行", 8), new("列", 6),
            new("填报", 12), new("核验", 12),
        ],
        view.Rows.Select(r => (object?[])
        [
            r.Project?.Name ?? "（无权查看的项目）", r.Unit?.Name, r.Month.ToString(), r.Date?.ToString(), view.Parts.Count == 0 ? null : r.Below ? "分母" : "分子",
            r.Amount, r.Share, r.Source?.FileName, r.Source?.Sheet, r.Source?.Row, r.Source?.Column, r.EnteredBy, r.VerifiedBy,
        ]), $"{view.Cell.Unit.Name} {view.Cell.Indicator.Name}{(view.Field == FigureField.LastYear ? "（上年同期）" : "")}，{view.From} 至 {view.To}");

    private static SheetToWrite Sheet(BoardView view, int index)
    {
        var indicator = view.Indicators[index];
        var number = indicator.Unit == IndicatorUnit.Count ? ColumnFormat.General : ColumnFormat.TwoDecimals;
        var unit = indicator.UnitLabel;
        ColumnToWrite[] columns =
        [
            new("名次", 8), new("单位", 24), new("单位代码", 14), new($"本期（{unit}）", 16, number), new($"上年同期（{unit}）", 16, number),
            new(indicator.Unit == IndicatorUnit.Rate ? "同比（百分点）" : "同比（%）", 14), new($"全年目标（{unit}）", 16, number),
            new($"争取目标（{unit}）", 16, number), new("完成率（%）", 12, ColumnFormat.TwoDecimals), new("序时进度（%）", 12, ColumnFormat.TwoDecimals),
            new("差距（百分点）", 14, ColumnFormat.TwoDecimals), new($"序时计划（{unit}）", 16, number), new("完成计划（%）", 12, ColumnFormat.TwoDecimals),
            new("待核", 40), .. view.Present is null ? Array.Empty<ColumnToWrite>() : [new($"更正后本期（{unit}）", 16, number)],
        ];
        var rows = view.Rows.Select((row, r) => (Cell: row[index], Row: r)).Select(x => new object?[]
        {
            x.Row == 0 ? null : x.Cell.Rank, x.Cell.Unit.Name, x.Cell.Unit.Code, x.Cell.Value, x.Cell.LastYear, x.Cell.Yoy, x.Cell.Target,
            x.Cell.Stretch, x.Cell.Completion, x.Cell.TimeProgress, x.Cell.Gap, x.Cell.Plan, x.Cell.PlanCompletion,
            string.Join(" ", BoardFlags.Of(view, x.Row, index).Select(f => f.Reason)) is { Length: > 0 } flags ? flags : null,
            view.Present is { } now && now[x.Row][index].Value != x.Cell.Value ? now[x.Row][index].Value : null,
        }.Take(columns.Length).ToArray());
        return new SheetToWrite(indicator.Name, columns, rows,
            $"{view.Unit.Name} {indicator.Name}，截至 {view.Period}{(view.Closed is { } closed ? $"（已关账，{closed.Number}）" : "")}；口径（自 {indicator.ValidFrom:yyyy-MM-dd} 起）：{indicator.Definition}");
    }
}
