using System.Buffers;
using System.Runtime.CompilerServices;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>Lent numbers that begin at a line of the cache, so that a vector of eight does not lie across two lines. What they hold at
/// first does not matter. Should the collector move them they are slower and still right.</summary>
internal sealed class AlignedDoubles : IDisposable
{
    private const int Line = 64;
    private readonly double[] _values;
    private readonly int _first;
    private readonly int _length;

    public unsafe AlignedDoubles(int length)
    {
        _length = length;
        _values = ArrayPool<double>.Shared.Rent(length + (Line / sizeof(double)));
        var address = (nuint)Unsafe.AsPointer(ref _values[0]);
        _first = (int)((Line - (address % Line)) % Line / sizeof(double));
    }

    public Span<double> Span => _values.AsSpan(_first, _length);

    /// <summary>The first number; the others follow it.</summary>
    public ref double First => ref _values[_first];

    public void Dispose() => ArrayPool<double>.Shared.Return(_values);
}
