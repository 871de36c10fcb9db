using System.Globalization;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>One cell as it stands in the file.</summary>
/// <param name="Column">Letters, "R".</param>
/// <param name="Header">Header text, levels joined by "/".</param>
/// <param name="Field">Field it feeds; empty when not taken.</param>
public sealed record SourceCell(string Column, string Header, string Field, string Text, bool IsFormula);

/// <summary>Reads rows of a ledger file again, as they stood there.</summary>
internal static class SourceCells
{
    /// <returns>By place; rows that are not in the file are left out.</returns>
    /// <exception cref="WorkbookRefusedException">The file cannot be read any more.</exception>
    public static Dictionary<RowPlace, List<SourceCell>> Read(string path, IReadOnlyList<SheetMapping> mappings, IEnumerable<RowPlace> places)
    {
        var found = new Dictionary<RowPlace, List<SourceCell>>();
        using var workbook = WorkbookReader.Open(path);
        foreach (var wanted in places.GroupBy(p => p.Sheet))
        {
            // The one sheet of a text file is called like the file, and the kept copy is called by its hash.
            var only = workbook is CsvWorkbook ? workbook.Sheets[0] : null;
            if ((only ?? workbook.Sheets.FirstOrDefault(s => s.Name == wanted.Key)) is not { } sheet)
            {
                continue;
            }
            var rows = wanted.Select(p => p.Row).ToHashSet();
            var last = rows.Max();
            var mapping = mappings.FirstOrDefault(m => m.Sheet == wanted.Key);
            foreach (var row in sheet.ReadRows())
            {
                if (rows.Contains(row.Number))
                {
                    found[new RowPlace(wanted.Key, row.Number)] = CellsOf(row, mapping);
                }
                if (row.Number >= last)
                {
                    break;
                }
            }
        }
        return found;
    }

    /// <summary>A cell as Excel would roughly show it.</summary>
    public static string Text(in Cell cell) => cell.Kind switch
    {
        CellKind.Empty => "",
        CellKind.Number => cell.Number.ToString("0.##########", CultureInfo.InvariantCulture),
        CellKind.Date => cell.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Bool => cell.Number == 0 ? "FALSE" : "TRUE",
        _ => cell.Text ?? "",
    };

    private static List<SourceCell> CellsOf(SheetRow row, SheetMapping? mapping)
    {
        var cells = new List<SourceCell>();
        for (var i = 0; i < row.Count; i++)
        {
            var letters = ColumnHead.LettersOf(i);
            var header = mapping?.Headers.GetValueOrDefault(letters) ?? "";
            if (!row[i].IsEmpty || header.Length > 0)
            {
                cells.Add(new SourceCell(letters, header, mapping?.Columns.GetValueOrDefault(letters) ?? "", Text(row[i]), row[i].IsFormula));
            }
        }
        return cells;
    }
}
