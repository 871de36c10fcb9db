using Yinfeng.Sheets;

namespace Yinfeng.Closing;

/// <summary>Closed months and restatements as a workbook, numbers as numbers.</summary>
internal static class ClosingWorkbook
{
    public static byte[] Write(ClosingView view)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [Restatements(view.Restatements), Months(view)]);
        return stream.ToArray();
    }

    /// <summary>Also stands in a board's workbook.</summary>
    public static SheetToWrite Restatements(IEnumerable<Restatement> rows) => new("更正",
    [
        new("单位", 24), new("单位代码", 14), new("截至月份", 10), new("指标", 28), new("计量单位", 10), new("公布数", 16, ColumnFormat.General),
        new("更正后", 16, ColumnFormat.General), new("相差", 14, ColumnFormat.General), new("原因", 40), new("项目", 36), new("更正人", 12), new("更正时间（UTC）", 20),
        new("公布于", 24), new("更正见", 24),
    ],
    rows.Select(r => new object?[]
    {
        r.UnitName, r.UnitCode, r.Month.ToString(), r.IndicatorName + ClosingTerms.Of(r.Field), ClosingTerms.Unit(r.Unit), r.Before, r.After, r.After - r.Before,
        r.Reason, r.ProjectName, r.ByName, r.AtUtc.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), r.Number, r.CarriedBy ?? "待通报",
    }), "已关账月份的更正；数字为年初至该月累计");

    private static SheetToWrite Months(ClosingView view) => new("已关账的月份",
        [new("月份", 10), new("单位", 24), new("单位代码", 14), new("通报编号", 28), new("印发日期", 12), new("关账人", 12), new("更正条数", 10)],
        view.Closed.Select(r => new object?[]
        {
            r.Month.Period.ToString(), r.Month.UnitName, r.UnitCode, r.Month.Number,
            r.Month.IssuedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), r.Month.ClosedByName, (decimal)r.Restated,
        }));
}
