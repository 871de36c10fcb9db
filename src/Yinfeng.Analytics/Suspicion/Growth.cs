namespace Yinfeng.Analytics.Suspicion;

/// <summary>Growth that nothing else shares: a robust line through all units, and how far one lies above it.</summary>
/// <remarks>Theil 1950, Sen 1968: the median of the slopes of all pairs; neither is moved by a few units that lie. The scale is the
/// median distance × 1.4826, and the tail that of Student's law with few degrees of freedom, for honest outliers are common.</remarks>
public static class Growth
{
    private const double Normal = 1.4826, LeastScale = 0.02;

    /// <summary>What the robust slope leaves of each figure.</summary>
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
        return left;
    }

    /// <summary>Each unit's distance above the line, in robust standard deviations, and the tail above it.</summary>
    /// <param name="y">Growth of the reported figure per unit.</param>
    /// <param name="proxies">One list per proxy, NaN where a unit has none. Each is brought to median 0 and scale 1; what a unit has of
    /// them is averaged, so that the noise of one weighs less.</param>
    /// <returns>NaN and p = 1 for a unit without any proxy.</returns>
    public static (double[] Score, double[] P) Above(ReadOnlySpan<double> y, IReadOnlyList<double[]> proxies, double freedom)
    {
        var (sum, count, values) = (new double[y.Length], new int[y.Length], y.ToArray());
        foreach (var proxy in proxies)
        {
            var known = proxy.Where(v => !double.IsNaN(v)).ToArray();
            if (known.Length < 3)
            {
                continue;
            }
            var (middle, scale) = Spread(known);
            for (var i = 0; i < y.Length; i++)
            {
                sum[i] += double.IsNaN(proxy[i]) ? 0 : (proxy[i] - middle) / scale;
                count[i] += double.IsNaN(proxy[i]) ? 0 : 1;
            }
        }
        var have = Enumerable.Range(0, y.Length).Where(i => count[i] > 0).ToArray();
        var score = Enumerable.Repeat(double.NaN, y.Length).ToArray();
        if (have.Length >= 3)
        {
            var left = Residuals([.. have.Select(i => sum[i] / count[i])], [.. have.Select(i => values[i])]);
            var (middle, scale) = Spread(left);
            for (var i = 0; i < have.Length; i++)
            {
                score[have[i]] = (left[i] - middle) / scale;
            }
        }
        return (score, [.. score.Select(z => double.IsNaN(z) ? 1 : Chance.StudentUpper(z, freedom))]);
    }

    /// <summary>Median, and median distance from it × 1.4826.</summary>
    private static (double Middle, double Scale) Spread(double[] values)
    {
        var middle = Median([.. values]);
        return (middle, Math.Max(LeastScale, Normal * Median([.. values.Select(v => Math.Abs(v - middle))])));
    }

    /// <summary>The middle of a list; the list is sorted by it.</summary>
    public static double Median(double[] values)
    {
        Array.Sort(values);
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
