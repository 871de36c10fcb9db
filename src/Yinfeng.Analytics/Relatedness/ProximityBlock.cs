using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>64 columns of the proximities after the other, down to the diagonal and mirrored over it. Which region has which of them
/// stays in a core's second cache, one byte each, so that regions in common are counted by adding rows of bytes.</summary>
/// <remarks>One activity in ten is present as a rule: adding the rows of the regions that have an activity is then quicker than
/// counting the bits of all pairs.</remarks>
internal sealed class ProximityBlock : IDisposable
{
    public const int Columns = 64;

    /// <summary>Rows worked out before they are mirrored: as many numbers as a line of the cache holds.</summary>
    private const int Rows = 8;

    private readonly Presence _presence;
    private readonly double[] _values;
    private readonly double[] _having;
    private readonly byte[] _has;
    private readonly double[] _tile = new double[Rows * Columns];

    /// <param name="values">Activities × activities: the proximities.</param>
    public ProximityBlock(Presence presence, double[] values)
    {
        (_presence, _values) = (presence, values);
        _has = ArrayPool<byte>.Shared.Rent(presence.Regions * Columns);
        _having = new double[presence.Activities + Columns];
        Array.Fill(_having, 1); // Nobody in common over one is 0.
        for (var activity = 0; activity < presence.Activities; activity++)
        {
            _having[activity] = Math.Max(1, presence.RegionsOf(activity).Length);
        }
    }

    /// <param name="first">The first of the columns.</param>
    public void Fill(int first)
    {
        var activities = _presence.Activities;
        var width = Math.Min(Columns, activities - first);
        Mark(first, width);
        for (var row = 0; row < first + width; row += Rows)
        {
            var rows = Math.Min(Rows, first + width - row);
            for (var i = 0; i < rows; i++)
            {
                Compare(row + i, first, _tile.AsSpan(i * Columns, Columns));
                _tile.AsSpan(i * Columns, width).CopyTo(_values.AsSpan(((row + i) * activities) + first));
            }
            for (var column = 0; column < width; column++)
            {
                var mirrored = _values.AsSpan(((first + column) * activities) + row, rows);
                for (var i = 0; i < mirrored.Length; i++)
                {
                    mirrored[i] = _tile[(i * Columns) + column];
                }
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_has);

    /// <summary>Notes which region has which activities of the block.</summary>
    private void Mark(int first, int width)
    {
        _has.AsSpan(0, _presence.Regions * Columns).Clear();
        for (var column = 0; column < width; column++)
        {
            foreach (var region in _presence.RegionsOf(first + column))
            {
                _has[(region * Columns) + column] = 1;
            }
        }
    }

    /// <summary>Proximities of one activity to the activities of the block.</summary>
    private void Compare(int activity, int first, Span<double> proximities)
    {
        var (low, high) = Count(_presence.RegionsOf(activity));
        var own = Vector512.Create(_having[activity]);
        ref var having = ref _having[first];
        ref var to = ref MemoryMarshal.GetReference(proximities);
        Put(Vector512.WidenLower(low), 0, ref having, ref to);
        Put(Vector512.WidenUpper(low), 16, ref having, ref to);
        Put(Vector512.WidenLower(high), 32, ref having, ref to);
        Put(Vector512.WidenUpper(high), 48, ref having, ref to);

        void Put(Vector512<uint> common, nuint at, ref double having, ref double to)
        {
            var (even, odd) = Vector512.Widen(common);
            (Vector512.ConvertToDouble(even) / Vector512.Max(own, Vector512.LoadUnsafe(ref having, at))).StoreUnsafe(ref to, at);
            (Vector512.ConvertToDouble(odd) / Vector512.Max(own, Vector512.LoadUnsafe(ref having, at + 8))).StoreUnsafe(ref to, at + 8);
        }
    }

    /// <summary>How many of the regions have each activity of the block, widened before a byte can overflow.</summary>
    private (Vector512<ushort> Low, Vector512<ushort> High) Count(ReadOnlySpan<int> regions)
    {
        var (low, high) = (Vector512<ushort>.Zero, Vector512<ushort>.Zero);
        ref var has = ref MemoryMarshal.GetArrayDataReference(_has);
        while (!regions.IsEmpty)
        {
            var some = regions[..Math.Min(byte.MaxValue, regions.Length)];
            regions = regions[some.Length..];
            var sums = Vector512<byte>.Zero;
            foreach (var region in some)
            {
                sums += Vector512.LoadUnsafe(ref Unsafe.Add(ref has, region << 6));
            }
            low += Vector512.WidenLower(sums);
            high += Vector512.WidenUpper(sums);
        }
        return (low, high);
    }
}
