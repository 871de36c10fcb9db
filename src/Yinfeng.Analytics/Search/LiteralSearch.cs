using System.Numerics;

namespace Yinfeng.Analytics.Search;

/// <summary>Names that hold the typed text as it stands: the whole name, its beginning, its brand, or a part of it.</summary>
internal static class LiteralSearch
{
    /// <summary>So many names are read for one text; the blocks with the heaviest companies come first. Only words that a hundred
    /// thousand names share reach it.</summary>
    private const int MostRead = 4_000;

    /// <summary>Names that begin with the text.</summary>
    public static void Beginning(NameIndex index, NameQuery query, TopHits hits)
    {
        var typed = query.Text;
        var columns = index.Columns;
        var (from, to) = (index.LowerBound(typed), index.PrefixEnd(typed));
        var read = 0;
        for (var slot = from; slot < to && read < MostRead; slot++)
        {
            if (slot % NameIndex.BlockSize == 0 && to - slot >= NameIndex.BlockSize
                && Ranks.Best(MatchKind.Exact, columns.BlockWeights[slot / NameIndex.BlockSize]) < hits.Least)
            {
                slot += NameIndex.BlockSize - 1;
            }
            else
            {
                // A text that ends within the place cannot be the core of any name.
                var best = typed.Length <= columns.Cores[slot] + 1 && slot > from ? MatchKind.Prefix : MatchKind.Exact;
                Read(index, slot, query, best, hits);
                read++;
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
                Read(index, first + BitOperations.TrailingZeroCount(holding), query, MatchKind.Core, hits);
                read++;
            }
        }
    }

    private static void Read(NameIndex index, int slot, NameQuery query, MatchKind best, TopHits hits)
    {
        var weight = index.Columns.Weights[slot];
        var row = index.Row(slot);
        if (Ranks.Best(best, weight) < hits.Least || query.Allow?.Invoke(row) == false)
        {
            return;
        }
        Span<char> buffer = stackalloc char[NameIndex.Longest];
        var name = index.Text(slot, buffer);
        if (NameMatch.Literal(query.Text, name, index.Columns.Cores[slot], index.Reading.Parser) is { } kind)
        {
            hits.Add(new(row, Ranks.Of(kind, weight, name.Length), kind));
        }
    }
}
