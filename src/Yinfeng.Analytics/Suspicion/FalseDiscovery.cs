namespace Yinfeng.Analytics.Suspicion;

/// <summary>Keeps the expected share of false alarms among all alarms of a run at q (Benjamini and Hochberg 1995).</summary>
public static class FalseDiscovery
{
    /// <summary>The largest p-value that counts as an alarm: p(k) for the largest k with p(k) ≤ k·q/m; 0 where there is none.</summary>
    /// <param name="p">All p-values of the family, also the large ones; each from 0 to 1, in any order.</param>
    /// <param name="q">The share that may be false, 0.10.</param>
    /// <returns>An alarm is every p ≤ the cut. Hypotheses that are independent or positively dependent keep the share at q·m₀/m.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p-value or q is outside [0, 1].</exception>
    public static double Cut(ReadOnlySpan<double> p, double q)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(q);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(q, 1);
        var sorted = p.ToArray();
        foreach (var one in sorted)
        {
            if (!(one is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(p), one, "A p-value lies between 0 and 1.");
            }
        }
        Array.Sort(sorted);
        for (var k = sorted.Length; k > 0; k--)
        {
            if (sorted[k - 1] <= k * q / sorted.Length)
            {
                return sorted[k - 1];
            }
        }
        return 0;
    }

    /// <summary>The line k·q/m that a p-value of rank k is held against, as an alarm states it.</summary>
    public static double Line(int rank, int family, double q) => rank * q / family;
}
