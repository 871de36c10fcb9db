namespace Yinfeng.Analytics.Search;

/// <summary>Finds the companies that somebody means, best first, in one index or in several that complete each other.</summary>
/// <remarks>Texts that stand in a name win over everything that has to be guessed, so guesses are made only where there is room left.</remarks>
public static class NameSearch
{
    private const int ShortestWhole = 8;

    /// <param name="Holds">Rows for which this index speaks; all when null.</param>
    public readonly record struct Part(NameIndex Index, Func<int, bool>? Holds = null);

    public static IReadOnlyList<Found> Run(NameQuery query, params ReadOnlySpan<Part> parts)
    {
        var hits = new TopHits(query.Limit);
        if (query.Text.Length == 0 || query.Limit == 0)
        {
            return [];
        }
        Each(parts, query, hits, LiteralSearch.Beginning);
        if (!hits.HasExact)
        {
            if (WantsInside(query, hits))
            {
                Each(parts, query, hits, LiteralSearch.Inside);
            }
            if (WantsAbbreviations(hits))
            {
                Each(parts, query, hits, LooseSearch.Abbreviations);
            }
            Each(parts, query, hits, InitialsSearch.Run);
            Each(parts, query, hits, LooseSearch.Words);
        }
        if (WantsEdits(query, hits))
        {
            Each(parts, query, hits, EditSearch.Run);
        }
        if (WantsPlaceAndBrand(query, hits))
        {
            Each(parts, query, hits, LooseSearch.PlaceAndBrand);
        }
        if (hits.Count == 0)
        {
            Each(parts, query, hits, LooseSearch.Similar);
        }
        return hits.Hits.ToArray();
    }

    /// <summary>Whoever typed that much of a name from its beginning means a name that begins so.</summary>
    internal static bool WantsInside(NameQuery query, TopHits hits) => hits.Count == 0 || query.Text.Length < ShortestWhole;

    /// <summary>The text is no brand and trade as it stands.</summary>
    internal static bool WantsAbbreviations(TopHits hits) => hits.Count == 0 || hits.Hits[0].Kind != MatchKind.Core;

    /// <summary>Nothing was found, or a text as long as a whole name stands only inside others.</summary>
    internal static bool WantsEdits(NameQuery query, TopHits hits) =>
        hits.Count == 0 || (query.Text.Length >= ShortestWhole && hits.Hits[0].Kind == MatchKind.Middle);

    /// <summary>Nothing certain was found, and there is room.</summary>
    internal static bool WantsPlaceAndBrand(NameQuery query, TopHits hits) => hits.Count == 0
        || (hits.Count < query.Limit && hits.Hits[0].Kind is not (MatchKind.Exact or MatchKind.Core or MatchKind.Prefix or MatchKind.Slip or MatchKind.OneEdit));

    private static void Each(ReadOnlySpan<Part> parts, NameQuery query, TopHits hits, Action<NameIndex, NameQuery, TopHits> stage)
    {
        foreach (var part in parts)
        {
            stage(part.Index, query.Within(part.Holds), hits);
        }
    }
}
