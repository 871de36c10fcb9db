using System.Numerics;

namespace Yinfeng.Analytics.Search;

/// <summary>What is tried when the typed text does not stand in a name: abbreviations, place and brand, several words, likeness.</summary>
internal static class LooseSearch
{
    public const int LongestAbbreviation = 4;
    private const int MostBlocks = 1_000;

    /// <summary>Abbreviations of the heaviest companies: 中石化 is 中国石油化工.</summary>
    public static void Abbreviations(NameIndex index, NameQuery query, TopHits hits)
    {
        var typed = query.Text;
        if (typed.Length is < 2 or > LongestAbbreviation)
        {
            return;
        }
        var signs = index.Columns.ProminentSigns;
        for (var from = 0; from < signs.Length; from += NameIndex.BlockSize)
        {
            var holding = NameSigns.Holding(signs.AsSpan(from, Math.Min(NameIndex.BlockSize, signs.Length - from)), query.Sign, missing: 0);
            for (; holding != 0; holding &= holding - 1)
            {
                var slot = index.Columns.Prominent[from + BitOperations.TrailingZeroCount(holding)];
                Read(index, slot, MatchKind.Abbreviation, query, hits,
                    (name, core) => NameMatch.Abbreviates(typed, name, core, index.Reading.Parser));
            }
        }
    }

    /// <summary>The text behind its place at the brand of a company that is registered there: 滨州魏桥 is 山东魏桥 in 滨州.</summary>
    public static void PlaceAndBrand(NameIndex index, NameQuery query, TopHits hits)
    {
        if (query.Place == 0 || query.Adcode is not { } adcode)
        {
            return;
        }
        var core = query.Core;
        EachBlock(index, BlockFinder.WithAll(index.Postings, core, Scratch.Blocks), NameSigns.Of(core), 0, slot =>
        {
            if (Names.NameParser.Within(adcode(index.Row(slot)), query.Place))
            {
                Read(index, slot, MatchKind.PlaceAndBrand, query, hits, (name, at) => NameMatch.BeginsWithBrand(core, name, at));
            }
        });
    }

    /// <summary>Every word stands somewhere in the name, or names the place where the company is registered.</summary>
    public static void Words(NameIndex index, NameQuery query, TopHits hits)
    {
        if (query.Words.Count < 2)
        {
            return;
        }
        var places = query.Words.Where(w => query.PlaceOf(w) > 0).ToList();
        var words = query.Words.Except(places).ToList();
        var pairs = words.SelectMany(w => Enumerable.Range(1, w.Length - 1).Select(i => NameTokens.Pair(w[i - 1], w[i]))).Distinct().ToArray();
        if (pairs.Length == 0)
        {
            return;
        }
        EachBlock(index, BlockFinder.WithAll(index.Postings, pairs, Scratch.Blocks), NameSigns.Of(string.Concat(words)), 0, slot =>
            Read(index, slot, MatchKind.Words, query, hits, (name, _) => NameMatch.HoldsAll(words, name) && places.TrueForAll(p => IsThere(p, slot))));

        bool IsThere(string place, int slot) => index.Text(slot, stackalloc char[NameIndex.Longest]).IndexOf(place) >= 0
            || (query.Adcode is { } adcode && Names.NameParser.Within(adcode(index.Row(slot)), query.PlaceOf(place)));
    }

    /// <summary>The names that share most pairs of neighbours with the text. Blocks that share few are not looked at.</summary>
    public static void Similar(NameIndex index, NameQuery query, TopHits hits)
    {
        if (query.Text.Length < 3)
        {
            return;
        }
        var counts = BlockFinder.Count(index.Postings, query.Text);
        var blocks = Scratch.Blocks;
        int least = query.Text.Length - 1, count;
        for (count = 0; least > 0 && count < MostBlocks / 4; least--)
        {
            count = BlockCounts.AtLeast(counts, least, blocks.AsSpan(0, MostBlocks));
        }
        EachBlock(index, count, query.Sign, Math.Max(2, query.Text.Length / 3), slot =>
        {
            if (query.Allow?.Invoke(index.Row(slot)) != false)
            {
                var name = index.Text(slot, stackalloc char[NameIndex.Longest]);
                var likeness = NameMatch.Likeness(query.Text, name);
                if (likeness >= NameMatch.LeastLikeness)
                {
                    hits.Add(new(index.Row(slot), Ranks.Of(MatchKind.Similar, (byte)(likeness * byte.MaxValue), name.Length), MatchKind.Similar));
                }
            }
        });
    }

    private static void EachBlock(NameIndex index, int count, uint sign, int missing, Action<int> read)
    {
        foreach (var block in Scratch.Blocks.AsSpan(0, count))
        {
            var first = block * NameIndex.BlockSize;
            var holding = NameSigns.Holding(index.Columns.Signs.AsSpan(first, Math.Min(NameIndex.BlockSize, index.Slots - first)), sign, missing);
            for (; holding != 0; holding &= holding - 1)
            {
                read(first + BitOperations.TrailingZeroCount(holding));
            }
        }
    }

    private delegate bool Fits(ReadOnlySpan<char> name, int core);

    private static void Read(NameIndex index, int slot, MatchKind kind, NameQuery query, TopHits hits, Fits fits)
    {
        var weight = index.Columns.Weights[slot];
        var row = index.Row(slot);
        if (Ranks.Best(kind, weight) < hits.Least || query.Allow?.Invoke(row) == false)
        {
            return;
        }
        var name = index.Text(slot, stackalloc char[NameIndex.Longest]);
        if (fits(name, index.Columns.Cores[slot]))
        {
            hits.Add(new(row, Ranks.Of(kind, weight, name.Length), kind));
        }
    }
}
