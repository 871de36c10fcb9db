namespace Yinfeng.Analytics.Words;

/// <summary>What a small count of companies can and cannot show (Poisson).</summary>
public static class FewFirms
{
    private const double Settled = 1e-9;

    /// <summary>The chance to meet so few or fewer where <paramref name="expected"/> are to be expected.</summary>
    public static double AtMost(int count, double expected)
    {
        var (term, sum) = (Math.Exp(-expected), 0.0);
        for (var k = 0; k <= count; k++)
        {
            sum += term;
            term *= expected / (k + 1);
        }
        return Math.Min(1, sum);
    }

    /// <summary>The smallest expectation that a count still fits to: below it, so many or more are met with at most
    /// <paramref name="doubt"/>. The exact one-sided lower bound; 0 for a count of 0.</summary>
    /// <param name="doubt">0.05 for 95 % certainty.</param>
    public static double Lowest(int count, double doubt)
    {
        if (count == 0)
        {
            return 0;
        }
        // Exp(-expected) runs out of range; so far from zero the cube root is normal to five digits (Wilson and Hilferty).
        if (count > 500)
        {
            return count * Math.Pow(1 - (1.0 / (9 * count)) - (Quantile(doubt) / (3 * Math.Sqrt(count))), 3);
        }
        var (low, high) = (0.0, (double)count);
        while (high - low > Settled * count)
        {
            var middle = (low + high) / 2;
            (low, high) = 1 - AtMost(count - 1, middle) > doubt ? (low, middle) : (middle, high);
        }
        return low;
    }

    /// <summary>The value that a normal number exceeds with this chance (Abramowitz and Stegun 26.2.23, error below 0.00045).</summary>
    private static double Quantile(double chance)
    {
        var t = Math.Sqrt(-2 * Math.Log(chance));
        return t - ((2.515517 + (0.802853 * t) + (0.010328 * t * t)) / (1 + (1.432788 * t) + (0.189269 * t * t) + (0.001308 * t * t * t)));
    }
}
