using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>Location quotients (区位商): a region's share in an activity over the activity's share in everything.</summary>
internal sealed class LocationQuotients
{
    private const int RegionsPerTask = 64;
    private readonly int[] _counts;
    private readonly long[] _ofRegion;
    private readonly double[] _shares;

    public LocationQuotients(int[] counts, int regions, int activities)
    {
        (_counts, _ofRegion) = (counts, new long[regions]);
        var ofActivity = new long[activities];
        Parallel.For(0, (regions + RegionsPerTask - 1) / RegionsPerTask, () => new long[activities], (task, _, sums) =>
        {
            for (var region = task * RegionsPerTask; region < Math.Min(regions, (task + 1) * RegionsPerTask); region++)
            {
                _ofRegion[region] = Add(counts.AsSpan(region * activities, activities), sums);
            }
            return sums;
        }, sums =>
        {
            lock (ofActivity)
            {
                TensorPrimitives.Add(ofActivity, sums, ofActivity);
            }
        });
        double all = TensorPrimitives.Sum<long>(_ofRegion);
        _shares = Array.ConvertAll(ofActivity, firms => firms / all);
    }

    /// <param name="region">Its row in the counts.</param>
    /// <param name="quotients">One per activity; 0 where nobody is.</param>
    public void Fill(int region, Span<double> quotients)
    {
        var counts = _counts.AsSpan(region * quotients.Length, quotients.Length);
        var total = Vector512.Create((double)Math.Max(1, _ofRegion[region]));
        var whole = counts.Length - (counts.Length % Vector512<double>.Count);
        for (var at = 0; at < whole; at += Vector512<double>.Count)
        {
            var count = Vector512.ConvertToDouble(Wide(counts[at..]));
            var quotient = Vector512.Divide(Vector512.Divide(count, total), Vector512.Create<double>(_shares.AsSpan(at)));
            Vector512.ConditionalSelect(Vector512.GreaterThan(count, Vector512<double>.Zero), quotient, Vector512<double>.Zero).CopyTo(quotients[at..]);
        }
        for (var at = whole; at < counts.Length; at++)
        {
            quotients[at] = counts[at] > 0 ? counts[at] / (double)_ofRegion[region] / _shares[at] : 0;
        }
    }

    /// <summary>Adds the activities of which the region has at least its share: <see cref="Fill"/> at least 1.</summary>
    public void AddPresent(int region, List<int> present)
    {
        var activities = _shares.Length;
        var counts = _counts.AsSpan(region * activities, activities);
        var total = Vector512.Create((double)Math.Max(1, _ofRegion[region]));
        var whole = counts.Length - (counts.Length % Vector512<double>.Count);
        for (var at = 0; at < whole; at += Vector512<double>.Count)
        {
            var firms = Vector256.Create<int>(counts[at..]);
            if (firms == Vector256<int>.Zero)
            {
                continue;
            }
            // Nothing over a share of nothing is no number, and so not at least 1.
            var quotient = Vector512.Divide(Vector512.Divide(Vector512.ConvertToDouble(Wide(counts[at..])), total), Vector512.Create<double>(_shares.AsSpan(at)));
            for (var bits = Vector512.GreaterThanOrEqual(quotient, Vector512<double>.One).ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                present.Add(at + BitOperations.TrailingZeroCount(bits));
            }
        }
        for (var at = whole; at < counts.Length; at++)
        {
            if (counts[at] > 0 && counts[at] / (double)_ofRegion[region] / _shares[at] >= 1)
            {
                present.Add(at);
            }
        }
    }

    /// <summary>Adds a region's firms to the sums of the activities.</summary>
    /// <returns>All its firms.</returns>
    private static long Add(ReadOnlySpan<int> counts, Span<long> sums)
    {
        var (total, whole) = (0L, counts.Length - (counts.Length % Vector512<long>.Count));
        var vectors = Vector512<long>.Zero;
        for (var at = 0; at < whole; at += Vector512<long>.Count)
        {
            var firms = Wide(counts[at..]);
            vectors += firms;
            (firms + Vector512.Create<long>(sums[at..])).CopyTo(sums[at..]);
        }
        for (var at = whole; at < counts.Length; at++)
        {
            total += counts[at];
            sums[at] += counts[at];
        }
        return total + Vector512.Sum(vectors);
    }

    private static Vector512<long> Wide(ReadOnlySpan<int> counts)
    {
        var (low, high) = Vector256.Widen(Vector256.Create(counts));
        return Vector512.Create(low, high);
    }
}
