using Yinfeng.Analytics.Names;

namespace Yinfeng.Analytics.Search;

/// <summary>The same search without an index: every name is read for every query. What <see cref="NameSearch"/> is compared with, and what
/// searches a handful of names that changed a moment ago.</summary>
/// <remarks>It never guesses by likeness (<see cref="MatchKind.Similar"/>): what the index finds so depends on which blocks it looks at.</remarks>
internal static class ScanSearch
{
    private delegate MatchKind? Stage(ReadOnlySpan<char> name, int core, int row);

    /// <param name="rows">Rows to read.</param>
    public static IReadOnlyList<Found> Run(INameList names, NameReading reading, Func<int, byte> weight, NameQuery query, IEnumerable<int> rows)
    {
        var hits = new TopHits(query.Limit);
        var all = rows.Where(row => query.Allow?.Invoke(row) != false).ToList();
        if (query.Text.Length == 0 || query.Limit == 0)
        {
            return [];
        }
        Each((name, core, _) => name.StartsWith(query.Text) ? Literal(reading, query, name, core) : null);
        if (!hits.HasExact)
        {
            var inside = query.Text.Length > 1 && NameSearch.WantsInside(query, hits);
            Each((name, core, _) => inside ? Literal(reading, query, name, core) : null);
            var abbreviations = NameSearch.WantsAbbreviations(hits);
            Each((name, core, _) => Guess(reading, query, name, core, abbreviations));
            Each((name, _, row) => query.Words.Count > 1 && HoldsWords(query, name, row) ? MatchKind.Words : null);
        }
        if (NameSearch.WantsEdits(query, hits))
        {
            Each((name, _, _) => NameMatch.OneEdited(query.Text, name, reading.Pinyin));
        }
        if (NameSearch.WantsPlaceAndBrand(query, hits))
        {
            Each((name, core, row) => query.Adcode is { } adcode && query.Place > 0 && NameParser.Within(adcode(row), query.Place)
                && NameMatch.BeginsWithBrand(query.Core, name, core) ? MatchKind.PlaceAndBrand : null);
        }
        return hits.Hits.ToArray();

        void Each(Stage stage)
        {
            foreach (var row in all)
            {
                Read(names, reading, weight, row, stage, hits);
                Read(names, reading, weight, row | NameIndex.WithoutBrackets, stage, hits);
            }
        }
    }

    private static MatchKind? Literal(NameReading reading, NameQuery query, ReadOnlySpan<char> name, int core) =>
        NameMatch.Literal(query.Text, name, core, NameMatch.CoreEnd(name, reading.Parser.Parse(name)));

    private static MatchKind? Guess(NameReading reading, NameQuery query, ReadOnlySpan<char> name, int core, bool abbreviations)
    {
        if (abbreviations && query.Text.Length is >= 2 and <= LooseSearch.LongestAbbreviation && NameMatch.Abbreviates(query.Text, name, core, reading.Parser))
        {
            return MatchKind.Abbreviation;
        }
        if (!query.IsLatin || query.Text.Length < 2)
        {
            return null;
        }
        return NameMatch.Reads(query.Text, name, core, MatchKind.Initials, reading.Pinyin) ? MatchKind.Initials
            : NameMatch.Reads(query.Text, name, core, MatchKind.Pinyin, reading.Pinyin) ? MatchKind.Pinyin : null;
    }

    private static bool HoldsWords(NameQuery query, ReadOnlySpan<char> name, int row)
    {
        foreach (var word in query.Words)
        {
            var isThere = query.PlaceOf(word) is > 0 and var place && query.Adcode is { } adcode && NameParser.Within(adcode(row), place);
            if (!isThere && name.IndexOf(word) < 0)
            {
                return false;
            }
        }
        return query.Words.Any(w => w.Length > 1 && query.PlaceOf(w) == 0);
    }

    private static void Read(INameList names, NameReading reading, Func<int, byte> weight, int slot, Stage stage, TopHits hits)
    {
        var row = slot & ~NameIndex.WithoutBrackets;
        var name = NameIndex.Text(names, reading.Folding, slot, stackalloc char[NameIndex.Longest]);
        if (name.Length > 0 && stage(name, reading.Parser.Place(name, out _), row) is { } kind)
        {
            hits.Add(new(row, Ranks.Of(kind, weight(row), name.Length), kind));
        }
    }
}
