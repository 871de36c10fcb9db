using System.Text;

namespace Yinfeng.Sheets;

/// <summary>The one sheet of a CSV file. Every value is text: a CSV does not say which of them are numbers.</summary>
internal sealed class CsvSheet(string path, Encoding encoding, char separator) : Sheet
{
    public override string Name => Path.GetFileNameWithoutExtension(path);
    public override bool Hidden => false;
    public override IReadOnlySet<int> HiddenColumns { get; } = new HashSet<int>();
    public override IReadOnlyList<MergedRange> Merged => [];
    public override bool MergedKnown => true;

    public override IEnumerable<SheetRow> ReadRows()
    {
        using var records = CsvWorkbook.Records(path, encoding, separator);
        var fields = new List<string>();
        var row = new SheetRow();
        for (var number = 1; records.Next(fields); number++)
        {
            row.Clear(number);
            for (var column = 0; column < fields.Count; column++)
            {
                if (fields[column].Length > 0)
                {
                    row.Set(column, CellContext.Text(FormulaText.FromCsv(fields[column]), false));
                }
            }
            if (row.Count > 0)
            {
                yield return row;
            }
        }
    }
}
