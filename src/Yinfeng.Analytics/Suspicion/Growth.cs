namespace Yinfeng.Analytics.Suspicion;

/// <summary>Growth that nothing else shares: a robust line through all units, and how far one lies above it.</summary>
/// <remarks>Theil 1950, Sen 1968: the median of the slopes of all pairs; neither is moved by a few units that lie. The scale is the
/// median distance × 1.4826, and the tail that of Student's law with few degrees of freedom, for honest outliers are common.</remarks>
public static class Growth
{
    private const double Normal = 1.4826, LeastScale = 0.02;

    /// <summary>Distances from the robust line.</summary>
    /// <param name="x">Growth of the proxy, as logarithms, one per unit; no NaN.</param>
    /// <param name="y">Growth of the reported figure, same length and order.</param>
    public static double[] Residuals(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length || x.Length < 3)
        {
            throw new ArgumentException("Three units or more, and as many figures as proxies.", nameof(y));
        }
        var slopes = new List<double>(x.Length * (x.Length - 1) / 2);
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = i + 1; j < x.Length; j++)
            {
                if (x[i] != x[j])
                {
                    slopes.Add((y[j] - y[i]) / (x[j] - x[i]));
                }
            }
        }
        var slope = slopes.Count == 0 ? 0 : Median(slopes.ToArray());
        var left = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            left[i] = y[i] - slope * x[i];
        }
        var middle = Median([.. left]);
        for (var i = 0; i < left.Length; i++)
        {
            left[i] -= middle;
        }
        return left;
    }

    /// <summary>Each unit's mean distance over the proxies it has, in robust standard deviations, and the tail above it.</summary>
    /// <param name="y">Growth of the reported figure per unit.</param>
    /// <param name="proxies">One list per proxy, NaN where a unit has none; a proxy with fewer than three units is left out.</param>
    /// <returns>NaN and p = 1 for a unit without any proxy.</returns>
    public static (double[] Score, double[] P) Above(ReadOnlySpan<double> y, IReadOnlyList<double[]> proxies, double freedom)
    {
        var (sum, count) = (new double[y.Length], new int[y.Length]);
        foreach (var proxy in proxies)
        {
            var have = Enumerable.Range(0, y.Length).Where(i => !double.IsNaN(proxy[i])).ToArray();
            if (have.Length < 3)
            {
                continue;
            }
            var values = y.ToArray();
            var left = Residuals([.. have.Select(i => proxy[i])], [.. have.Select(i => values[i])]);
            for (var i = 0; i < have.Length; i++)
            {
                sum[have[i]] += left[i];
                count[have[i]]++;
            }
        }
        var mean = sum.Zip(count, (s, c) => c == 0 ? double.NaN : s / c).ToArray();
        var known = mean.Where(m => !double.IsNaN(m)).ToArray();
        if (known.Length == 0)
        {
            return (mean, [.. mean.Select(_ => 1.0)]);
        }
        var middle = Median([.. known]);
        var scale = Math.Max(LeastScale, Normal * Median([.. known.Select(m => Math.Abs(m - middle))]));
        var score = mean.Select(m => (m - middle) / scale).ToArray();
        return (score, [.. score.Select(z => double.IsNaN(z) ? 1 : Chance.StudentUpper(z, freedom))]);
    }

    /// <summary>The middle of a list; the list is sorted by it.</summary>
    public static double Median(double[] values)
    {
        Array.Sort(values);
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
