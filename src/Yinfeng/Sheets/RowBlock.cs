namespace Yinfeng.Sheets;

/// <summary>A piece of a sheet's XML that begins at a row, and the cells found in it. Reused from piece to piece.</summary>
internal sealed class RowBlock : IDisposable
{
    /// <summary>A row's number (0: one more than the row before) and where its cells lie in <see cref="Cells"/>.</summary>
    internal readonly record struct RowSpan(int Number, int Start, int Count, bool Dense);

    /// <summary>Zero bytes behind the content, so that a scan stops without counting.</summary>
    public const int Padding = 32;
    private int _cellCount;
    private ushort[] _columns = new ushort[1 << 14];

    /// <summary>UTF-8, <see cref="Length"/> bytes and the padding.</summary>
    public byte[] Bytes { get; set; } = [];
    public int Length { get; set; }

    /// <summary>Cells that hold a value, row after row.</summary>
    public Cell[] Cells { get; private set; } = new Cell[1 << 14];
    public List<RowSpan> Rows { get; } = [];

    /// <summary>Where the sheet data end in this block, or -1.</summary>
    public int EndAt { get; set; }

    /// <summary>Something is written in an unusual way, or wrongly: the slow reader has to look.</summary>
    public bool Unusual { get; set; }
    public Exception? Failure { get; set; }
    public ManualResetEventSlim Done { get; } = new(false);

    public void Reset()
    {
        Array.Clear(Cells, 0, _cellCount);
        Rows.Clear();
        (_cellCount, Length, EndAt, Unusual, Failure) = (0, 0, -1, false, null);
        Done.Reset();
    }

    public void Add(int column, in Cell cell)
    {
        if (_cellCount == Cells.Length)
        {
            var (cells, columns) = (Cells, _columns);
            Array.Resize(ref cells, cells.Length * 2);
            Array.Resize(ref columns, columns.Length * 2);
            (Cells, _columns) = (cells, columns);
        }
        Cells[_cellCount] = cell;
        _columns[_cellCount++] = (ushort)column;
    }

    public int CellCount => _cellCount;

    /// <summary>Closes the row whose first cell is at <paramref name="start"/>; rows without values leave no trace but their number.</summary>
    public void EndRow(int number, int start, bool dense) => Rows.Add(new RowSpan(number, start, _cellCount - start, dense));

    /// <summary>Shows the row without copying where its cells stand side by side from column A.</summary>
    public void Show(in RowSpan span, int number, SheetRow row)
    {
        if (span.Dense)
        {
            row.Show(number, Cells, span.Start, span.Count);
            return;
        }
        row.Clear(number);
        for (var i = span.Start; i < span.Start + span.Count; i++)
        {
            row.Set(_columns[i], Cells[i]);
        }
    }

    public void Dispose() => Done.Dispose();
}
