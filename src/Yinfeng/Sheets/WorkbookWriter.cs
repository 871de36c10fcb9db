using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Yinfeng.Sheets;

/// <summary>Writes an export as xlsx: rows stream through, whatever their number.</summary>
public static class WorkbookWriter
{
    private const int MostRows = CellValues.LastRow;

    /// <summary>Writes the sheets in order. A sheet with more rows than Excel takes goes on in a further sheet.</summary>
    /// <param name="stream">Readable, writable and seekable: a file or memory. Left open.</param>
    /// <remarks>Numbers and dates are written as such, texts always as texts: none can turn into a formula, and reading the file
    /// gives back the same texts. Texts beyond Excel's 32,767 characters are cut there.</remarks>
    public static void Write(Stream stream, IReadOnlyList<SheetToWrite> sheets)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sheets.Count, nameof(sheets));
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = WorkbookStyles.Make();
        var listed = new DocumentFormat.OpenXml.Spreadsheet.Sheets();
        var taken = new HashSet<string>();
        foreach (var sheet in sheets)
        {
            using var rows = sheet.Rows.GetEnumerator();
            var more = rows.MoveNext();
            do
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                more = WriteSheet(part, sheet, rows, more);
                listed.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet
                {
                    Name = SheetNames.Fit(sheet.Name, taken),
                    SheetId = (uint)listed.ChildElements.Count + 1,
                    Id = workbook.GetIdOfPart(part),
                });
            }
            while (more);
        }
        workbook.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(listed);
    }

    /// <summary>Writes one tab; answers whether rows are left for another.</summary>
    private static bool WriteSheet(WorksheetPart part, SheetToWrite sheet, IEnumerator<object?[]> rows, bool more)
    {
        using var writer = OpenXmlWriter.Create(part);
        var cells = new CellWriter(writer);
        var header = sheet.Title is null ? 1 : 2;
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(FrozenBelow(header));
        WriteColumns(writer, sheet.Columns);
        writer.WriteStartElement(new SheetData());
        if (sheet.Title is not null)
        {
            cells.Row(1, [sheet.Title], _ => WorkbookStyles.Title);
        }
        cells.Row(header, [.. sheet.Columns.Select(c => c.Header)], _ => WorkbookStyles.Header);
        var formats = sheet.Columns.Select(c => WorkbookStyles.Of(c.Format)).ToArray();
        var last = header;
        for (; more && last < MostRows; more = rows.MoveNext())
        {
            cells.Row(++last, rows.Current, column => column < formats.Length ? formats[column] : WorkbookStyles.Plain);
        }
        writer.WriteEndElement();
        if (sheet.Columns.Count > 0)
        {
            var lastColumn = CellWriter.ColumnName(sheet.Columns.Count - 1);
            writer.WriteElement(new AutoFilter { Reference = $"A{header}:{lastColumn}{last}" });
            if (sheet.Title is not null && sheet.Columns.Count > 1)
            {
                writer.WriteElement(new MergeCells(new MergeCell { Reference = $"A1:{lastColumn}1" }));
            }
        }
        writer.WriteEndElement();
        return more;
    }

    private static SheetViews FrozenBelow(int header) => new(new SheetView(
        new Pane
        {
            VerticalSplit = header, TopLeftCell = $"A{header + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen,
        })
    { WorkbookViewId = 0 });

    private static void WriteColumns(OpenXmlWriter writer, IReadOnlyList<ColumnToWrite> columns)
    {
        if (columns.Count == 0)
        {
            return;
        }
        writer.WriteElement(new Columns(columns.Select((c, i) => new Column
        {
            Min = (uint)i + 1, Max = (uint)i + 1, Width = Math.Clamp(c.Width, 1, 255), CustomWidth = true,
        })));
    }
}
