namespace Yinfeng.Targeting;

/// <summary>What became of the advice of one band of scores. Told beside the list; no weight is changed by it.</summary>
/// <param name="From">Scores from here on, up to the band before.</param>
/// <param name="Came">Signed a project, or opened in the city afterwards by the base.</param>
/// <param name="Refused">The lead was closed without either. What is still open counts for neither.</param>
/// <param name="Rate">Came among those decided, 0 to 1; null while too few are decided to tell.</param>
/// <param name="Low">Lower bound of the rate (Wilson, 95 %).</param>
public sealed record AdviceBand(string Name, double? From, int Given, int Came, int Refused, double? Rate, double? Low, double? High)
{
    /// <summary>So many decided outcomes in all before a rate is told.</summary>
    public const int Least = 20;

    private static readonly (string Name, double From)[] Bands = [("0 以上", 0), ("−2 到 0", -2), ("−4 到 −2", -4), ("−4 以下", double.NegativeInfinity)];

    /// <returns>Every band, the highest first.</returns>
    public static IReadOnlyList<AdviceBand> Of(IReadOnlyCollection<AdviceLine> lines)
    {
        var tell = lines.Count(l => l.Came || l.Refused) >= Least;
        var upTo = double.PositiveInfinity;
        var bands = new List<AdviceBand>();
        foreach (var (name, from) in Bands)
        {
            var here = lines.Where(l => l.Advice.Score >= from && l.Advice.Score < upTo).ToList();
            var (came, refused) = (here.Count(l => l.Came), here.Count(l => l.Refused));
            var (low, high) = Wilson(came, came + refused);
            var rate = tell && came + refused > 0 ? came / (double)(came + refused) : (double?)null;
            bands.Add(new AdviceBand(name, double.IsFinite(from) ? from : null, here.Count, came, refused, rate, rate is null ? null : low, rate is null ? null : high));
            upTo = from;
        }
        return bands;
    }

    /// <summary>Wilson's interval of a share at 95 %.</summary>
    internal static (double Low, double High) Wilson(int hits, int of)
    {
        if (of == 0)
        {
            return (0, 1);
        }
        const double z = 1.959963984540054;
        var (share, square) = (hits / (double)of, z * z / of);
        var middle = (share + (square / 2)) / (1 + square);
        var half = z * Math.Sqrt((share * (1 - share) / of) + (square / (4 * of))) / (1 + square);
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
