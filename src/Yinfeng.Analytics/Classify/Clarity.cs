namespace Yinfeng.Analytics.Classify;

/// <summary>How sure an answer is: from how far the best division stands before the second, and how much was said at all.</summary>
internal static class Clarity
{
    private const double Lead = 6.5, Base = -0.5;

    /// <summary>A logistic curve fitted to the judged rows of the tuning half; docs/methods/industry.md.</summary>
    public static double Confidence(float best, float second) =>
        1 / (1 + Math.Exp(-(Base + Lead * (best - second) / (best + second + 0.5))));
}
