using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Reads rows ahead of their turn, on another thread; null where it would rather leave the row to its turn.</summary>
internal interface IEarlyReader
{
    LedgerRow? Read(SheetRow row);
}

/// <summary>Rows of a sheet one by one, with a look ahead. Cells of hidden columns are gone; rows that are then blank as well.</summary>
/// <remarks>Of a large sheet, rows are copied into batches, and other threads read them early with the reader given at the time.</remarks>
internal sealed class RowFeed : IDisposable
{
    private const int BatchRows = 256;
    private readonly IEnumerator<SheetRow> _rows;
    private readonly IEnumerator<Batch>? _batches;
    private readonly IReadOnlySet<int> _hidden;
    private readonly Queue<SheetRow> _ahead = [];
    private volatile IEarlyReader? _reader;
    private Batch? _batch;
    private int _at;
    private bool _ended;

    public RowFeed(Sheet sheet)
    {
        _rows = sheet.ReadRows().GetEnumerator();
        _hidden = sheet.HiddenColumns;
        _batches = sheet.MergedKnown ? null : OrderedBatches.Of(() => new Batch(), Fill, b => b.Read(_reader)).GetEnumerator();
    }

    private sealed class Batch
    {
        public SheetRow?[] Rows { get; } = new SheetRow?[BatchRows];
        public LedgerRow?[] Early { get; } = new LedgerRow?[BatchRows];
        public int Count { get; set; }
        public IEarlyReader? Reader { get; private set; }

        public void Read(IEarlyReader? reader)
        {
            Reader = reader;
            for (var i = 0; i < Count; i++)
            {
                Early[i] = reader?.Read(Rows[i]!);
            }
        }
    }

    /// <summary>How rows still to come are read early; replacing it makes what the former one read worthless.</summary>
    public IEarlyReader? Reader
    {
        get => _reader;
        set => _reader = value;
    }

    /// <summary>What became of the row that <see cref="Next"/> gave last, if the present reader has read it early.</summary>
    public LedgerRow? Early { get; private set; }

    /// <summary>The next row, or null at the end. It may be the reader's own buffer: copy what must last.</summary>
    public SheetRow? Next()
    {
        if (_ahead.TryDequeue(out var row))
        {
            Early = null;
            return row;
        }
        return Pull();
    }

    /// <summary>Up to <paramref name="count"/> rows that come next, as copies; they stay to be read.</summary>
    public List<SheetRow> Peek(int count)
    {
        while (_ahead.Count < count && Pull() is { } row)
        {
            _ahead.Enqueue(row.Clone());
        }
        return [.. _ahead.Take(count)];
    }

    private SheetRow? Pull()
    {
        Early = null;
        if (_batches is null)
        {
            return FromSheet();
        }
        while (_batch is null || _at == _batch.Count)
        {
            if (!_batches.MoveNext())
            {
                return null;
            }
            (_batch, _at) = (_batches.Current, 0);
        }
        Early = _batch.Reader is not null && _batch.Reader == _reader ? _batch.Early[_at] : null;
        return _batch.Rows[_at++];
    }

    private bool Fill(Batch batch)
    {
        for (batch.Count = 0; batch.Count < BatchRows; batch.Count++)
        {
            if (FromSheet() is not { } row)
            {
                return false;
            }
            (batch.Rows[batch.Count] ??= new SheetRow()).CopyFrom(row);
        }
        return true;
    }

    private SheetRow? FromSheet()
    {
        while (!_ended && _rows.MoveNext())
        {
            var row = _hidden.Count == 0 ? _rows.Current : WithoutHidden(_rows.Current);
            if (!IsBlank(row))
            {
                return row;
            }
        }
        _ended = true;
        return null;
    }

    private SheetRow WithoutHidden(SheetRow row)
    {
        var shown = row.Clone();
        foreach (var column in _hidden)
        {
            if (column < shown.Count)
            {
                shown.Set(column, default);
            }
        }
        return shown;
    }

    /// <summary>Nothing but blanks; texts of blanks count as nothing, an error or a formula as something.</summary>
    internal static bool IsBlank(SheetRow row)
    {
        foreach (ref readonly var cell in row.Cells)
        {
            if (!IsBlank(cell))
            {
                return false;
            }
        }
        return true;
    }

    internal static bool IsBlank(in Cell cell) =>
        cell.Kind == CellKind.Empty || (cell.Kind == CellKind.Text && string.IsNullOrWhiteSpace(cell.Text));

    public void Dispose()
    {
        _batches?.Dispose();
        _rows.Dispose();
    }
}
