namespace Yinfeng.Reports;

/// <summary>Whether published figures can be true at all: counts are whole, parts add up, shares follow from their operands.</summary>
public static class FigureChecks
{
    /// <summary>Looks for last year's count behind "<paramref name="count"/> projects, up <paramref name="yoyPercent"/> %".</summary>
    /// <param name="count">This year's count, not negative.</param>
    /// <param name="yoyPercent">The change as shown, e.g. 13.1; -100 or more.</param>
    /// <param name="decimals">Decimals that are shown, 0 to 6; rounding is half away from zero.</param>
    /// <returns>The smallest whole base whose change shows as that percentage; null if there is none, as for 61 and +13.1 %
    /// (54 gives 13.0, 53 gives 15.1).</returns>
    public static long? WholeNumberBase(long count, decimal yoyPercent, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(decimals, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 6);
        if (count == 0)
        {
            return yoyPercent == -100 ? 1 : null; // Nothing left: any base will do.
        }
        var half = 0.5m / Power10(decimals);
        var above = 100 + yoyPercent + half;
        if (above <= 0)
        {
            return null;
        }
        var least = Math.Max(1, (long)Math.Floor(100 * count / above));
        var below = 100 + yoyPercent - half;
        var most = below <= 0 ? decimal.MaxValue : Math.Ceiling(100 * count / below);
        // The quotient falls as the base grows: the first base from below that is not too high decides.
        for (var candidate = least; candidate <= most; candidate++)
        {
            var shown = Math.Round((count - candidate) * 100m / candidate, decimals, MidpointRounding.AwayFromZero);
            if (shown <= yoyPercent)
            {
                return shown == yoyPercent ? candidate : null;
            }
        }
        return null;
    }

    private static decimal Power10(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }
        return power;
    }
}
