using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Yinfeng.Sheets;

/// <summary>A row in a buffer that the next row reuses: copy what you keep.</summary>
/// <remarks>Cells are kept packed and unpacked when asked for; any number of threads may ask.</remarks>
public sealed class SheetRow
{
    private readonly CellStore _ownStore = new();
    private PackedCell[] _own = new PackedCell[32];
    private PackedCell[] _cells;
    private CellStore _store;
    private int _start;

    public SheetRow() => (_cells, _store) = (_own, _ownStore);

    /// <summary>As Excel numbers rows, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>Cells from column A on, up to the last one present.</summary>
    public RowCells Cells => new(_cells.AsSpan(_start, Count), _store);
    public int Count { get; private set; }
    public Cell this[int column] => unchecked((uint)column) < (uint)Count ? _store.Unpack(_cells[_start + column]) : default;
    public bool IsBlank
    {
        get
        {
            foreach (ref readonly var cell in _cells.AsSpan(_start, Count))
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
            _cells = _own = new PackedCell[other.Count];
        }
        var cells = _own.AsSpan(0, other.Count);
        other._cells.AsSpan(other._start, other.Count).CopyTo(cells);
        _ownStore.TakeOver(cells, other._store);
        Count = other.Count;
    }

    /// <summary>Starts an empty row in the row's own buffer.</summary>
    internal void Clear(int number)
    {
        Array.Clear(_own, 0, ReferenceEquals(_cells, _own) ? Count : 0);
        _ownStore.Clear();
        (_cells, _store, _start, Number, Count) = (_own, _ownStore, 0, number, 0);
    }

    /// <summary>Shows cells that lie in somebody else's array, from column A on, without copying them.</summary>
    internal void Show(int number, PackedCell[] cells, int start, int count, CellStore store)
    {
        Clear(number);
        (_cells, _store, _start, Count) = (cells, store, start, count);
    }

    /// <summary>Shows cells of which each knows its column; a later one of a column replaces an earlier one.</summary>
    internal void Show(int number, ReadOnlySpan<PackedCell> cells, CellStore store)
    {
        Clear(number);
        foreach (ref readonly var cell in cells)
        {
            Put(cell.Column, cell);
        }
        _store = store;
    }

    /// <summary>Only after <see cref="Clear"/>.</summary>
    internal void Set(int column, in Cell cell) => Put(column, _ownStore.Pack(column, cell));

    private void Put(int column, in PackedCell cell)
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

/// <summary>The cells of a row in order, for <c>foreach</c>.</summary>
public readonly ref struct RowCells
{
    private readonly ReadOnlySpan<PackedCell> _cells;
    private readonly CellStore _store;

    internal RowCells(ReadOnlySpan<PackedCell> cells, CellStore store)
    {
        _cells = cells;
        _store = store;
    }

    public Enumerator GetEnumerator() => new(_cells, _store);

    public Cell[] ToArray()
    {
        var cells = new Cell[_cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = _store.Unpack(_cells[i]);
        }
        return cells;
    }

    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<PackedCell> _cells;
        private readonly CellStore _store;
        private int _next;
        private Cell _current;

        internal Enumerator(ReadOnlySpan<PackedCell> cells, CellStore store)
        {
            _cells = cells;
            _store = store;
        }

        [UnscopedRef]
        public readonly ref readonly Cell Current => ref _current;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if ((uint)_next >= (uint)_cells.Length)
            {
                return false;
            }
            _current = _store.Unpack(_cells[_next++]);
            return true;
        }
    }
}
