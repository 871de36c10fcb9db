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
    private Cell[] _own = new Cell[32];
    private Cell[] _cells;
    private int _start;

    public SheetRow() => _cells = _own;

    /// <summary>As Excel numbers rows, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>Cells from column A on, up to the last one present.</summary>
    public ReadOnlySpan<Cell> Cells => _cells.AsSpan(_start, Count);
    public int Count { get; private set; }
    public Cell this[int column] => unchecked((uint)column) < (uint)Count ? _cells[_start + column] : default;
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
        var copy = new SheetRow();
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Becomes a copy of the other row, in a buffer of its own.</summary>
    public void CopyFrom(SheetRow other)
    {
        Clear(other.Number);
        if (other.Count > _own.Length)
        {
            _cells = _own = new Cell[other.Count];
        }
        other.Cells.CopyTo(_own);
        Count = other.Count;
    }

    /// <summary>Starts an empty row in the row's own buffer.</summary>
    internal void Clear(int number)
    {
        Array.Clear(_own, 0, ReferenceEquals(_cells, _own) ? Count : 0);
        (_cells, _start, Number, Count) = (_own, 0, number, 0);
    }

    /// <summary>Shows cells that lie in somebody else's array, from column A on, without copying them.</summary>
    internal void Show(int number, Cell[] cells, int start, int count)
    {
        Clear(number);
        (_cells, _start, Count) = (cells, start, count);
    }

    /// <summary>Only after <see cref="Clear"/>.</summary>
    internal void Set(int column, in Cell cell)
    {
        if (column >= _own.Length)
        {
            Array.Resize(ref _own, Math.Max(column + 1, _own.Length * 2));
            _cells = _own;
        }
        _own[column] = cell;
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
