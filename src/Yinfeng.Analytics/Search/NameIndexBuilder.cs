namespace Yinfeng.Analytics.Search;

/// <summary>Builds <see cref="NameIndex"/>es with all processors: fold, sort, then sign and post block by block.</summary>
public static class NameIndexBuilder
{
    /// <summary>Indexes that together hold all names, each as many as it can (some 4 million).</summary>
    /// <param name="weight">The weight of a row's company, 0 to 255: greater ranks first among equal matches.</param>
    public static IReadOnlyList<NameIndex> Build(INameList names, NameReading reading, Func<int, byte> weight)
    {
        var indexes = FoldedNames.Of(names, reading, null).Select(folded => Build(folded, names, reading, weight)).ToList();
        var least = IndexColumns.FindLeastProminent(indexes.ConvertAll(i => i.Columns));
        indexes.ForEach(index => index.Columns.KeepProminent(least));
        return indexes;
    }

    /// <summary>A small index of some rows beside others.</summary>
    /// <param name="rows">Ascending, at most a million.</param>
    /// <param name="leastProminent"><see cref="NameIndex.LeastProminent"/> of the others: who is heavy there is heavy here.</param>
    public static NameIndex Build(INameList names, NameReading reading, Func<int, byte> weight, int[] rows, byte leastProminent)
    {
        var index = Build(FoldedNames.Of(names, reading, rows).Single(), names, reading, weight);
        index.Columns.KeepProminent(leastProminent);
        return index;
    }

    private static NameIndex Build(FoldedNames folded, INameList names, NameReading reading, Func<int, byte> weight)
    {
        var slots = folded.Slots;
        var order = new SlotSort(folded.Text, folded.Starts, folded.Lengths).Sort();
        var blocks = (slots.Length + NameIndex.BlockSize - 1) / NameIndex.BlockSize;
        var columns = new IndexColumns(slots.Length, blocks);
        var workers = Math.Max(1, Math.Min(Environment.ProcessorCount, blocks / 64));
        var postings = new PostingsBuilder(blocks, slots.Length, workers);
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
        {
            var builder = postings.Start(worker);
            var scratch = new byte[NameIndex.Longest];
            for (var block = (int)((long)blocks * worker / workers); block < (int)((long)blocks * (worker + 1) / workers); block++)
            {
                for (var at = block * NameIndex.BlockSize; at < Math.Min(slots.Length, (block + 1) * NameIndex.BlockSize); at++)
                {
                    var text = folded.Of(order[at]);
                    columns.Set(at, slots[order[at]], weight(slots[order[at]] & ~NameIndex.WithoutBrackets), text, reading.Parser.Parse(text));
                    Tokens(text, columns.Cores[at], reading, scratch, block, builder);
                }
                columns.EndBlock(block);
                builder.EndBlock(block);
            }
        });
        return new NameIndex(names, reading, columns, postings.Build());
    }

    private static void Tokens(ReadOnlySpan<char> folded, int core, NameReading reading, byte[] initials, int block, PostingsBuilder.Worker builder)
    {
        for (var i = 1; i < folded.Length; i++)
        {
            builder.Add(block, NameTokens.Pair(folded[i - 1], folded[i]));
        }
        reading.Pinyin.Initials(folded, initials);
        for (var length = NameTokens.FewestInitials; length <= NameTokens.MostInitials; length++)
        {
            builder.Add(block, NameTokens.Initials(initials.AsSpan(0, Math.Min(length, folded.Length))));
            builder.Add(block, NameTokens.Initials(initials.AsSpan(core, Math.Min(length, folded.Length - core))));
        }
    }
}

/// <summary>What of a name is looked up in the postings.</summary>
internal static class NameTokens
{
    /// <summary>So many initials make a token, from the beginning of the name and of the brand.</summary>
    public const int FewestInitials = 2, MostInitials = 4;
    private const uint Private = 0xE000_0000; // Where no two characters of a name lie.

    public static uint Pair(char first, char second) => (uint)first << 16 | second;

    public static uint Initials(ReadOnlySpan<byte> initials)
    {
        var token = 0u;
        foreach (var letter in initials)
        {
            token = unchecked((token << 6) + (uint)(letter - '/'));
        }
        return Private | token;
    }
}
