namespace Yinfeng.Sheets;

/// <summary>A piece of a sheet's XML that begins at a row, and the cells found in it. Reused from piece to piece.</summary>
internal sealed class RowBlock : IDisposable
{
    /// <summary>A row's number (0: one more than the row before) and where its cells lie in <see cref="Cells"/>.
    /// Dense: they stand side by side from column A on.</summary>
    internal readonly record struct RowSpan(int Number, int Start, int Count, bool Dense);

    /// <summary>Zero bytes behind the content, so that a scan stops without counting.</summary>
    public const int Padding = 32;

    /// <summary>UTF-8, <see cref="Length"/> bytes and the padding.</summary>
    public byte[] Bytes { get; set; } = [];
    public int Length { get; set; }

    /// <summary>Cells that hold a value, row after row; <see cref="CellCount"/> of them.</summary>
    public PackedCell[] Cells { get; private set; } = new PackedCell[1 << 14];
    public int CellCount { get; set; }
    public CellStore Store { get; } = new();
    public List<RowSpan> Rows { get; } = [];

    /// <summary>Where the sheet data end in this block, or -1.</summary>
    public int EndAt { get; set; }

    /// <summary>Something is written in an unusual way, or wrongly: the slow reader has to look.</summary>
    public bool Unusual { get; set; }
    public Exception? Failure { get; set; }
    public ManualResetEventSlim Done { get; } = new(false);

    public void Reset()
    {
        Rows.Clear();
        Store.Clear();
        (CellCount, Length, EndAt, Unusual, Failure) = (0, 0, -1, false, null);
        Done.Reset();
    }

    public void Add(in PackedCell cell)
    {
        if (CellCount == Cells.Length)
        {
            Grow();
        }
        Cells[CellCount++] = cell;
    }

    public void Add(int column, in Cell cell) => Add(Store.Pack(column, cell));

    /// <summary>Makes room for as many cells again.</summary>
    public PackedCell[] Grow()
    {
        var cells = Cells;
        Array.Resize(ref cells, cells.Length * 2);
        return Cells = cells;
    }

    /// <summary>Closes the row whose first cell is at <paramref name="start"/>; rows without values leave no trace but their number.</summary>
    public void EndRow(int number, int start, bool dense) => Rows.Add(new RowSpan(number, start, CellCount - start, dense));

    /// <summary>Shows the row, without copying where its cells stand side by side from column A.</summary>
    public void Show(in RowSpan span, int number, SheetRow row)
    {
        if (span.Dense)
        {
            row.Show(number, Cells, span.Start, span.Count, Store);
        }
        else
        {
            row.Show(number, Cells.AsSpan(span.Start, span.Count), Store);
        }
    }

    /// <summary>Has the texts of some rows ready before they are shown.</summary>
    public void Prepare(int firstRow, int count)
    {
        var (first, last) = (Rows[firstRow], Rows[Math.Min(firstRow + count, Rows.Count) - 1]);
        Store.Table.Touch(Cells.AsSpan(first.Start, last.Start + last.Count - first.Start));
    }

    public void Dispose() => Done.Dispose();
}
