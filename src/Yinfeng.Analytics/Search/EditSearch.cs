using System.Numerics;

namespace Yinfeng.Analytics.Search;

/// <summary>Names with one wrong, missing, extra or transposed character.</summary>
/// <remarks>An edit touches at most three pairs of neighbours, so a name that is one edit away still holds all other pairs of the typed text,
/// and all but one of its characters.</remarks>
internal static class EditSearch
{
    private const int MostPairsLost = 3;

    public static void Run(NameIndex index, NameQuery query, TopHits hits)
    {
        var typed = query.Text;
        if (typed.Length < NameMatch.ShortestEdited)
        {
            return;
        }
        var counts = BlockFinder.Count(index.Postings, typed);
        var pairs = BlockFinder.Pairs(typed, stackalloc uint[NameIndex.Longest]).Length;
        var blocks = Scratch.Blocks;
        var count = BlockCounts.AtLeast(counts, Math.Max(1, pairs - MostPairsLost), blocks);
        var columns = index.Columns;
        foreach (var block in blocks.AsSpan(0, count))
        {
            var first = block * NameIndex.BlockSize;
            var holding = NameSigns.Holding(columns.Signs.AsSpan(first, Math.Min(NameIndex.BlockSize, index.Slots - first)), query.Sign, missing: 1);
            for (; holding != 0; holding &= holding - 1)
            {
                Read(index, first + BitOperations.TrailingZeroCount(holding), query, hits);
            }
        }
    }

    private static void Read(NameIndex index, int slot, NameQuery query, TopHits hits)
    {
        var weight = index.Columns.Weights[slot];
        var row = index.Row(slot);
        if (Ranks.Best(MatchKind.Slip, weight) < hits.Least || query.Allow?.Invoke(row) == false)
        {
            return;
        }
        Span<char> buffer = stackalloc char[NameIndex.Longest];
        var name = index.Text(slot, buffer);
        if (NameMatch.OneEdited(query.Text, name, index.Reading.Pinyin) is { } kind)
        {
            hits.Add(new(row, Ranks.Of(kind, weight, name.Length), kind));
        }
    }
}
