using System.Runtime.CompilerServices;

namespace Yinfeng.Sheets;

/// <summary>Beside packed cells: those that do not fit into them, which are texts from outside the workbook's table, errors
/// and long numbers.</summary>
/// <remarks>Any number of threads may unpack while nobody packs.</remarks>
internal sealed class CellStore
{
    private readonly List<Cell> _cells = [];

    /// <summary>The workbook's texts, which cells refer to by number.</summary>
    public SharedStrings Table { get; set; } = SharedStrings.None;

    public void Clear()
    {
        if (_cells.Count > 0)
        {
            _cells.Clear();
        }
    }

    public PackedCell Pack(int column, in Cell cell)
    {
        if (cell.TryPack(column, out var packed))
        {
            return packed;
        }
        _cells.Add(cell);
        return PackedCell.InStore(column, cell.Kind, _cells.Count - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cell Unpack(in PackedCell packed) => packed.Stored ? _cells[packed.Extra] : new Cell(packed, Table);

    /// <summary>The packed cells came from the other store: what they keep there comes over.</summary>
    public void TakeOver(Span<PackedCell> cells, CellStore other)
    {
        Table = other.Table;
        if (other._cells.Count == 0)
        {
            return;
        }
        foreach (ref var cell in cells)
        {
            if (cell.Stored)
            {
                _cells.Add(other._cells[cell.Extra]);
                cell = cell.AtPlace(_cells.Count - 1);
            }
        }
    }
}
