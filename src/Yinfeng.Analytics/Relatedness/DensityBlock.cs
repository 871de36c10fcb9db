using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>32 columns of the densities after the other: their proximities, copied together, and the sums of all regions stay in a
/// core's second cache, a slice of the proximities in its first.</summary>
internal sealed class DensityBlock(Presence presence, Proximity proximity, DensitySlice[] slices) : IDisposable
{
    public const int Columns = 1 << Shift;
    private const int Shift = 5;

    /// <summary>Activities whose shares are written before the next row is read, so that their lines stay in the first cache.</summary>
    private const int Tile = 16;

    private readonly AlignedDoubles _shares = new(proximity.Activities * Columns);
    private readonly AlignedDoubles _sums = new(presence.Regions * Columns);

    /// <param name="first">The first of the columns.</param>
    /// <param name="densities">Regions × activities; the block writes its columns.</param>
    public void Fill(int first, double[] densities)
    {
        var width = Math.Min(Columns, proximity.Activities - first);
        Copy(first, width);
        _sums.Span.Clear();
        // The last slice writes where the sums belong, while it still adds.
        foreach (var slice in slices.AsSpan(0, slices.Length - 1))
        {
            Add(slice, ref _sums.First, Columns);
        }
        if (width == Columns)
        {
            Add(slices[^1], ref densities[first], presence.Activities);
            return;
        }
        Add(slices[^1], ref _sums.First, Columns);
        for (var region = 0; region < presence.Regions; region++)
        {
            _sums.Span.Slice(region * Columns, width).CopyTo(densities.AsSpan((region * presence.Activities) + first));
        }
    }
    public void Dispose()
    {
        _shares.Dispose();
        _sums.Dispose();
    }

    /// <summary>Each proximity as its share in its column's sum; columns beyond the last are zero. Proximities are symmetric, so that rows
    /// are read, which lie together.</summary>
    private void Copy(int first, int width)
    {
        ref var shares = ref _shares.First;
        if (width < Columns)
        {
            _shares.Span.Clear();
        }
        Span<double> scales = stackalloc double[Columns];
        for (var column = 0; column < width; column++)
        {
            var all = TensorPrimitives.Sum(proximity.Of(first + column));
            scales[column] = all > 0 ? 1 / all : 0; // Close to none: its shares are 0.
        }
        for (var tile = 0; tile < proximity.Activities; tile += Tile)
        {
            var end = Math.Min(tile + Tile, proximity.Activities);
            for (var column = 0; column < width; column++)
            {
                var row = proximity.Of(first + column);
                var scale = scales[column];
                for (var activity = tile; activity < end; activity++)
                {
                    Unsafe.Add(ref shares, (activity << Shift) + column) = row[activity] * scale;
                }
            }
        }
    }

    /// <summary>Adds the rows of a slice's activities to the sums of the regions that have them, two at a time so that an addition does not
    /// wait for the one before it.</summary>
    /// <param name="slice">The activities, and who has them.</param>
    /// <param name="into">Where the new sums go: the sums themselves or the densities.</param>
    /// <param name="stride">From one region to the next there.</param>
    private void Add(DensitySlice slice, ref double into, int stride)
    {
        ref var rows = ref Unsafe.Add(ref _shares.First, slice.First * Columns);
        ref var all = ref _sums.First;
        ref var row = ref MemoryMarshal.GetArrayDataReference(slice.Rows);
        var lengths = slice.Lengths;
        for (var place = 0; place < lengths.Length; place++)
        {
            var region = slice.Regions[place];
            ref var sums = ref Unsafe.Add(ref all, region * Columns);
            var (a, b) = (Vector512.LoadUnsafe(ref sums), Vector512.LoadUnsafe(ref sums, 8));
            var (c, d) = (Vector512.LoadUnsafe(ref sums, 16), Vector512.LoadUnsafe(ref sums, 24));
            var (e, f, g, h) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            ref var end = ref Unsafe.Add(ref row, lengths[place]);
            if ((lengths[place] & 1) != 0)
            {
                ref var only = ref Unsafe.Add(ref rows, row << Shift);
                (e, f) = (Vector512.LoadUnsafe(ref only), Vector512.LoadUnsafe(ref only, 8));
                (g, h) = (Vector512.LoadUnsafe(ref only, 16), Vector512.LoadUnsafe(ref only, 24));
                row = ref Unsafe.Add(ref row, 1);
            }
            while (Unsafe.IsAddressLessThan(ref row, ref end))
            {
                ref var even = ref Unsafe.Add(ref rows, row << Shift);
                ref var odd = ref Unsafe.Add(ref rows, Unsafe.Add(ref row, 1) << Shift);
                a += Vector512.LoadUnsafe(ref even);
                b += Vector512.LoadUnsafe(ref even, 8);
                c += Vector512.LoadUnsafe(ref even, 16);
                d += Vector512.LoadUnsafe(ref even, 24);
                e += Vector512.LoadUnsafe(ref odd);
                f += Vector512.LoadUnsafe(ref odd, 8);
                g += Vector512.LoadUnsafe(ref odd, 16);
                h += Vector512.LoadUnsafe(ref odd, 24);
                row = ref Unsafe.Add(ref row, 2);
            }
            ref var result = ref Unsafe.Add(ref into, region * stride);
            (a + e).StoreUnsafe(ref result);
            (b + f).StoreUnsafe(ref result, 8);
            (c + g).StoreUnsafe(ref result, 16);
            (d + h).StoreUnsafe(ref result, 24);
        }
    }
}
