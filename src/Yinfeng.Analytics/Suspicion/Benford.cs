namespace Yinfeng.Analytics.Suspicion;

/// <summary>First digits against log₁₀(1 + 1/d) (Benford 1938), for a thousand amounts or more.</summary>
/// <remarks>No ledger follows the law exactly, and with many amounts χ² finds every small departure. So a distance that any honest ledger
/// may have is granted first, and the rest is held against a bound that holds for every n (Bretagnolle, Huber, Carol).</remarks>
public static class Benford
{
    /// <summary>With fewer amounts true data would be flagged as often as not.</summary>
    public const int LeastAmounts = 1000;
    private const int Digits = 9;

    public static int FirstDigit(long fen)
    {
        var rest = Math.Abs(fen);
        while (rest >= 10)
        {
            rest /= 10;
        }
        return (int)rest;
    }

    /// <summary>Sum over the nine digits of |observed share − expected share|, from 0 to 2.</summary>
    /// <param name="counts">Ten slots; slot 0 is not looked at.</param>
    public static double Distance(ReadOnlySpan<int> counts)
    {
        var n = 0;
        foreach (var count in counts[1..])
        {
            n += count;
        }
        var distance = 0.0;
        for (var digit = 1; digit <= Digits; digit++)
        {
            distance += Math.Abs((double)counts[digit] / n - Math.Log10(1 + 1.0 / digit));
        }
        return distance;
    }

    /// <summary>2⁹·exp(−n(d − granted)²/2): an upper bound of the chance, never above 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than <see cref="LeastAmounts"/> amounts.</exception>
    public static double P(ReadOnlySpan<int> counts, double granted)
    {
        var n = 0;
        foreach (var count in counts[1..])
        {
            n += count;
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(n, LeastAmounts, nameof(counts));
        var beyond = Math.Max(0, Distance(counts) - granted);
        return Math.Min(1, Math.Pow(2, Digits) * Math.Exp(-n * beyond * beyond / 2));
    }
}
