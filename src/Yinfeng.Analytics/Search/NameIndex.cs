using Yinfeng.Analytics.Names;

namespace Yinfeng.Analytics.Search;

/// <summary>What names are read with; the same for building an index and for asking it.</summary>
public sealed record NameReading(NameFolding Folding, NameParser Parser, Pinyin Pinyin);

/// <summary>Names in the order of their folded text, in blocks of 64, with what finds the blocks. Never changed once built.</summary>
/// <remarks>A slot is a place in that order. A name with brackets has a second slot, without what they hold. Some 25 bytes a name besides the names.</remarks>
public sealed class NameIndex
{
    internal const int BlockSize = 64;

    /// <summary>Longer names are indexed by their first characters.</summary>
    internal const int Longest = 255;
    internal const int WithoutBrackets = 1 << 31;

    internal NameIndex(INameList names, NameReading reading, IndexColumns columns, BlockPostings postings)
    {
        (Names, Reading, Columns, Postings) = (names, reading, columns, postings);
        FirstKeys = new ulong[(columns.Slots.Length + BlockSize - 1) / BlockSize];
        Span<char> text = stackalloc char[Longest];
        for (var block = 0; block < FirstKeys.Length; block++)
        {
            FirstKeys[block] = SlotSort.Key(Text(block * BlockSize, text), 0);
        }
    }

    /// <summary>As <see cref="WriteTo"/> wrote it, by the same build of the program, over the same names.</summary>
    /// <exception cref="IOException">The stream holds nothing of the kind, or only a part of it.</exception>
    public static NameIndex ReadFrom(Stream from, INameList names, NameReading reading) => new(names, reading, new IndexColumns(from), new BlockPostings(from));

    public void WriteTo(Stream to)
    {
        Columns.WriteTo(to);
        Postings.WriteTo(to);
    }

    public INameList Names { get; }
    public long Bytes => Columns.Bytes + Postings.Bytes + (FirstKeys.Length * 8L);
    public int Slots => Columns.Slots.Length;

    /// <summary>The least weight of the heaviest companies, whose abbreviations people use.</summary>
    public byte LeastProminent => Columns.LeastProminent;
    internal NameReading Reading { get; }
    internal IndexColumns Columns { get; }
    internal BlockPostings Postings { get; }

    /// <summary>The first four characters of each block, as one number that orders like the text.</summary>
    internal ulong[] FirstKeys { get; }

    internal int Row(int slot) => Columns.Slots[slot] & ~WithoutBrackets;

    /// <summary>The folded text of a slot, written into a buffer of <see cref="Longest"/>.</summary>
    internal ReadOnlySpan<char> Text(int slot, Span<char> buffer) => Text(Names, Reading.Folding, Columns.Slots[slot], buffer);

    internal static ReadOnlySpan<char> Text(INameList names, NameFolding folding, int slot, Span<char> buffer)
    {
        var name = names.Name(slot & ~WithoutBrackets);
        name = name[..Math.Min(name.Length, Longest)];
        return buffer[..((slot & WithoutBrackets) == 0 ? folding.Fold(name, buffer) : folding.FoldWithoutBrackets(name, buffer))];
    }

    /// <summary>The first slot whose text is not before this one.</summary>
    internal int LowerBound(ReadOnlySpan<char> text) => Bound(text, static (slot, wanted) => slot.SequenceCompareTo(wanted) >= 0);

    /// <summary>The first slot behind all that begin with the text.</summary>
    internal int PrefixEnd(ReadOnlySpan<char> text) =>
        Bound(text, static (slot, wanted) => slot.SequenceCompareTo(wanted) > 0 && !slot.StartsWith(wanted));

    private delegate bool IsBehind(ReadOnlySpan<char> slot, ReadOnlySpan<char> wanted);

    private int Bound(ReadOnlySpan<char> wanted, IsBehind behind)
    {
        // The blocks' first characters stand close together: they narrow the range before names are read.
        var (low, high) = (SlotSort.Key(wanted, 0), SlotSort.LastKey(wanted));
        var from = Math.Max(0, (FirstAtLeast(low) - 1) * BlockSize);
        var to = high == ulong.MaxValue ? Slots : Math.Min(Slots, FirstAtLeast(high + 1) * BlockSize);
        Span<char> buffer = stackalloc char[Longest];
        while (from < to)
        {
            var middle = (int)(((long)from + to) >> 1);
            (from, to) = behind(Text(middle, buffer), wanted) ? (from, middle) : (middle + 1, to);
        }
        return from;
    }

    private int FirstAtLeast(ulong key)
    {
        var (from, to) = (0, FirstKeys.Length);
        while (from < to)
        {
            var middle = (from + to) >> 1;
            (from, to) = FirstKeys[middle] >= key ? (from, middle) : (middle + 1, to);
        }
        return from;
    }
}
