using System.Runtime.InteropServices;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>Numbers that begin at a line of the cache, so that a vector of eight never lies across two lines. What it holds at first does not matter.</summary>
internal sealed class AlignedDoubles
{
    private const int Line = 64;
    private readonly double[] _values;
    private readonly int _first;

    public AlignedDoubles(int length)
    {
        Length = length;
        _values = GC.AllocateUninitializedArray<double>(length + (Line / sizeof(double)), pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
        _first = (int)((Line - (address % Line)) % Line / sizeof(double));
    }

    public int Length { get; }
    public Span<double> Span => _values.AsSpan(_first, Length);

    /// <summary>The first number; the others follow it.</summary>
    public ref double First => ref _values[_first];
}
