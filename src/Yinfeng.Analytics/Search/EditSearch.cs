using System.Numerics;

namespace Yinfeng.Analytics.Search;

/// <summary>Names with one wrong, missing, extra or transposed character.</summary>
/// <remarks>A wrong, missing or extra character touches at most two pairs of neighbours, so the name still holds all other pairs of the typed
/// text, and all but one of its characters. Two exchanged characters are exchanged back, place by place.</remarks>
internal static class EditSearch
{
    /// <summary>So many names are read: only short texts of common words reach it.</summary>
    private const int MostRead = 10_000;
    private const int MostPairsLost = 2;

    public static void Run(NameIndex index, NameQuery query, TopHits hits)
    {
        var typed = query.Text;
        if (typed.Length < NameMatch.ShortestEdited)
        {
            return;
        }
        Exchanged(index, query, hits);
        var counts = BlockFinder.Count(index.Postings, typed);
        var pairs = BlockFinder.Pairs(typed, stackalloc uint[NameIndex.Longest]).Length;
        var blocks = Scratch.Blocks;
        var count = BlockCounts.AtLeast(counts, typed.Length == NameMatch.ShortestEdited ? Math.Min(2, pairs) : Math.Max(1, pairs - MostPairsLost), blocks);
        ReadBlocks(index, blocks.AsSpan(0, count), 1, query, hits);
    }

    private static void Exchanged(NameIndex index, NameQuery query, TopHits hits)
    {
        Span<char> text = stackalloc char[NameIndex.Longest];
        text = text[..query.Text.Length];
        query.Text.CopyTo(text);
        for (var i = 1; i < text.Length; i++)
        {
            (text[i - 1], text[i]) = (text[i], text[i - 1]);
            var count = BlockFinder.WithAll(index.Postings, text, Scratch.Blocks);
            ReadBlocks(index, Scratch.Blocks.AsSpan(0, count), 0, query, hits);
            (text[i - 1], text[i]) = (text[i], text[i - 1]);
        }
    }

    private static void ReadBlocks(NameIndex index, ReadOnlySpan<ushort> blocks, int missing, NameQuery query, TopHits hits)
    {
        var columns = index.Columns;
        var read = 0;
        foreach (var block in blocks)
        {
            if (read >= MostRead)
            {
                return;
            }
            var first = block * NameIndex.BlockSize;
            var holding = NameSigns.Holding(columns.Signs.AsSpan(first, Math.Min(NameIndex.BlockSize, index.Slots - first)), query.Sign, missing);
            for (; holding != 0; holding &= holding - 1)
            {
                read += Read(index, first + BitOperations.TrailingZeroCount(holding), query, hits) ? 1 : 0;
            }
        }
    }

    /// <returns>False where the columns alone told that the name is not wanted.</returns>
    private static bool Read(NameIndex index, int slot, NameQuery query, TopHits hits)
    {
        var weight = index.Columns.Weights[slot];
        var row = index.Row(slot);
        if (Ranks.Best(MatchKind.Slip, weight) < hits.Least || query.Allow?.Invoke(row) == false)
        {
            return false;
        }
        Span<char> buffer = stackalloc char[NameIndex.Longest];
        var name = index.Text(slot, buffer);
        if (NameMatch.OneEdited(query.Text, name, index.Reading.Pinyin) is { } kind)
        {
            hits.Add(new(row, Ranks.Of(kind, weight, name.Length), kind));
        }
        return true;
    }
}
