using System.Numerics;

namespace Yinfeng.Analytics.Search;

/// <summary>Names that hold the typed text as it stands: the whole name, its beginning, its brand, or a part of it.</summary>
internal static class LiteralSearch
{
    /// <summary>So many names are read for one text; the blocks with the heaviest companies come first. Only words that a hundred
    /// thousand names share reach it.</summary>
    private const int MostRead = 4_000;

    /// <summary>Names that begin with the text: all of them are judged by their columns, block by block, and none is read.</summary>
    public static void Beginning(NameIndex index, NameQuery query, TopHits hits)
    {
        var columns = index.Columns;
        var length = query.Text.Length;
        var (from, to) = (index.LowerBound(query.Text), index.PrefixEnd(query.Text));
        while (from < to)
        {
            var block = from / NameIndex.BlockSize;
            var end = Math.Min(to, (block + 1) * NameIndex.BlockSize);
            // In a range of this order whoever has the text's own length comes first.
            var best = columns.Lengths[from] == length ? MatchKind.Exact : length >= columns.BlockCoreEnds[block] ? MatchKind.Core : MatchKind.Prefix;
            if (Ranks.Of(best, columns.BlockWeights[block], length) >= hits.Least)
            {
                Begins(index, from, end, query, hits);
            }
            from = end;
        }
    }

    private static void Begins(NameIndex index, int from, int to, NameQuery query, TopHits hits)
    {
        var columns = index.Columns;
        var length = query.Text.Length;
        for (var slot = from; slot < to; slot++)
        {
            var kind = columns.Lengths[slot] == length ? MatchKind.Exact : length >= columns.CoreEnds[slot] ? MatchKind.Core : MatchKind.Prefix;
            var rank = Ranks.Of(kind, columns.Weights[slot], columns.Lengths[slot]);
            if (rank >= hits.Least && query.Allow?.Invoke(index.Row(slot)) != false)
            {
                hits.Add(new(index.Row(slot), rank, kind));
            }
        }
    }

    /// <summary>Names that hold the text, of two characters at least, anywhere.</summary>
    public static void Inside(NameIndex index, NameQuery query, TopHits hits)
    {
        var (typed, columns) = (query.Text, index.Columns);
        if (typed.Length < 2)
        {
            return;
        }
        var blocks = Scratch.Blocks;
        var count = BlockFinder.WithAll(index.Postings, typed, blocks);
        if (count > MostRead / NameIndex.BlockSize)
        {
            BlockFinder.HeaviestFirst(blocks.AsSpan(0, count), columns.BlockWeights);
        }
        var read = 0;
        foreach (var block in blocks.AsSpan(0, count))
        {
            if (Ranks.Best(MatchKind.Core, columns.BlockWeights[block]) < hits.Least)
            {
                continue;
            }
            if (read > MostRead)
            {
                break;
            }
            var first = block * NameIndex.BlockSize;
            var holding = NameSigns.Holding(columns.Signs.AsSpan(first, Math.Min(NameIndex.BlockSize, index.Slots - first)), query.Sign, missing: 0);
            for (; holding != 0; holding &= holding - 1)
            {
                read += Read(index, first + BitOperations.TrailingZeroCount(holding), query, hits) ? 1 : 0;
            }
        }
    }

    /// <returns>False where the columns alone told that the name is not wanted.</returns>
    private static bool Read(NameIndex index, int slot, NameQuery query, TopHits hits)
    {
        var columns = index.Columns;
        var (weight, length, row) = (columns.Weights[slot], columns.Lengths[slot], index.Row(slot));
        var best = columns.Cores[slot] + query.Text.Length >= columns.CoreEnds[slot] ? MatchKind.Core : MatchKind.Brand;
        if (Ranks.Of(best, weight, length) < hits.Least || query.Allow?.Invoke(row) == false)
        {
            return false;
        }
        var name = index.Text(slot, stackalloc char[NameIndex.Longest]);
        if (NameMatch.Literal(query.Text, name, columns.Cores[slot], columns.CoreEnds[slot]) is { } kind)
        {
            hits.Add(new(row, Ranks.Of(kind, weight, length), kind));
        }
        return true;
    }
}
