using System.Text;

namespace Yinfeng.Audit;

/// <summary>Leaf hashes of a run of entries, computed from their canonical bytes, or the first entry of them that is not as it was.</summary>
internal sealed class LeafBatch
{
    /// <summary>Number of the first entry; where a run comes from a file, as that entry says it.</summary>
    public long First { get; set; }
    public int Count { get; private set; }
    public AuditDamage? Damage { get; set; }

    /// <summary>Roots of the complete segments among them, where somebody computed them; a run then begins with a segment.</summary>
    public List<byte[]> Segments { get; } = [];
    private byte[] _leaves = [];

    public void Begin(long first)
    {
        (First, Count, Damage) = (first, 0, null);
        Segments.Clear();
    }

    public ReadOnlySpan<byte> Leaf(int i) => _leaves.AsSpan(i * AuditHash.Bytes, AuditHash.Bytes);

    /// <summary>Computes <see cref="Segments"/>: what one thread does here the one that adds up need not.</summary>
    public void Segment(AuditHash hash)
    {
        var peaks = new AuditPeaks(hash);
        for (var i = 0; i + AuditGrowth.Segment <= Count; i += AuditGrowth.Segment)
        {
            for (var j = 0; j < AuditGrowth.Segment; j++)
            {
                peaks.Add(Leaf(i + j));
            }
            Segments.Add(peaks.Root()!);
            peaks.Clear();
        }
    }

    /// <summary>Takes one entry; false when it is damaged and nothing more need be read.</summary>
    /// <param name="canonical">0x00 and the canonical bytes.</param>
    public bool Take(AuditHash hash, ReadOnlySpan<byte> canonical, ReadOnlySpan<byte> stored)
    {
        if (Count * AuditHash.Bytes == _leaves.Length)
        {
            Array.Resize(ref _leaves, Math.Max(16_384 * AuditHash.Bytes, _leaves.Length * 2));
        }
        var leaf = _leaves.AsSpan(Count * AuditHash.Bytes, AuditHash.Bytes);
        hash.Hash(canonical, leaf);
        if (!stored.SequenceEqual(leaf))
        {
            Damage = Describe(First + Count, canonical[1..], "内容与记录时的杂凑值不符：条目被改过。");
            return false;
        }
        Count++;
        return true;
    }

    /// <summary>Names an entry as far as it can still be read.</summary>
    public static AuditDamage Describe(long seq, ReadOnlySpan<byte> canonical, string why)
    {
        var fields = Encoding.UTF8.GetString(canonical).Split('\t');
        return new(seq, Field(1), Field(3), Field(4), why);

        string? Field(int i) => i < fields.Length ? fields[i] : null;
    }
}

/// <summary>Follows a log entry by entry, and holds its root against every anchor on the way.</summary>
internal sealed class AuditVerification(AuditHash hash, IEnumerable<AuditAnchor> anchors)
{
    private readonly List<AuditAnchor> _anchors = [.. anchors.OrderBy(a => a.Size)];
    private readonly AuditGrowth _growth = new(hash);
    private int _next;
    private long _vouched;

    public AuditDamage? Damage { get; private set; }
    public long Size => _growth.Size;

    /// <summary>Roots of the complete segments as they were computed.</summary>
    public IReadOnlyList<byte[]> Segments => _growth.Roots;

    /// <summary>Says that something is wrong beside the entries; the one of the smallest entry counts.</summary>
    public void Report(AuditDamage? damage) => Damage = Damage is null || damage?.Seq < Damage.Seq ? damage : Damage;

    /// <summary>False when the log is damaged here and nothing behind it need be read.</summary>
    public bool Add(LeafBatch batch)
    {
        if (batch is { First: < 0, Damage: { } unreadable })
        {
            Damage = unreadable with { Seq = Size }; // The block begins with a line that does not tell its number.
            return false;
        }
        if (batch.First != Size && (batch.Count > 0 || batch.Damage is not null))
        {
            Damage = new(Size, null, null, null, $"缺少第 {Size} 条（其后是第 {batch.First} 条）：条目被删除或调换了次序。");
            return false;
        }
        for (var i = 0; i < batch.Count; i++)
        {
            if (!Compare())
            {
                return false;
            }
            // A segment without an anchor inside is added as a whole.
            if (i % AuditGrowth.Segment == 0 && i / AuditGrowth.Segment < batch.Segments.Count
                && (_next == _anchors.Count || _anchors[_next].Size >= Size + AuditGrowth.Segment))
            {
                _growth.AddSegment(batch.Segments[i / AuditGrowth.Segment]);
                i += AuditGrowth.Segment - 1;
                continue;
            }
            _growth.Add(batch.Leaf(i));
        }
        Damage ??= batch.Damage;
        return Damage is null;
    }

    /// <param name="entries">How many there were, whether or not all were read.</param>
    /// <param name="keys">Ids of the keys that signed.</param>
    public AuditReport Finish(long entries, IReadOnlyList<string> keys)
    {
        if (Damage is null && Compare() && _next < _anchors.Count)
        {
            var missing = _anchors[_next];
            Damage = new(Size, null, null, null, $"{missing.Name}证明日志曾有 {missing.Size} 条，现在只有 {Size} 条：末尾被截断。");
        }
        var sound = Damage is null;
        return new(entries, sound ? _growth.Now().Root : null, sound, Damage, hash.Name, _anchors.Count == 0 ? 0 : sound ? _anchors[^1].Size : _vouched,
            _anchors.Count, keys);
    }

    /// <summary>Compares the root with anchors of this size; with one that differs, some entry since the last good one was rewritten.</summary>
    private bool Compare()
    {
        while (_next < _anchors.Count && _anchors[_next].Size <= Size)
        {
            var anchor = _anchors[_next];
            if (anchor.Size != Size || _growth.Now().Root != anchor.Root)
            {
                Damage = new(_vouched, null, null, null,
                    $"前 {anchor.Size} 条的根值与{anchor.Name}的根值不符：第 {_vouched} 条至第 {Math.Max(_vouched, anchor.Size - 1)} 条之间有条目连同杂凑值被改写。",
                    Math.Max(_vouched, anchor.Size - 1));
                return false;
            }
            _vouched = anchor.Size;
            _next++;
        }
        return true;
    }
}
