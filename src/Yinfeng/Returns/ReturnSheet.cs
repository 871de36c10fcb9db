using Yinfeng.Closing;
using Yinfeng.Sheets;

namespace Yinfeng.Returns;

/// <summary>A return as a workbook: one sheet, numbers as numbers.</summary>
internal static class ReturnSheet
{
    public const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(ReturnTable table)
    {
        ColumnToWrite[] columns = [.. table.Layout.Columns.Select(c => new ColumnToWrite(c.Header, Math.Max(12, c.Header.Length * 2 + 2), c.Decimals switch
        {
            0 => ColumnFormat.Whole, 2 => ColumnFormat.TwoDecimals, _ => ColumnFormat.General,
        }))];
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite(table.Name, columns, table.Rows, $"{table.Unit.Name} {table.Layout.Title}（{table.Period}）")]);
        return stream.ToArray();
    }

    public static string FileName(ReturnTable table, string ending) => $"{table.Unit.Name}{table.Name}{table.Period}.{ending}";
}

/// <summary>The same as JSON.</summary>
/// <param name="Mapping">Version of the mapping; 0 for the shipped one.</param>
/// <param name="Closed">Number of the bulletin that closed the month.</param>
/// <param name="Rows">By row, then by column as in <paramref name="Columns"/>.</param>
public sealed record ReturnJson(string Name, string Title, string Period, string Unit, string UnitName, int Mapping, string? Closed,
    IEnumerable<ReturnColumnJson> Columns, IReadOnlyList<object?[]> Rows)
{
    public static ReturnJson Of(ReturnTable table) => new(table.Name, table.Layout.Title, table.Period.ToString(), table.Unit.Code, table.Unit.Name,
        table.Version, table.Closed?.Number, table.Layout.Columns.Select(c => new ReturnColumnJson(c.Header, c.Indicator, c.Fact, c.Unit, c.Decimals)), table.Rows);
}

/// <param name="Fact">What of a project it shows; null for figures of units.</param>
public sealed record ReturnColumnJson(string Header, string? Indicator, string? Fact, string? Unit, int? Decimals);
