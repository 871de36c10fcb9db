using Yinfeng.Sheets;

namespace Yinfeng.Returns;

/// <summary>A filled return as a workbook, numbers as numbers.</summary>
internal static class ReturnWorkbook
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(ReturnView view)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite(view.Mapping.Name,
            [new("单位", 24), new("单位代码", 14), .. view.Mapping.Columns.Select(c => new ColumnToWrite(c.Head, 20,
                c.Decimals == 2 ? ColumnFormat.TwoDecimals : c.Decimals == 0 ? ColumnFormat.Whole : ColumnFormat.General))],
            view.Rows.Select(r => (object?[])[r.UnitName, r.Unit, .. r.Cells]),
            $"{view.UnitName}{view.Mapping.Title}，截至 {view.Period}{(view.Closed is null ? "" : $"（{view.Closed}）")}")]);
        return stream.ToArray();
    }
}
