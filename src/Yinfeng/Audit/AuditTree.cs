namespace Yinfeng.Audit;

/// <summary>The complete subtrees of a growing Merkle tree, largest first: all that is needed to add a leaf or to tell the root.</summary>
internal sealed class AuditPeaks(AuditHash hash)
{
    /// <summary>One behind the other, 32 bytes each: a log of a million entries makes a million nodes, and none of them an object.</summary>
    private readonly byte[] _peaks = new byte[64 * AuditHash.Bytes];
    private int _count;

    public long Size { get; private set; }

    public void Add(ReadOnlySpan<byte> leaf)
    {
        leaf.CopyTo(Peak(_count++));
        for (var size = Size; (size & 1) == 1; size >>= 1, _count--)
        {
            hash.Node(Peak(_count - 2), Peak(_count - 1), Peak(_count - 2));
        }
        Size++;
    }

    /// <param name="right">Root of what stands behind these leaves; null for nothing.</param>
    /// <returns>Null for an empty tree.</returns>
    public byte[]? Root(byte[]? right = null)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            right = right is null ? Peak(i).ToArray() : hash.Node(Peak(i), right);
        }
        return right;
    }

    public void Clear() => (_count, Size) = (0, 0);

    private Span<byte> Peak(int i) => _peaks.AsSpan(i * AuditHash.Bytes, AuditHash.Bytes);
}

/// <summary>A log as it grows: its root at any moment, and the roots of its complete segments.</summary>
internal sealed class AuditGrowth(AuditHash hash)
{
    /// <summary>Entries in a segment. A power of two, so a segment's root is a node of the tree.</summary>
    public const int Segment = 4096;

    private readonly AuditPeaks _segments = new(hash), _tail = new(hash);

    public AuditHash Hash => hash;
    public List<byte[]> Roots { get; } = [];
    public long Size => _segments.Size * Segment + _tail.Size;

    public void Add(ReadOnlySpan<byte> leaf)
    {
        _tail.Add(leaf);
        if (_tail.Size == Segment)
        {
            AddSegment(_tail.Root()!);
            _tail.Clear();
        }
    }

    /// <summary>Adds a whole segment; nothing may stand behind the last one.</summary>
    public void AddSegment(byte[] root)
    {
        Roots.Add(root);
        _segments.Add(root);
    }

    /// <summary>MTH of RFC 6962 over everything added; the hash of nothing for an empty log.</summary>
    public byte[] Root() => _segments.Root(_tail.Root()) ?? hash.Hash([]);

    public AuditCheckpoint Now() => new(Size, Convert.ToHexStringLower(Root()));
}

/// <summary>Proofs of RFC 6962 over a stored log; reads only segments that a proof cuts through.</summary>
/// <param name="roots">Of the complete segments.</param>
/// <param name="leaves">Leaf hashes from an index on, that many.</param>
internal sealed class AuditTree(AuditHash hash, IReadOnlyList<byte[]> roots, Func<long, int, Task<byte[][]>> leaves)
{
    private readonly Dictionary<long, byte[][]> _read = [];

    /// <summary>PATH(index, D[size]) of 2.1.1: from the leaf's sibling upwards.</summary>
    public async Task<List<byte[]>> InclusionAsync(long index, long size)
    {
        var path = new List<byte[]>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var split = from + Split(to - from);
            if (index < split)
            {
                path.Add(await RootAsync(split, to));
                to = split;
            }
            else
            {
                path.Add(await RootAsync(from, split));
                from = split;
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>PROOF(from, D[size]) of 2.1.2: that the log of <paramref name="from"/> entries is the beginning of the one of <paramref name="size"/>.</summary>
    public async Task<List<byte[]>> ConsistencyAsync(long from, long size)
    {
        var proof = new List<byte[]>();
        var (left, right, isWhole) = (0L, size, true);
        while (from != right)
        {
            var split = left + Split(right - left);
            if (from <= split)
            {
                proof.Add(await RootAsync(split, right));
                right = split;
            }
            else
            {
                proof.Add(await RootAsync(left, split));
                (left, isWhole) = (split, false);
            }
        }
        if (!isWhole)
        {
            proof.Add(await RootAsync(left, right));
        }
        proof.Reverse();
        return proof;
    }

    /// <summary>MTH(D[from:to]); <paramref name="from"/> is where a subtree of the log begins.</summary>
    public async Task<byte[]> RootAsync(long from, long to)
    {
        var size = to - from;
        if (size == AuditGrowth.Segment && from / AuditGrowth.Segment < roots.Count)
        {
            return roots[(int)(from / AuditGrowth.Segment)];
        }
        if (size == 1)
        {
            return (await SegmentAsync(from / AuditGrowth.Segment, to))[from % AuditGrowth.Segment];
        }
        var split = from + Split(size);
        var (left, right) = (await RootAsync(from, split), await RootAsync(split, to));
        return hash.Node(left, right);
    }

    private async Task<byte[][]> SegmentAsync(long segment, long least)
    {
        var first = segment * AuditGrowth.Segment;
        if (!_read.TryGetValue(segment, out var known) || first + known.Length < least)
        {
            _read[segment] = known = await leaves(first, AuditGrowth.Segment);
        }
        return known;
    }

    /// <summary>The largest power of two smaller than <paramref name="size"/>.</summary>
    private static long Split(long size) => 1L << (63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)(size - 1)));
}
