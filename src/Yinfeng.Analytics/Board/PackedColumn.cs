using System.Runtime.InteropServices;

namespace Yinfeng.Analytics.Board;

/// <summary>A column of whole numbers in the narrowest form that holds all of them: once if they agree, else 2, 4 or 8 bytes each.</summary>
/// <remarks>A number that does not fit makes a wider column, which never narrows again; so one column is made at most four times.</remarks>
internal sealed class PackedColumn
{
    private readonly int _count;
    private readonly int _width;
    private readonly long _same;
    private readonly byte[] _bytes;

    private PackedColumn(int count, int width, long same) =>
        (_count, _width, _same, _bytes) = (count, width, same, width == 0 ? [] : new byte[count * width]);

    public static PackedColumn Of(ReadOnlySpan<long> cells)
    {
        var same = cells.IsEmpty ? BoardPage.Null : cells[0];
        if (!cells.ContainsAnyExcept(same))
        {
            return new PackedColumn(cells.Length, 0, same);
        }
        var width = 0;
        foreach (var cell in cells)
        {
            width = Math.Max(width, WidthOf(cell));
        }
        var column = new PackedColumn(cells.Length, width, 0);
        for (var i = 0; i < cells.Length; i++)
        {
            column.TrySet(i, cells[i]);
        }
        return column;
    }

    public ColumnView View => new(_count, _width, _same, _bytes);

    public long this[int index] => View[index];

    /// <returns>False when the number does not fit; nothing is changed then.</returns>
    public bool TrySet(int index, long value)
    {
        if (_width == 0)
        {
            return value == _same;
        }
        if (_width < sizeof(long) && WidthOf(value) > _width)
        {
            return false;
        }
        switch (_width)
        {
            case sizeof(short):
                MemoryMarshal.Cast<byte, short>(_bytes.AsSpan())[index] = value == BoardPage.Null ? short.MinValue : (short)value;
                break;
            case sizeof(int):
                MemoryMarshal.Cast<byte, int>(_bytes.AsSpan())[index] = value == BoardPage.Null ? int.MinValue : (int)value;
                break;
            default:
                MemoryMarshal.Cast<byte, long>(_bytes.AsSpan())[index] = value;
                break;
        }
        return true;
    }

    /// <summary>The column with one number that does not fit into this one.</summary>
    public PackedColumn With(int index, long value)
    {
        var wider = new PackedColumn(_count, Math.Max(WidthOf(value), _width == 0 ? WidthOf(_same) : _width), 0);
        for (var i = 0; i < _count; i++)
        {
            wider.TrySet(i, i == index ? value : this[i]);
        }
        return wider;
    }

    // The smallest number of each form stands for no figure.
    private static int WidthOf(long value) => value switch
    {
        BoardPage.Null or (> short.MinValue and <= short.MaxValue) => sizeof(short),
        > int.MinValue and <= int.MaxValue => sizeof(int),
        _ => sizeof(long),
    };
}
