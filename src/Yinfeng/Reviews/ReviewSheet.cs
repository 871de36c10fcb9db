using Yinfeng.Sheets;

namespace Yinfeng.Reviews;

/// <summary>The list as a workbook.</summary>
internal static class ReviewSheet
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(ReviewList list)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite("会审",
            [
                new("会审", 22), new("项目", 36), new("责任单位", 16), new("组织单位", 16), new("会审事项", 40), new("状态", 12), new("结论", 12),
                new("发起日期", 12, ColumnFormat.Date), new("反馈截止", 12, ColumnFormat.Date), new("征求单位", 10, ColumnFormat.Whole), new("已反馈", 8, ColumnFormat.Whole),
                new("超期天数", 10, ColumnFormat.Whole), new("结论日期", 12, ColumnFormat.Date), new("发起人", 12), new("结论人", 12),
            ],
            list.Rows.Select(r => (object?[])[ReviewTerms.Name(r.Review), r.ProjectName, r.OwnerName, r.UnitName, r.Review.Subject, ReviewTerms.Of(r.Review.State),
                r.Review.Outcome is { } outcome ? ReviewTerms.Of(outcome) : null, r.Review.OpenedOn, r.Review.Deadline, r.Asked, r.Given,
                r.Review.State == ReviewState.Open && r.Review.IsOver(list.Today) ? list.Today.DayNumber - r.Review.Deadline.DayNumber : null, r.Review.ClosedOn,
                r.Review.OpenedByName, r.Review.ClosedByName]))]);
        return stream.ToArray();
    }
}
