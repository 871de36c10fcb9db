using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Names;

namespace Yinfeng.Analytics.Search;

/// <summary>One value for each slot of an index, bounds for each block, and the slots of the heaviest companies.</summary>
internal sealed class IndexColumns
{
    private const int MostProminent = 50, FewProminent = 4096;

    public IndexColumns(int slots, int blocks)
    {
        (Slots, Signs, Weights) = (new int[slots], new uint[slots], new byte[slots]);
        (Lengths, Cores, CoreEnds) = (new byte[slots], new byte[slots], new byte[slots]);
        (BlockWeights, BlockCoreEnds) = (new byte[blocks], new byte[blocks]);
        Array.Fill(BlockCoreEnds, NameMatch.NoCore);
    }

    /// <summary>As <see cref="WriteTo"/> wrote it.</summary>
    public IndexColumns(Stream from)
    {
        (Slots, Signs, Weights) = (from.ReadArray<int>(), from.ReadArray<uint>(), from.ReadArray<byte>());
        (Lengths, Cores, CoreEnds) = (from.ReadArray<byte>(), from.ReadArray<byte>(), from.ReadArray<byte>());
        (BlockWeights, BlockCoreEnds) = (from.ReadArray<byte>(), from.ReadArray<byte>());
        KeepProminent(from.ReadArray<byte>().Single());
    }

    public void WriteTo(Stream to)
    {
        to.WriteArray<int>(Slots);
        to.WriteArray<uint>(Signs);
        to.WriteArray<byte>(Weights);
        to.WriteArray<byte>(Lengths);
        to.WriteArray<byte>(Cores);
        to.WriteArray<byte>(CoreEnds);
        to.WriteArray<byte>(BlockWeights);
        to.WriteArray<byte>(BlockCoreEnds);
        to.WriteArray<byte>([LeastProminent]);
    }

    /// <summary>Row; <see cref="NameIndex.WithoutBrackets"/> set in a second slot.</summary>
    public int[] Slots { get; }

    /// <summary>Which characters the name has: <see cref="NameSigns"/>.</summary>
    public uint[] Signs { get; }

    /// <summary>Of the company: greater ranks first.</summary>
    public byte[] Weights { get; }

    /// <summary>Of the folded name.</summary>
    public byte[] Lengths { get; }

    /// <summary>Where the brand begins.</summary>
    public byte[] Cores { get; }

    /// <summary>Where a text that is the core of the name ends at the earliest: <see cref="NameMatch.CoreEnd"/>.</summary>
    public byte[] CoreEnds { get; }

    /// <summary>The greatest weight in each block.</summary>
    public byte[] BlockWeights { get; }

    /// <summary>The least core end in each block.</summary>
    public byte[] BlockCoreEnds { get; }

    /// <summary>Of the heaviest companies.</summary>
    public byte LeastProminent { get; private set; }

    /// <summary>Slots of the heaviest companies, about one in fifty: abbreviations such as 中石化 mean one of them.</summary>
    public int[] Prominent { get; private set; } = [];
    public uint[] ProminentSigns { get; private set; } = [];

    public long Bytes => (Slots.Length * 12L) + (BlockWeights.Length * 2L) + (Prominent.Length * 8L);

    public void Set(int slot, int row, byte weight, ReadOnlySpan<char> folded, in NameParts parts)
    {
        (Slots[slot], Signs[slot], Weights[slot]) = (row, NameSigns.Of(folded), weight);
        (Lengths[slot], Cores[slot], CoreEnds[slot]) = ((byte)folded.Length, (byte)parts.Place, NameMatch.CoreEnd(folded, parts));
    }

    /// <summary>Keeps the bounds of a block whose slots are set.</summary>
    public void EndBlock(int block)
    {
        for (var slot = block * NameIndex.BlockSize; slot < Math.Min(Slots.Length, (block + 1) * NameIndex.BlockSize); slot++)
        {
            BlockWeights[block] = Math.Max(BlockWeights[block], Weights[slot]);
            BlockCoreEnds[block] = Math.Min(BlockCoreEnds[block], CoreEnds[slot]);
        }
    }

    /// <summary>The least weight of the heaviest companies of several indexes together.</summary>
    public static byte FindLeastProminent(IEnumerable<IndexColumns> all)
    {
        var (counts, total) = (new int[256], 0);
        foreach (var weights in all.Select(columns => columns.Weights))
        {
            total += weights.Length;
            foreach (var weight in weights)
            {
                counts[weight]++;
            }
        }
        var (least, many) = (255, counts[255]);
        while (least > 0 && many + counts[least - 1] <= Math.Max(FewProminent, total / MostProminent))
        {
            many += counts[--least];
        }
        return (byte)least;
    }

    /// <summary>Keeps the companies of this weight and above apart, once all slots are set.</summary>
    public void KeepProminent(byte least)
    {
        LeastProminent = least;
        Prominent = [.. Enumerable.Range(0, Weights.Length).Where(slot => Weights[slot] >= least)];
        ProminentSigns = Array.ConvertAll(Prominent, slot => Signs[slot]);
    }
}
