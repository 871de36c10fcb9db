using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>A proof in the words of REST and of the independent verifier: hashes in lower-case hex.</summary>
/// <param name="Kind"><c>consistency</c> or <c>inclusion</c>.</param>
/// <param name="From">Size of the earlier log; for inclusion the entry's number.</param>
/// <param name="FromRoot">Root of the earlier log; for inclusion the entry's leaf.</param>
public sealed record AuditProof(string Kind, string Hash, long From, string FromRoot, long Size, string Root, IReadOnlyList<string> Proof);

/// <summary>Computes the root of the log and proofs over it, reading only what was added since it was last asked.</summary>
public sealed class AuditCheckpoints(Database database) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private AuditGrowth? _growth;

    public async Task<AuditCheckpoint> NowAsync(CancellationToken ct) => (await GrownAsync(ct)).Now;

    /// <summary>Root of the first <paramref name="size"/> entries; null where there are not that many.</summary>
    public async Task<AuditCheckpoint?> AtAsync(long size, CancellationToken ct)
    {
        var (hash, now, roots) = await GrownAsync(ct);
        return size < 0 || size > now.Size ? null
            : size == 0 ? new(0, Convert.ToHexStringLower(hash.Hash([])))
            : new(size, Convert.ToHexStringLower(await Tree(hash, roots, ct).RootAsync(0, size)));
    }

    /// <returns>Null where the log never had such sizes.</returns>
    public async Task<AuditProof?> ConsistencyAsync(long from, long size, CancellationToken ct)
    {
        var (hash, now, roots) = await GrownAsync(ct);
        if (from < 1 || from > size || size > now.Size)
        {
            return null;
        }
        var tree = Tree(hash, roots, ct);
        var proof = await tree.ConsistencyAsync(from, size);
        return new("consistency", hash.Name, from, Convert.ToHexStringLower(await tree.RootAsync(0, from)), size,
            Convert.ToHexStringLower(await tree.RootAsync(0, size)), [.. proof.Select(Convert.ToHexStringLower)]);
    }

    /// <returns>Null where the log of that size has no such entry.</returns>
    public async Task<AuditProof?> InclusionAsync(long seq, long size, CancellationToken ct)
    {
        var (hash, now, roots) = await GrownAsync(ct);
        if (seq < 0 || seq >= size || size > now.Size)
        {
            return null;
        }
        var tree = Tree(hash, roots, ct);
        var path = await tree.InclusionAsync(seq, size);
        return new("inclusion", hash.Name, seq, Convert.ToHexStringLower(await tree.RootAsync(seq, seq + 1)), size,
            Convert.ToHexStringLower(await tree.RootAsync(0, size)), [.. path.Select(Convert.ToHexStringLower)]);
    }

    /// <summary>Roots of the complete segments, for keeping.</summary>
    internal async Task<IReadOnlyList<byte[]>> SegmentsAsync(CancellationToken ct) => (await GrownAsync(ct)).Roots;

    private AuditTree Tree(AuditHash hash, byte[][] roots, CancellationToken ct) => new(hash, roots, async (from, count) =>
    {
        await using var db = database.OpenRead();
        return await db.Set<AuditEntry>().Where(e => e.Seq >= from && e.Seq < from + count).OrderBy(e => e.Seq).Select(e => e.LeafHash).ToArrayAsync(ct);
    });

    private async Task<(AuditHash Hash, AuditCheckpoint Now, byte[][] Roots)> GrownAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var db = database.OpenRead();
            if (_growth is null)
            {
                var growth = new AuditGrowth(await AuditPeople.HashAsync(db, ct));
                (await db.Set<AuditSegment>().OrderBy(s => s.N).Select(s => s.Root).ToListAsync(ct)).ForEach(growth.AddSegment);
                _growth = growth;
            }
            var size = _growth.Size;
            await foreach (var leaf in db.Set<AuditEntry>().Where(e => e.Seq >= size).OrderBy(e => e.Seq)
                .Select(e => e.LeafHash).AsAsyncEnumerable().WithCancellation(ct))
            {
                _growth.Add(leaf);
            }
            var known = (_growth.Hash, _growth.Now(), _growth.Roots.ToArray());
            if (_growth.Size == 0)
            {
                _growth = null; // The first entry decides on the hash.
            }
            return known;
        }
        catch
        {
            _growth = null; // Half of it may have been added.
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
