using System.Runtime.InteropServices;

namespace Yinfeng.Analytics.Board;

/// <summary>A column of whole numbers where it lies, in the narrowest form that holds it; read as 64-bit numbers.</summary>
/// <remarks>Narrow forms have their own "no figure", their smallest number; readers see <see cref="BoardPage.Null"/>.</remarks>
public readonly ref struct ColumnView
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <param name="width">Bytes per number: 2, 4 or 8; 0 when all numbers are <paramref name="same"/> and nothing is stored.</param>
    internal ColumnView(int count, int width, long same, ReadOnlySpan<byte> bytes)
    {
        (Count, Width, Same) = (count, width, same);
        _bytes = bytes[..(count * width)];
    }

    public int Count { get; }
    internal int Width { get; }
    internal long Same { get; }
    internal ReadOnlySpan<byte> Bytes => _bytes;

    public long this[int index] => Width switch
    {
        0 => Same,
        sizeof(short) => Columns.Wide(MemoryMarshal.Cast<byte, short>(_bytes)[index]),
        sizeof(int) => Columns.Wide(MemoryMarshal.Cast<byte, int>(_bytes)[index]),
        _ => MemoryMarshal.Cast<byte, long>(_bytes)[index],
    };

    /// <param name="target">At least as long as the column.</param>
    public void CopyTo(BoardForm form, Span<long> target)
    {
        target = target[..Count];
        switch (Width)
        {
            case 0: target.Fill(Columns.Shown(Same, form)); break;
            case sizeof(short): Columns.Copy(MemoryMarshal.Cast<byte, short>(_bytes), form, target); break;
            case sizeof(int): Columns.Copy(MemoryMarshal.Cast<byte, int>(_bytes), form, target); break;
            default: Columns.Copy(MemoryMarshal.Cast<byte, long>(_bytes), form, target); break;
        }
    }
}
