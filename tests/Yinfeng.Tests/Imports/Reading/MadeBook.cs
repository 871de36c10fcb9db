using Yinfeng.Sheets;

namespace Yinfeng.Tests.Imports.Reads;

/// <summary>A workbook made in a test.</summary>
internal sealed class MadeBook(params MadeSheet[] sheets) : Workbook
{
    public override IReadOnlyList<Sheet> Sheets => sheets;
    public override void Dispose() { }
}

/// <summary>A sheet made in a test: text, numbers, dates and errors by position, merged ranges, hidden columns.</summary>
internal sealed class MadeSheet(string name) : Sheet
{
    private readonly SortedDictionary<int, SortedDictionary<int, Cell>> _rows = [];
    private readonly HashSet<int> _hidden = [];
    private readonly List<MergedRange> _merged = [];

    public override string Name => name;
    public override bool Hidden => IsHidden;
    public bool IsHidden { get; init; }
    public bool MergesComeLate { get; init; }
    public override IReadOnlySet<int> HiddenColumns => _hidden;
    public override IReadOnlyList<MergedRange> Merged => _merged;
    public override bool MergedKnown => !MergesComeLate;
    public int NextRow => _rows.Count == 0 ? 1 : _rows.Keys.Max() + 1;

    /// <summary>Puts a row of values from column A on; null leaves a cell empty.</summary>
    public MadeSheet Row(int number, params object?[] values)
    {
        for (var c = 0; c < values.Length; c++)
        {
            Put(number, c, values[c]);
        }
        return this;
    }

    public MadeSheet Add(params object?[] values) => Row(NextRow, values);

    public void Put(int row, int column, object? value)
    {
        if (value is null)
        {
            return;
        }
        if (!_rows.TryGetValue(row, out var cells))
        {
            _rows[row] = cells = [];
        }
        cells[column] = value switch
        {
            string s when s.StartsWith('#') && s.EndsWith('!') => new Cell(CellKind.Error, s, 0, default, true),
            string s => new Cell(CellKind.Text, s, 0, default, false),
            DateOnly d => new Cell(CellKind.Date, null, d.ToDateTime(default).ToOADate() is var o ? (decimal)o : 0, d, false),
            _ => new Cell(CellKind.Number, null, Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture), default, false),
        };
    }

    public MadeSheet Merge(int firstRow, int firstColumn, int lastRow, int lastColumn)
    {
        _merged.Add(new MergedRange(firstRow, firstColumn, lastRow, lastColumn));
        return this;
    }

    public MadeSheet Hide(int column)
    {
        _hidden.Add(column);
        return this;
    }

    public override IEnumerable<SheetRow> ReadRows()
    {
        var buffer = new SheetRow();
        foreach (var (number, cells) in _rows)
        {
            buffer.Clear(number);
            foreach (var (column, cell) in cells)
            {
                buffer.Set(column, cell);
            }
            yield return buffer;
        }
    }
}
