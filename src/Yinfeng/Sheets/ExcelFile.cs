using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Yinfeng.Sheets;

/// <summary>A list as an Excel download.</summary>
internal static class ExcelFile
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="name">Of the sheet; the file is named so too.</param>
    /// <param name="rows">All of them, in the order of the page.</param>
    public static FileContentHttpResult Of(string name, IReadOnlyList<ColumnToWrite> columns, IEnumerable<object?[]> rows) =>
        Of(name, new SheetToWrite(name, columns, rows));

    public static FileContentHttpResult Of(string name, params IReadOnlyList<SheetToWrite> sheets)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, sheets);
        return TypedResults.File(stream.ToArray(), Type, name + ".xlsx");
    }
}
