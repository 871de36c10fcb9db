using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>Proximity of two activities (Hidalgo et al. 2007): the smaller of the two conditional chances that a region which has
/// the one has the other, |A ∩ B| / max(|A|, |B|). 0 for an activity that no region has.</summary>
public sealed class Proximity
{
    /// <summary>Activities counted at once: one byte each in six registers.</summary>
    private const int BlockColumns = 384;

    private readonly double[] _values;

    /// <param name="reused">Proximities nobody needs any more: their memory is taken, which saves asking the system for new pages.</param>
    public Proximity(Presence presence, Proximity? reused = null)
    {
        Activities = presence.Activities;
        _values = Reused.Take(reused?._values, Activities * Activities);
        var regions = new double[Activities];
        for (var activity = 0; activity < Activities; activity++)
        {
            regions[activity] = presence.RegionsOf(activity).Length;
        }
        var blocks = (Activities + BlockColumns - 1) / BlockColumns;
        var has = Rows(presence, blocks);
        Parallel.For(0, blocks * Activities, () => new ushort[BlockColumns], (part, _, common) =>
        {
            var (block, activity) = (part / Activities, part % Activities);
            Count(presence.RegionsOf(activity), has.AsSpan(block * presence.Regions * BlockColumns), common);
            var first = block * BlockColumns;
            var row = _values.AsSpan((activity * Activities) + first, Math.Min(BlockColumns, Activities - first));
            for (var other = 0; other < row.Length; other++)
            {
                row[other] = common[other] / Math.Max(1, Math.Max(regions[activity], regions[first + other]));
            }
            return common;
        }, _ => { });
    }

    public int Activities { get; }

    /// <summary>Proximities of one activity to every activity.</summary>
    public ReadOnlySpan<double> Of(int activity) => _values.AsSpan(activity * Activities, Activities);

    /// <summary>One byte per region and activity, 1 where it is present; block by block, so that a block stays in a core's cache.</summary>
    private static byte[] Rows(Presence presence, int blocks)
    {
        var has = new byte[blocks * presence.Regions * BlockColumns];
        Parallel.For(0, presence.Regions, region =>
        {
            foreach (var activity in presence.ActivitiesOf(region))
            {
                has[(((activity / BlockColumns * presence.Regions) + region) * BlockColumns) + (activity % BlockColumns)] = 1;
            }
        });
        return has;
    }

    /// <summary>How many of the regions have each activity of a block: rows of bytes are added, and widened before a byte can overflow.</summary>
    private static void Count(ReadOnlySpan<int> regions, ReadOnlySpan<byte> has, ushort[] common)
    {
        Array.Clear(common);
        ref var rows = ref MemoryMarshal.GetReference(has);
        while (!regions.IsEmpty)
        {
            var some = regions[..Math.Min(byte.MaxValue, regions.Length)];
            regions = regions[some.Length..];
            var (a, b, c) = (Vector512<byte>.Zero, Vector512<byte>.Zero, Vector512<byte>.Zero);
            var (d, e, f) = (a, b, c);
            foreach (var region in some)
            {
                var at = (nuint)region * BlockColumns;
                a += Vector512.LoadUnsafe(ref rows, at);
                b += Vector512.LoadUnsafe(ref rows, at + 64);
                c += Vector512.LoadUnsafe(ref rows, at + 128);
                d += Vector512.LoadUnsafe(ref rows, at + 192);
                e += Vector512.LoadUnsafe(ref rows, at + 256);
                f += Vector512.LoadUnsafe(ref rows, at + 320);
            }
            Add(a, common);
            Add(b, common.AsSpan(64));
            Add(c, common.AsSpan(128));
            Add(d, common.AsSpan(192));
            Add(e, common.AsSpan(256));
            Add(f, common.AsSpan(320));
        }
    }

    private static void Add(Vector512<byte> counts, Span<ushort> sums)
    {
        var (low, high) = Vector512.Widen(counts);
        (low + Vector512.Create<ushort>(sums)).CopyTo(sums);
        (high + Vector512.Create<ushort>(sums[32..])).CopyTo(sums[32..]);
    }
}
