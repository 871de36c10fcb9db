using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>Cuts each region's activities into sections of 128: the rows of a section stay in a core's first cache while all regions pass.</summary>
internal sealed class DensitySections
{
    public const int Rows = 128;

    public DensitySections(Presence presence)
    {
        (Presence, Count) = (presence, (presence.Activities + Rows - 1) / Rows);
        Starts = new int[Count + 1][];
        for (var section = 0; section <= Count; section++)
        {
            Starts[section] = new int[presence.Regions];
        }
        for (var region = 0; region < presence.Regions; region++)
        {
            var (from, to) = presence.RangeOf(region);
            for (var section = 0; section <= Count; section++)
            {
                while (from < to && presence.All[from] < section * Rows)
                {
                    from++;
                }
                Starts[section][region] = from;
            }
        }
    }

    public Presence Presence { get; }
    public int Count { get; }

    /// <summary>Where in <see cref="Presence.All"/> a region's activities of a section begin; they end where the next section's begin.</summary>
    public int[][] Starts { get; }
}

/// <summary>32 columns of densities, for all regions: the proximities are copied together, padded with zeros, and added section by section.</summary>
internal sealed class DensityBlock(Presence presence)
{
    public const int Columns = 32;
    private readonly AlignedDoubles _rows = new(presence.Activities * Columns);
    private readonly AlignedDoubles _sums = new(presence.Regions * Columns);
    private readonly double[] _all = new double[Columns];

    /// <param name="first">The first of the columns.</param>
    /// <param name="densities">Regions × activities; the block writes its columns.</param>
    public void Fill(Proximity proximity, DensitySections sections, int first, double[] densities)
    {
        var width = Math.Min(Columns, presence.Activities - first);
        Array.Clear(_all);
        _sums.Span.Clear();
        for (var activity = 0; activity < presence.Activities; activity++)
        {
            var row = _rows.Span.Slice(activity * Columns, Columns);
            row[width..].Clear();
            proximity.Of(activity).Slice(first, width).CopyTo(row);
            TensorPrimitives.Add(_all, row, _all);
        }
        for (var section = 0; section < sections.Count; section++)
        {
            Add(presence.All, sections.Starts[section], sections.Starts[section + 1]);
        }
        for (var column = 0; column < Columns; column++)
        {
            _all[column] = _all[column] > 0 ? _all[column] : 1; // Nothing is close to it, so its sums are 0 too.
        }
        for (var region = 0; region < presence.Regions; region++)
        {
            TensorPrimitives.Divide(_sums.Span.Slice(region * Columns, width), _all.AsSpan(0, width), densities.AsSpan((region * presence.Activities) + first, width));
        }
    }

    /// <summary>Adds the rows of activities to each region's sums; two rows at a time, so that an addition does not wait for the one before it.</summary>
    private void Add(int[] activities, int[] starts, int[] ends)
    {
        ref var rows = ref _rows.First;
        for (var region = 0; region < starts.Length; region++)
        {
            ref var sums = ref _sums.At(region * Columns);
            var (a, b) = (Vector512.LoadUnsafe(ref sums), Vector512.LoadUnsafe(ref sums, 8));
            var (c, d) = (Vector512.LoadUnsafe(ref sums, 16), Vector512.LoadUnsafe(ref sums, 24));
            var (e, f, g, h) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            var (at, end) = (starts[region], ends[region]);
            for (; at + 1 < end; at += 2)
            {
                var (even, odd) = ((nuint)(uint)(activities[at] * Columns), (nuint)(uint)(activities[at + 1] * Columns));
                a += Vector512.LoadUnsafe(ref rows, even);
                b += Vector512.LoadUnsafe(ref rows, even + 8);
                c += Vector512.LoadUnsafe(ref rows, even + 16);
                d += Vector512.LoadUnsafe(ref rows, even + 24);
                e += Vector512.LoadUnsafe(ref rows, odd);
                f += Vector512.LoadUnsafe(ref rows, odd + 8);
                g += Vector512.LoadUnsafe(ref rows, odd + 16);
                h += Vector512.LoadUnsafe(ref rows, odd + 24);
            }
            if (at < end)
            {
                var last = (nuint)(uint)(activities[at] * Columns);
                a += Vector512.LoadUnsafe(ref rows, last);
                b += Vector512.LoadUnsafe(ref rows, last + 8);
                c += Vector512.LoadUnsafe(ref rows, last + 16);
                d += Vector512.LoadUnsafe(ref rows, last + 24);
            }
            (a + e).StoreUnsafe(ref sums);
            (b + f).StoreUnsafe(ref sums, 8);
            (c + g).StoreUnsafe(ref sums, 16);
            (d + h).StoreUnsafe(ref sums, 24);
        }
    }
}
