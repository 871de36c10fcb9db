using System.Runtime.InteropServices;

namespace Yinfeng.Analytics.Search;

/// <summary>Builds a <see cref="NameIndex"/> with all processors: fold, sort, then sign and post block by block.</summary>
public static class NameIndexBuilder
{
    private const int MostProminent = 50, Few = 4096;

    /// <param name="names">Names by row; rows that are not given are not indexed.</param>
    /// <param name="rows">Rows to index, ascending; all when null.</param>
    /// <param name="weight">The weight of a row's company, 0 to 255: greater ranks first among equal matches.</param>
    /// <exception cref="ArgumentException">More names than one index holds (4 million): use several.</exception>
    public static NameIndex Build(INameList names, NameReading reading, Func<int, byte> weight, int[]? rows = null)
    {
        var (slots, text, starts, lengths) = Fold(names, reading, rows);
        var blocks = (slots.Length + NameIndex.BlockSize - 1) / NameIndex.BlockSize;
        if (blocks > BlockPostings.MostBlocks)
        {
            throw new ArgumentException($"{slots.Length} names are more than one index holds.", nameof(names));
        }
        var order = new SlotSort(text, starts, lengths).Sort();
        var columns = new IndexColumns(new int[slots.Length], new byte[slots.Length], new byte[slots.Length], new uint[slots.Length], new byte[blocks], [], []);
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
                    var slot = order[at];
                    var folded = text.AsSpan(starts[slot], lengths[slot]);
                    columns.Slots[at] = slots[slot];
                    columns.Weights[at] = weight(slots[slot] & ~NameIndex.WithoutBrackets);
                    columns.BlockWeights[block] = Math.Max(columns.BlockWeights[block], columns.Weights[at]);
                    columns.Signs[at] = NameSigns.Of(folded);
                    columns.Cores[at] = (byte)reading.Parser.Place(folded, out _);
                    Tokens(folded, columns.Cores[at], reading, scratch, block, builder);
                }
                builder.EndBlock(block);
            }
        });
        return new NameIndex(names, reading, WithProminent(columns), postings.Build());
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

    private static (int[] Slots, char[] Text, int[] Starts, byte[] Lengths) Fold(INameList names, NameReading reading, int[]? rows)
    {
        var count = rows?.Length ?? names.Count;
        var parts = Partition(count).Select(range => new FoldedPart(names, reading, rows, range.From, range.To)).ToArray();
        Parallel.ForEach(parts, part => part.Fold());
        var total = parts.Sum(p => p.Slots.Count);
        var (slots, starts, lengths) = (new int[total], new int[total], new byte[total]);
        var text = GC.AllocateUninitializedArray<char>(parts.Sum(p => p.Used));
        var (slotAt, textAt) = (0, 0);
        var places = parts.Select(p =>
        {
            var place = (Part: p, Slot: slotAt, Text: textAt);
            (slotAt, textAt) = (slotAt + p.Slots.Count, textAt + p.Used);
            return place;
        }).ToArray();
        Parallel.ForEach(places, place => place.Part.CopyTo(slots.AsSpan(place.Slot), text, place.Text, starts.AsSpan(place.Slot), lengths.AsSpan(place.Slot)));
        return (slots, text, starts, lengths);
    }

    private static IEnumerable<(int From, int To)> Partition(int count)
    {
        var parts = Math.Max(1, Math.Min(Environment.ProcessorCount * 4, count / 1024));
        return Enumerable.Range(0, parts).Select(p => ((int)((long)count * p / parts), (int)((long)count * (p + 1) / parts)));
    }

    /// <summary>The heaviest companies, about one in fifty: abbreviations such as 中石化 mean one of them.</summary>
    private static IndexColumns WithProminent(IndexColumns columns)
    {
        var counts = new int[256];
        foreach (var weight in columns.Weights)
        {
            counts[weight]++;
        }
        var (least, many) = (255, counts[255]);
        while (least > 0 && many + counts[least - 1] <= Math.Max(Few, columns.Slots.Length / MostProminent))
        {
            many += counts[--least];
        }
        var prominent = new int[many];
        for (int slot = 0, at = 0; slot < columns.Weights.Length; slot++)
        {
            if (columns.Weights[slot] >= least)
            {
                prominent[at++] = slot;
            }
        }
        return columns with { Prominent = prominent, ProminentSigns = Array.ConvertAll(prominent, slot => columns.Signs[slot]) };
    }

    /// <summary>The folded names of a run of rows.</summary>
    private sealed class FoldedPart(INameList names, NameReading reading, int[]? rows, int from, int to)
    {
        private readonly List<byte> _lengths = new(to - from);
        private char[] _text = new char[(to - from) * 16 + NameIndex.Longest];

        public List<int> Slots { get; } = new(to - from);
        public int Used { get; private set; }

        public void Fold()
        {
            for (var i = from; i < to; i++)
            {
                var row = rows?[i] ?? i;
                Add(row);
                if (names.Name(row).IndexOfAny('（', '(') > 0)
                {
                    Add(row | NameIndex.WithoutBrackets);
                }
            }
        }

        private void Add(int slot)
        {
            if (_text.Length - Used < NameIndex.Longest)
            {
                Array.Resize(ref _text, _text.Length * 2);
            }
            var length = NameIndex.Text(names, reading.Folding, slot, _text.AsSpan(Used, NameIndex.Longest)).Length;
            if (length > 0 || (slot & NameIndex.WithoutBrackets) == 0)
            {
                Slots.Add(slot);
                _lengths.Add((byte)Math.Min(byte.MaxValue, length));
                Used += _lengths[^1];
            }
        }

        public void CopyTo(Span<int> slots, char[] text, int textAt, Span<int> starts, Span<byte> lengths)
        {
            CollectionsMarshal.AsSpan(Slots).CopyTo(slots);
            _text.AsSpan(0, Used).CopyTo(text.AsSpan(textAt));
            for (var i = 0; i < _lengths.Count; i++)
            {
                (starts[i], lengths[i]) = (textAt, _lengths[i]);
                textAt += _lengths[i];
            }
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
