namespace Yinfeng.Analytics.Suspicion;

/// <summary>Too many figures that lie just above what was asked: the density of value ÷ target jumps there (after McCrary 2008).</summary>
/// <remarks>Near the target an honest figure falls anywhere alike, given all the months before it, as long as the neighbourhood is
/// narrow beside what a month adds. So among the months in [−3w, 3w) the count in [0, w) is at most binomial with share 1/6;
/// the rules take 1/4. Formula and limits: docs/methods/suspicion.md.</remarks>
public static class Bunching
{
    /// <summary>How many windows the neighbourhood reaches to each side.</summary>
    public const int Reach = 3;

    /// <param name="ratios">Value ÷ target − 1 of each month that added something.</param>
    /// <param name="window">Width of "just above", 0.01 for one percent.</param>
    /// <param name="share">Largest share of the neighbourhood that honest figures put into the window.</param>
    /// <returns>Months near, months just above, and the exact tail; p = 1 where nothing is near.</returns>
    public static (int Near, int Above, double P) JustAbove(ReadOnlySpan<double> ratios, double window, double share)
    {
        var (near, above) = (0, 0);
        foreach (var ratio in ratios)
        {
            near += ratio >= -Reach * window && ratio < Reach * window ? 1 : 0;
            above += ratio >= 0 && ratio < window ? 1 : 0;
        }
        return (near, above, near == 0 ? 1 : Chance.BinomialUpper(near, above, share));
    }
}
