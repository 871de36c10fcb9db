using Yinfeng.Sheets;

namespace Yinfeng.Pending;

/// <summary>The list as a workbook.</summary>
internal static class PendingSheet
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(PendingList list)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite("在途事项",
            [
                new("事项", 16), new("内容", 50), new("涉及单位", 18), new("现在在", 18), new("办理人", 30), new("自何时起", 12, ColumnFormat.Date),
                new("已停留天数", 10, ColumnFormat.Whole), new("应于何时前办", 12, ColumnFormat.Date), new("超期天数", 10, ColumnFormat.Whole),
            ],
            list.Rows.Select(r => (object?[])[PendingTerms.Of(r.Matter.Kind), r.Matter.Title, r.UnitName, r.AtUnitName, string.Join("、", r.People), r.Matter.Since, r.Days,
                r.Limit, r.IsOverdue ? r.DaysLate : null]))]);
        return stream.ToArray();
    }
}
