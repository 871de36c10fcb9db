namespace Yinfeng.Analytics.Search;

/// <summary>Why a name was found.</summary>
public enum MatchKind { Exact, Core, Prefix, Abbreviation, Brand, Slip, OneEdit, PlaceAndBrand, Initials, Pinyin, Middle, OneEditPart, Words, Similar, Code }

/// <summary>A row found, and how well it fits.</summary>
/// <param name="Rank">Higher is better; see <see cref="Ranks"/>.</param>
public readonly record struct Found(int Row, long Rank, MatchKind Kind)
{
    /// <summary>0 to 100: the kind of match before the point, the weight of the company behind it.</summary>
    public double Score => Math.Round((Rank >> 40) + ((Rank >> 32 & 0xFF) / 256.0), 2);
}

/// <summary>How matches are ordered: by kind, then by weight (head offices before branches, bigger capital), then the shorter name first.</summary>
internal static class Ranks
{
    private static readonly byte[] Points = new byte[Enum.GetValues<MatchKind>().Length];

    static Ranks()
    {
        foreach (var (kind, points) in (ReadOnlySpan<(MatchKind, byte)>)
        [
            (MatchKind.Exact, 99), (MatchKind.Code, 99), (MatchKind.Core, 95), (MatchKind.Abbreviation, 93), (MatchKind.Prefix, 90), (MatchKind.Brand, 85),
            (MatchKind.Slip, 82), (MatchKind.OneEdit, 80), (MatchKind.PlaceAndBrand, 75), (MatchKind.Initials, 70), (MatchKind.Pinyin, 70), (MatchKind.Middle, 60),
            (MatchKind.OneEditPart, 50), (MatchKind.Words, 40), (MatchKind.Similar, 30),
        ])
        {
            Points[(int)kind] = points;
        }
    }

    /// <param name="length">Of the name; longer ones rank behind.</param>
    public static long Of(MatchKind kind, byte weight, int length) =>
        (long)Points[(int)kind] << 40 | (long)weight << 32 | (long)(255 - Math.Min(255, length)) << 24;

    /// <summary>The best that a match of this kind can reach with a weight.</summary>
    public static long Best(MatchKind kind, byte weight) => Of(kind, weight, 0);
}
