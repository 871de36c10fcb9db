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
    private readonly float[] _roughShares;

    // Sixteen quotients are judged at once in single precision, whose four roundings stay below 3e-7; only those this close to 1 are divided.
    private const float Below = 1 - 1e-6f, Above = 1 + 1e-6f;

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
        _roughShares = Array.ConvertAll(_shares, share => (float)share);
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

    /// <summary>Writes down the activities of which the region has at least its share: <see cref="Fill"/> at least 1.</summary>
    /// <returns>How many.</returns>
    public int Present(int region, Span<int> present)
    {
        var counts = _counts.AsSpan(region * _shares.Length, _shares.Length);
        var total = Vector512.Create((float)_ofRegion[region]);
        var (whole, found) = (counts.Length - (counts.Length % Vector512<int>.Count), 0);
        for (var at = 0; at < whole; at += Vector512<int>.Count)
        {
            var firms = Vector512.ConvertToSingle(Vector512.Create<int>(counts[at..]));
            var share = total * Vector512.Create<float>(_roughShares.AsSpan(at));
            var possible = Vector512.GreaterThanOrEqual(firms, share * Below) & Vector512.GreaterThan(firms, Vector512<float>.Zero);
            var doubtful = Vector512.AndNot(possible, Vector512.GreaterThan(firms, share * Above));
            var bits = possible.ExtractMostSignificantBits();
            for (var unclear = doubtful.ExtractMostSignificantBits(); unclear != 0; unclear &= unclear - 1)
            {
                var bit = BitOperations.TrailingZeroCount(unclear);
                bits ^= IsPresent(region, at + bit) ? 0 : 1UL << bit;
            }
            for (; bits != 0; bits &= bits - 1)
            {
                present[found++] = at + BitOperations.TrailingZeroCount(bits);
            }
        }
        for (var at = whole; at < counts.Length; at++)
        {
            if (IsPresent(region, at))
            {
                present[found++] = at;
            }
        }
        return found;
    }

    private bool IsPresent(int region, int activity)
    {
        double count = _counts[(region * _shares.Length) + activity];
        return count > 0 && count / _ofRegion[region] / _shares[activity] >= 1;
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
