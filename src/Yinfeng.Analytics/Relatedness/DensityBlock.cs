using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>32 columns of the proximities, copied together so that they stay in a core's cache, padded with zeros; used for one block of
/// columns after the other.</summary>
internal sealed class DensityBlock(Proximity proximity)
{
    public const int Columns = 32;
    private readonly AlignedDoubles _rows = new(proximity.Activities * Columns);
    private readonly double[] _all = new double[Columns];

    /// <param name="first">The first of the columns.</param>
    /// <param name="densities">Regions × activities; the block writes its columns.</param>
    public void Fill(Presence presence, int first, double[] densities)
    {
        var width = Math.Min(Columns, proximity.Activities - first);
        Copy(first, width);
        Span<double> last = stackalloc double[Columns];
        for (var region = 0; region < presence.Regions; region++)
        {
            var at = (region * presence.Activities) + first;
            if (width == Columns)
            {
                Sum(presence.ActivitiesOf(region), ref densities[at]);
            }
            else
            {
                Sum(presence.ActivitiesOf(region), ref last[0]);
                last[..width].CopyTo(densities.AsSpan(at));
            }
        }
    }

    private void Copy(int first, int width)
    {
        Array.Clear(_all);
        for (var activity = 0; activity < proximity.Activities; activity++)
        {
            var row = _rows.Span.Slice(activity * Columns, Columns);
            row[width..].Clear();
            proximity.Of(activity).Slice(first, width).CopyTo(row);
            TensorPrimitives.Add(_all, row, _all);
        }
        for (var column = 0; column < Columns; column++)
        {
            _all[column] = _all[column] > 0 ? _all[column] : 1; // Close to none: its sums are 0 too.
        }
    }

    /// <summary>Adds the rows of the activities, two at a time so that an addition does not wait for the one before it, and divides by the
    /// sums of the columns.</summary>
    private void Sum(ReadOnlySpan<int> activities, ref double densities)
    {
        ref var rows = ref _rows.First;
        var (a, b, c, d) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (e, f, g, h) = (a, b, c, d);
        var i = 0;
        for (; i + 1 < activities.Length; i += 2)
        {
            var (even, odd) = ((nuint)(uint)(activities[i] * Columns), (nuint)(uint)(activities[i + 1] * Columns));
            a += Vector512.LoadUnsafe(ref rows, even);
            b += Vector512.LoadUnsafe(ref rows, even + 8);
            c += Vector512.LoadUnsafe(ref rows, even + 16);
            d += Vector512.LoadUnsafe(ref rows, even + 24);
            e += Vector512.LoadUnsafe(ref rows, odd);
            f += Vector512.LoadUnsafe(ref rows, odd + 8);
            g += Vector512.LoadUnsafe(ref rows, odd + 16);
            h += Vector512.LoadUnsafe(ref rows, odd + 24);
        }
        if (i < activities.Length)
        {
            var last = (nuint)(uint)(activities[i] * Columns);
            a += Vector512.LoadUnsafe(ref rows, last);
            b += Vector512.LoadUnsafe(ref rows, last + 8);
            c += Vector512.LoadUnsafe(ref rows, last + 16);
            d += Vector512.LoadUnsafe(ref rows, last + 24);
        }
        ((a + e) / Vector512.Create<double>(_all)).StoreUnsafe(ref densities);
        ((b + f) / Vector512.Create<double>(_all.AsSpan(8))).StoreUnsafe(ref densities, 8);
        ((c + g) / Vector512.Create<double>(_all.AsSpan(16))).StoreUnsafe(ref densities, 16);
        ((d + h) / Vector512.Create<double>(_all.AsSpan(24))).StoreUnsafe(ref densities, 24);
    }
}
