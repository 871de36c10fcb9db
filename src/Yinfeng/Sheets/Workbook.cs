using Yinfeng.Kernel;

namespace Yinfeng.Sheets;

public enum CellKind : byte { Empty, Text, Number, Date, Bool, Error }

/// <summary>One cell as the file holds it: formulas give their cached value.</summary>
/// <param name="Text">The text, or the error code such as "#REF!"; null for other kinds.</param>
/// <param name="Number">Number, 0/1 for a bool, or the serial number of a date.</param>
/// <param name="IsFormula">The value came from a formula.</param>
public readonly record struct Cell(CellKind Kind, string? Text, decimal Number, DateOnly Date, bool IsFormula)
{
    public bool IsEmpty => Kind == CellKind.Empty;
}

/// <summary>A row in a buffer that the next row reuses: copy what you keep.</summary>
public sealed class SheetRow
{
    private Cell[] _cells = new Cell[32];

    /// <summary>As Excel numbers rows, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>Cells from column A on, up to the last one present.</summary>
    public ReadOnlySpan<Cell> Cells => _cells.AsSpan(0, Count);
    public int Count { get; private set; }
    public Cell this[int column] => (uint)column < (uint)Count ? _cells[column] : default;
    public bool IsBlank
    {
        get
        {
            foreach (ref readonly var cell in Cells)
            {
                if (!cell.IsEmpty)
                {
                    return false;
                }
            }
            return true;
        }
    }

    /// <summary>A copy that outlives the buffer.</summary>
    public SheetRow Clone()
    {
        var copy = new SheetRow { Number = Number };
        for (var i = 0; i < Count; i++)
        {
            copy.Set(i, _cells[i]);
        }
        return copy;
    }

    internal void Clear(int number)
    {
        Array.Clear(_cells, 0, Count);
        (Number, Count) = (number, 0);
    }

    internal void Set(int column, in Cell cell)
    {
        if (column >= _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(column + 1, _cells.Length * 2));
        }
        _cells[column] = cell;
        Count = Math.Max(Count, column + 1);
    }
}

/// <summary>Rows and columns as in <see cref="SheetRow"/>: rows from 1, columns from 0, both ends included.</summary>
public readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>A sheet, read once from top to bottom.</summary>
public abstract class Sheet
{
    public abstract string Name { get; }
    public abstract bool Hidden { get; }

    /// <summary>Columns the file hides, from 0. Known before reading where the file puts them first, which Excel does.</summary>
    public abstract IReadOnlySet<int> HiddenColumns { get; }

    /// <summary>Merged ranges. On a small sheet (up to 64 MB of XML) known before reading; on a larger one only afterwards.</summary>
    public abstract IReadOnlyList<MergedRange> Merged { get; }

    /// <summary>Whether <see cref="Merged"/> is complete before <see cref="ReadRows"/>.</summary>
    public abstract bool MergedKnown { get; }

    /// <summary>Rows that hold at least one value, in order; each in the same reused buffer.</summary>
    /// <exception cref="WorkbookRefusedException">The file turns out to be unreadable half-way.</exception>
    public abstract IEnumerable<SheetRow> ReadRows();
}

/// <summary>An opened file of any of the kinds offices send: xlsx, xls, csv.</summary>
public abstract class Workbook : IDisposable
{
    public abstract IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>What a clerk should know though the file is readable, e.g. "这是 CSV 文件,扩展名却是 xlsx".</summary>
    public IReadOnlyList<string> Warnings { get; protected init; } = [];
    public abstract void Dispose();
}

/// <summary>The whole file is refused. <see cref="Unmet.Code"/> is one of not-a-workbook, damaged, encrypted, too-large,
/// unsafe-content, sheet-missing; the message is for the clerk and names the file and the cause.</summary>
public sealed class WorkbookRefusedException(Unmet reason) : Exception(reason.Message)
{
    public Unmet Reason { get; } = reason;
}
