using Yinfeng.Sheets;

namespace Yinfeng.Arbitration;

/// <summary>The list as a workbook, with the same masks as the page.</summary>
internal static class ArbitrationSheets
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(ClaimList list)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite("归属争议",
            [
                new("编号", 20), new("甲方", 18), new("甲方记录", 34), new("甲方回应", 12), new("乙方", 18), new("乙方记录", 34), new("乙方回应", 12), new("依据", 36),
                new("状态", 12), new("期限", 12, ColumnFormat.Date), new("发现日期", 12, ColumnFormat.Date),
            ],
            list.Rows.Select(r => (object?[])
            [
                r.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), r.Units[0], r.Names[0], Answer(r.Answers[0]), r.Units[1], r.Names[1],
                    Answer(r.Answers[1]),
                string.Join("、", r.Reasons.Select(ArbitrationTerms.Of)), ArbitrationTerms.Of(r.State), r.Due, r.FoundOn,
            ]))]);
        return stream.ToArray();
    }

    private static string Answer(ClaimAnswer? answer) => answer is { } known ? ArbitrationTerms.Of(known) : "期满后公开";
}
