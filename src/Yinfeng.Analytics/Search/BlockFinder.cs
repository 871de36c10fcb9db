namespace Yinfeng.Analytics.Search;

/// <summary>Which blocks may hold names with these characters.</summary>
internal static class BlockFinder
{
    private const int MostTested = 6;

    /// <summary>Blocks that hold every two neighbouring characters of the text.</summary>
    /// <returns>How many were written, ascending.</returns>
    public static int WithAll(BlockPostings postings, ReadOnlySpan<char> text, Span<ushort> found)
    {
        return WithAll(postings, Pairs(text, stackalloc uint[NameIndex.Longest]), found);
    }

    public static int WithAll(BlockPostings postings, Span<uint> tokens, Span<ushort> found)
    {
        // The rarest few decide; the others would only confirm.
        for (var i = 0; i < Math.Min(MostTested, tokens.Length); i++)
        {
            var rarest = i;
            for (var j = i + 1; j < tokens.Length; j++)
            {
                rarest = postings.Of(tokens[j]).Length < postings.Of(tokens[rarest]).Length ? j : rarest;
            }
            (tokens[i], tokens[rarest]) = (tokens[rarest], tokens[i]);
        }
        var count = Expand(postings, postings.Of(tokens[0]), found);
        for (var i = 1; i < Math.Min(MostTested, tokens.Length) && count > 0; i++)
        {
            var bucket = postings.Of(tokens[i]);
            var kept = 0;
            for (var j = 0; j < count; j++)
            {
                found[kept] = found[j];
                kept += postings.Contains(bucket, found[j]) ? 1 : 0;
            }
            count = kept;
        }
        return count;
    }

    /// <summary>For every block how many different pairs of neighbours of the text it may hold, in room that the next search overwrites.</summary>
    public static Span<byte> Count(BlockPostings postings, ReadOnlySpan<char> text)
    {
        var counts = Scratch.Counts.AsSpan(0, postings.BitmapLength * 16);
        counts.Clear();
        foreach (var pair in Pairs(text, stackalloc uint[NameIndex.Longest]))
        {
            BlockCounts.Add(postings, postings.Of(pair), counts);
        }
        return counts;
    }

    /// <summary>The different pairs of neighbours, written into the room.</summary>
    public static Span<uint> Pairs(ReadOnlySpan<char> text, Span<uint> room)
    {
        var count = 0;
        for (var i = 1; i < text.Length; i++)
        {
            var pair = NameTokens.Pair(text[i - 1], text[i]);
            if (!room[..count].Contains(pair))
            {
                room[count++] = pair;
            }
        }
        return room[..count];
    }

    /// <summary>Orders blocks by their greatest weight, the greatest first; equal ones stay as they were.</summary>
    public static void HeaviestFirst(Span<ushort> blocks, ReadOnlySpan<byte> weights)
    {
        Span<int> places = stackalloc int[257];
        foreach (var block in blocks)
        {
            places[256 - weights[block]]++;
        }
        for (var i = 1; i < 257; i++)
        {
            places[i] += places[i - 1];
        }
        var ordered = Scratch.Ordered.AsSpan(0, blocks.Length);
        foreach (var block in blocks)
        {
            ordered[places[255 - weights[block]]++] = block;
        }
        ordered.CopyTo(blocks);
    }

    private static int Expand(BlockPostings postings, ReadOnlySpan<ushort> bucket, Span<ushort> found)
    {
        if (!postings.IsBitmap(bucket))
        {
            bucket.CopyTo(found);
            return bucket.Length;
        }
        var count = 0;
        for (var i = 0; i < bucket.Length; i++)
        {
            for (int bits = bucket[i]; bits != 0; bits &= bits - 1)
            {
                found[count++] = (ushort)((i * 16) + System.Numerics.BitOperations.TrailingZeroCount(bits));
            }
        }
        return count;
    }
}

/// <summary>Room that a thread uses again for each search.</summary>
internal static class Scratch
{
    [ThreadStatic]
    private static ushort[]? _blocks;

    [ThreadStatic]
    private static byte[]? _counts;

    [ThreadStatic]
    private static ushort[]? _ordered;

    public static ushort[] Ordered => _ordered ??= new ushort[BlockPostings.MostBlocks];
    public static ushort[] Blocks => _blocks ??= new ushort[BlockPostings.MostBlocks];
    public static byte[] Counts => _counts ??= new byte[BlockPostings.MostBlocks];
}
