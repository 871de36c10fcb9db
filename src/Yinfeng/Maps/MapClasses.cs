using System.Globalization;

namespace Yinfeng.Maps;

/// <summary>Classes of a heat map: at most five, each about as many times the one before, on round limits.</summary>
/// <param name="From">Lower limit of each class, rising.</param>
public sealed record MapClasses(IReadOnlyList<decimal> From)
{
    public const int Most = 5;
    private static readonly double[] Steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

    /// <param name="figures">Of the places; those not above zero are in no class.</param>
    /// <param name="whole">Counts: limits are whole numbers.</param>
    public static MapClasses Of(IEnumerable<decimal> figures, bool whole)
    {
        var above = figures.Where(f => f > 0).ToList();
        if (above.Count == 0)
        {
            return new MapClasses([]);
        }
        var (most, least) = (above.Max(), Math.Max(above.Min(), above.Max() / 1_000));
        if (whole && most <= Most)
        {
            return new MapClasses([.. Enumerable.Range(1, (int)most).Select(i => (decimal)i)]);
        }
        var ratio = Math.Pow((double)(most / least), 1.0 / Most);
        var limits = Enumerable.Range(0, Most).Select(i => Round((double)least * Math.Pow(ratio, i), whole)).Distinct().Where(l => l <= most).ToList();
        limits[0] = Math.Min(limits[0], above.Min());
        return new MapClasses(limits);
    }

    /// <summary>From 0; -1 where there is nothing.</summary>
    public int ClassOf(decimal figure) => figure <= 0 ? -1 : Math.Max(0, From.Count(f => f <= figure) - 1);

    /// <summary>Shade of a class from 0 to 4: few classes are as far apart as many.</summary>
    public int Shade(int at) => at < 0 ? -1 : From.Count == 1 ? 2 : at * (Most - 1) / (From.Count - 1);

    /// <summary>"20—49 个", "≥50 个".</summary>
    public string Label(int at, bool whole)
    {
        var from = Show(From[at]);
        return at == From.Count - 1 ? (whole && From.Count > 1 && From[at] < Most && From[at] == From[at - 1] + 1 ? $"{from}" : $"≥{from}")
            : whole ? (From[at + 1] - 1 <= From[at] ? from : $"{from}—{Show(From[at + 1] - 1)}") : $"{from}—{Show(From[at + 1])}";
    }

    private static string Show(decimal limit) => limit.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>Down to the next of the steps times a power of ten.</summary>
    private static decimal Round(double limit, bool whole)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(limit)));
        var round = (decimal)(power * Steps.Last(s => s <= limit / power || s == 1));
        return whole ? Math.Max(1, decimal.Floor(round)) : round;
    }
}
