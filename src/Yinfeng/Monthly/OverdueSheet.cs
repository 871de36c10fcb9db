using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Monthly;

/// <summary>Lists of the month as workbooks: who is late, and where every report stands.</summary>
internal static class OverdueSheet
{
    public static byte[] Write(OverdueList list) => Write(new SheetToWrite("逾期清单",
        [
            new("单位", 20), new("月份", 10), new("逾期环节", 12), new("项目数", 8, ColumnFormat.Whole), new("截止日", 12, ColumnFormat.Date),
            new("超期天数", 10, ColumnFormat.Whole), new("应由", 20), new("联系人", 30),
        ],
        list.Rows.Select(r => (object?[])[r.Unit.Name, list.Month.ToString(), r.Step, r.Count, r.Deadline, r.DaysLate, r.At, string.Join("、", r.People)])));

    public static byte[] Write(YearMonth month, IEnumerable<GridRow> rows) => Write(new SheetToWrite("月报办理情况",
        [
            new("责任单位", 16), new("项目名称", 40), new("月份", 10), new("状态", 10), new("当月到位资金（万元）", 14), new("当月完成固定资产投资（万元）", 14),
            new("报送人", 12), new("代填单位", 16), new("代谁填报", 24), new("核验人", 12), new("确认人", 12), new("退回原因", 40), new("最近意见", 40), new("办理日期", 12, ColumnFormat.Date),
        ],
        rows.Select(r => (object?[])[r.UnitName, r.Name, month.ToString(), Word(r), Wan(r.Stored?.FundsFen), Wan(r.Stored?.FixedInvestmentFen),
            r.Stored is null ? null : r.People.Reported, r.Stored?.TypedForUnitId is null ? null : r.UnitName, r.Stored?.TypedFor,
            r.Stored?.VerifiedBy is null ? null : r.People.Verified,
            r.Stored?.AcceptedBy is null ? null : r.People.Accepted, r.Stored?.ReturnReason, r.LastStep?.Text,
            r.Stored is null ? null : BusinessTime.DayOf(r.Stored.MovedAtUtc ?? r.Stored.ReportedAtUtc)])));

    private static string Word(GridRow row) => row.Stored switch
    {
        null => "未报",
        { ReturnedBy: not null } => "已退回",
        { AcceptedBy: not null } => "已确认",
        { VerifiedBy: not null } => "待确认",
        _ => "待核验",
    };

    private static decimal? Wan(long? fen) => fen is { } f ? Money.ToWan(f) : null;

    private static byte[] Write(SheetToWrite sheet)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [sheet]);
        return stream.ToArray();
    }
}
