using System.Numerics;
using Yinfeng.Analytics.Names;

namespace Yinfeng.Analytics.Search;

/// <summary>Names by their reading: first letters (hwjs) or whole pinyin (huaweijishu), from the beginning of the name or of the brand.</summary>
internal static class InitialsSearch
{
    /// <summary>So many names are read; the blocks with the heaviest companies come first.</summary>
    private const int MostRead = 20_000;
    private const int MostReadings = 8;

    public static void Run(NameIndex index, NameQuery query, TopHits hits)
    {
        if (!query.IsLatin || query.Text.Length < 2)
        {
            return;
        }
        Run(index, query, query.Text, MatchKind.Initials, hits);
        foreach (var initials in index.Reading.Pinyin.Syllables(query.Text, MostReadings).Distinct())
        {
            Run(index, query, initials, MatchKind.Pinyin, hits);
        }
    }

    private static void Run(NameIndex index, NameQuery query, string initials, MatchKind kind, TopHits hits)
    {
        var columns = index.Columns;
        var letters = new byte[Math.Min(NameTokens.MostInitials, initials.Length)];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = (byte)initials[i];
        }
        var blocks = Scratch.Blocks;
        var count = letters.Length < NameTokens.FewestInitials ? 0 : BlockFinder.WithAll(index.Postings, [NameTokens.Initials(letters)], blocks);
        if (count > MostRead / NameIndex.BlockSize)
        {
            BlockFinder.HeaviestFirst(blocks.AsSpan(0, count), columns.BlockWeights);
        }
        var read = 0;
        foreach (var block in blocks.AsSpan(0, count))
        {
            if (read >= MostRead)
            {
                break;
            }
            if (Ranks.Best(kind, columns.BlockWeights[block]) >= hits.Least)
            {
                for (var slot = block * NameIndex.BlockSize; slot < Math.Min(index.Slots, (block + 1) * NameIndex.BlockSize); slot++)
                {
                    read += Read(index, slot, query, kind, hits) ? 1 : 0;
                }
            }
        }
    }

    /// <returns>False where the columns alone told that the name is not wanted.</returns>
    private static bool Read(NameIndex index, int slot, NameQuery query, MatchKind kind, TopHits hits)
    {
        var columns = index.Columns;
        var rank = Ranks.Of(kind, columns.Weights[slot], columns.Lengths[slot]);
        if (rank < hits.Least || query.Allow?.Invoke(index.Row(slot)) == false)
        {
            return false;
        }
        var name = index.Text(slot, stackalloc char[NameIndex.Longest]);
        if (NameMatch.Reads(query.Text, name, columns.Cores[slot], kind, index.Reading.Pinyin))
        {
            hits.Add(new(index.Row(slot), rank, kind));
        }
        return true;
    }
}
