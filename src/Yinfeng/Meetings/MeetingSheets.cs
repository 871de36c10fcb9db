using Yinfeng.Rules;
using Yinfeng.Sheets;

namespace Yinfeng.Meetings;

/// <summary>Both lists as workbooks.</summary>
internal static class MeetingSheets
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(IEnumerable<MeetingRow> rows) => Write(new SheetToWrite("会议",
        [
            new("会议", 24), new("种类", 12), new("召开单位", 20), new("日期", 12, ColumnFormat.Date), new("调度月份", 10), new("状态", 10), new("地点", 20), new("主持", 14),
            new("议题", 8, ColumnFormat.Whole), new("议定事项", 10, ColumnFormat.Whole), new("未办结", 8, ColumnFormat.Whole), new("超期", 8, ColumnFormat.Whole),
        ],
        rows.Select(r => (object?[])[r.Name, r.KindName, r.UnitName, r.Meeting.Day, r.Meeting.Period.ToString(), MeetingTerms.Of(r.Meeting.Status), r.Meeting.Place,
            r.Meeting.Chair, r.Agenda, r.Resolutions, r.Open, r.Late])));

    public static byte[] Write(ResolutionList list, IndicatorCatalog catalog) => Write(new SheetToWrite("议定事项",
        [
            new("会议", 22), new("议定事项", 50), new("责任单位", 18), new("责任人", 12), new("完成时限", 12, ColumnFormat.Date), new("原定时限", 12, ColumnFormat.Date),
            new("状态", 10), new("超期天数", 10, ColumnFormat.Whole), new("项目", 30), new("指标", 20), new("办理情况", 50), new("报告日期", 12, ColumnFormat.Date),
            new("办结或撤销日期", 14, ColumnFormat.Date),
        ],
        list.Rows.Select(x => (object?[])[x.Resolution.OriginName, x.Resolution.Text, x.UnitName, x.Resolution.Person, x.Resolution.Deadline, x.First,
            MeetingTerms.Of(x.Resolution.State), x.Resolution.IsLate(list.Today) ? list.Today.DayNumber - x.Resolution.Deadline.DayNumber : null, x.ProjectName,
            x.Resolution.Indicator is { } code ? catalog.Find(code)?.Name ?? code : null, x.Resolution.Report, x.Resolution.ReportedOn, x.Resolution.ClosedOn])));

    private static byte[] Write(SheetToWrite sheet)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [sheet]);
        return stream.ToArray();
    }
}
