using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Promises;

/// <summary>The ledger of promises as a workbook.</summary>
internal static class PromiseSheets
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(PromiseList list)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite("承诺台账",
            [
                new("承诺", 44), new("金额（万元）", 14), new("对象", 26), new("统一社会信用代码", 20), new("项目", 30), new("依据", 10), new("文件或条款", 36), new("责任单位", 18),
                new("岗位", 12), new("现任", 16), new("承诺日期", 12, ColumnFormat.Date), new("兑现期限", 12, ColumnFormat.Date), new("原定期限", 12), new("状态", 10),
                new("逾期天数", 10, ColumnFormat.Whole), new("兑现情况", 40), new("凭证", 30), new("报告日期", 12, ColumnFormat.Date), new("办结日期", 12, ColumnFormat.Date),
            ],
            list.Rows.Select(r => Row(r, list.Today))),
        ]);
        return stream.ToArray();
    }

    private static object?[] Row(PromiseRow row, DateOnly today)
    {
        var p = row.Promise;
        return
        [
            p.Text, p.AmountFen is { } fen ? Money.ToWan(fen) : null, p.To, p.CreditCode, row.ProjectName, PromiseTerms.Of(p.Origin), p.Source, row.UnitName, Roles.Name(p.Post),
            row.Holders.Count > 0 ? string.Join("、", row.Holders) : "无人负责", p.PromisedOn, p.Due, row.First, PromiseTerms.Of(p.State),
            p.IsLate(today) ? today.DayNumber - p.Due.DayNumber : null, p.Report, p.Proof, p.ReportedOn, p.ClosedOn,
        ];
    }
}
