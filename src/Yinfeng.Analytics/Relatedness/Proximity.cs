using System.Numerics;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>Proximity of two activities (Hidalgo et al. 2007): the smaller of the two conditional chances that a region which has
/// the one has the other, |A ∩ B| / max(|A|, |B|). 0 for an activity that no region has.</summary>
public sealed class Proximity
{
    private const int Tile = 64;
    private readonly double[] _values;

    public Proximity(Presence presence)
    {
        Activities = presence.Activities;
        _values = GC.AllocateUninitializedArray<double>(Activities * Activities);
        var regions = new int[Activities];
        for (var activity = 0; activity < Activities; activity++)
        {
            regions[activity] = Common(presence.RegionsOf(activity), presence.RegionsOf(activity));
        }
        // Pairs are counted tile by tile in the upper half; each tile is mirrored while it is still in the cache.
        var side = (Activities + Tile - 1) / Tile;
        Parallel.For(0, side * side, tile =>
        {
            if (tile / side <= tile % side)
            {
                Fill(presence, regions, tile / side * Tile, tile % side * Tile);
            }
        });
    }

    public int Activities { get; }

    /// <summary>Proximities of one activity to every activity.</summary>
    public ReadOnlySpan<double> Of(int activity) => _values.AsSpan(activity * Activities, Activities);

    private void Fill(Presence presence, int[] regions, int top, int left)
    {
        for (var a = top; a < Math.Min(Activities, top + Tile); a++)
        {
            var ofA = presence.RegionsOf(a);
            for (var b = Math.Max(a, left); b < Math.Min(Activities, left + Tile); b++)
            {
                var most = Math.Max(1, Math.Max(regions[a], regions[b]));
                var value = Common(ofA, presence.RegionsOf(b)) / (double)most;
                _values[(a * Activities) + b] = value;
                _values[(b * Activities) + a] = value;
            }
        }
    }

    private static int Common(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var count = 0;
        b = b[..a.Length];
        for (var word = 0; word < a.Length; word++)
        {
            count += BitOperations.PopCount(a[word] & b[word]);
        }
        return count;
    }
}
