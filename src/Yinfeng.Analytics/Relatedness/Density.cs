using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>Density of an activity around a region (Hidalgo et al. 2007): the proximity of the activities that the region has, over
/// the proximity of all. High density says that what the activity needs is already there.</summary>
public sealed class Density
{
    private const int BlockColumns = 64;
    private readonly double[] _values;

    public Density(Presence presence, Proximity proximity)
    {
        (Regions, Activities) = (presence.Regions, presence.Activities);
        _values = GC.AllocateUninitializedArray<double>(Regions * Activities);
        var blocks = (Activities + BlockColumns - 1) / BlockColumns;
        Parallel.For(0, blocks, block =>
        {
            var columns = new Block(proximity, block * BlockColumns);
            for (var region = 0; region < Regions; region++)
            {
                columns.Sum(presence.ActivitiesOf(region), _values.AsSpan((region * Activities) + columns.First, columns.Width));
            }
        });
    }

    public int Regions { get; }
    public int Activities { get; }

    /// <summary>One density per activity, from 0 to 1; 0 for an activity that is close to none.</summary>
    public ReadOnlySpan<double> Of(int region) => _values.AsSpan(region * Activities, Activities);

    /// <summary>The definition, for one region: what the kernel is held against.</summary>
    public static double[] Plain(Presence presence, Proximity proximity, int region)
    {
        var densities = new double[presence.Activities];
        for (var activity = 0; activity < densities.Length; activity++)
        {
            var (there, all) = (0.0, 0.0);
            for (var other = 0; other < densities.Length; other++)
            {
                var near = proximity.Of(activity)[other];
                all += near;
                there += presence.QuotientsOf(region)[other] >= 1 ? near : 0;
            }
            densities[activity] = all > 0 ? there / all : 0;
        }
        return densities;
    }

    /// <summary>64 columns of the proximities, copied together so that they stay in a core's cache, padded with zeros.</summary>
    private sealed class Block
    {
        private readonly double[] _rows;
        private readonly double[] _all = new double[BlockColumns];

        public Block(Proximity proximity, int first)
        {
            (First, Width) = (first, Math.Min(BlockColumns, proximity.Activities - first));
            _rows = new double[proximity.Activities * BlockColumns];
            for (var activity = 0; activity < proximity.Activities; activity++)
            {
                var row = _rows.AsSpan(activity * BlockColumns, BlockColumns);
                proximity.Of(activity).Slice(First, Width).CopyTo(row);
                System.Numerics.Tensors.TensorPrimitives.Add(_all, row, _all);
            }
        }

        public int First { get; }
        public int Width { get; }

        /// <summary>Adds the rows of the activities in eight registers and divides by the sums of the columns.</summary>
        public void Sum(ReadOnlySpan<int> activities, Span<double> densities)
        {
            ref var rows = ref MemoryMarshal.GetArrayDataReference(_rows);
            var (a, b, c, d) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            var (e, f, g, h) = (a, b, c, d);
            foreach (var activity in activities)
            {
                var at = (nuint)activity * BlockColumns;
                a += Vector512.LoadUnsafe(ref rows, at);
                b += Vector512.LoadUnsafe(ref rows, at + 8);
                c += Vector512.LoadUnsafe(ref rows, at + 16);
                d += Vector512.LoadUnsafe(ref rows, at + 24);
                e += Vector512.LoadUnsafe(ref rows, at + 32);
                f += Vector512.LoadUnsafe(ref rows, at + 40);
                g += Vector512.LoadUnsafe(ref rows, at + 48);
                h += Vector512.LoadUnsafe(ref rows, at + 56);
            }
            Span<double> sums = stackalloc double[BlockColumns];
            a.CopyTo(sums);
            b.CopyTo(sums[8..]);
            c.CopyTo(sums[16..]);
            d.CopyTo(sums[24..]);
            e.CopyTo(sums[32..]);
            f.CopyTo(sums[40..]);
            g.CopyTo(sums[48..]);
            h.CopyTo(sums[56..]);
            for (var column = 0; column < densities.Length; column++)
            {
                densities[column] = _all[column] > 0 ? sums[column] / _all[column] : 0;
            }
        }
    }
}
