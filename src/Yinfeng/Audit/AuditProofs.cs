namespace Yinfeng.Audit;

/// <summary>Checks proofs with nothing but two roots, as RFC 9162 2.1.3.2 and 2.1.4.2 say. A page or a neighbour can do the same.</summary>
internal static class AuditProofs
{
    public static bool Includes(AuditHash hash, byte[] leaf, long index, long size, IReadOnlyList<byte[]> path, byte[] root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }
        var (fn, sn, r) = (index, size - 1, leaf);
        foreach (var p in path)
        {
            if (sn == 0)
            {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn)
            {
                r = hash.Node(p, r);
                while ((fn & 1) == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                r = hash.Node(r, p);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && r.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether the log of <paramref name="from"/> entries is the beginning of the one of <paramref name="size"/>.</summary>
    public static bool Consistent(AuditHash hash, long from, byte[] before, long size, byte[] now, IReadOnlyList<byte[]> proof)
    {
        if (from == size)
        {
            return proof.Count == 0 && before.AsSpan().SequenceEqual(now);
        }
        if (from <= 0 || from > size || proof.Count == 0)
        {
            return from == 0 && proof.Count == 0;
        }
        var whole = (from & (from - 1)) == 0; // A power of two is a node of the later tree itself.
        var at = whole ? 0 : 1;
        var (fn, sn) = (from - 1, size - 1);
        while ((fn & 1) == 1)
        {
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        var (fr, sr) = whole ? (before, before) : (proof[0], proof[0]);
        for (; at < proof.Count; at++)
        {
            if (sn == 0)
            {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn)
            {
                fr = hash.Node(proof[at], fr);
                sr = hash.Node(proof[at], sr);
                while ((fn & 1) == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                sr = hash.Node(sr, proof[at]);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && fr.AsSpan().SequenceEqual(before) && sr.AsSpan().SequenceEqual(now);
    }
}
