using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>The state of the log at one moment: how many entries, and the root of their RFC 6962 tree in lower-case hex.</summary>
public sealed record AuditCheckpoint(long Size, string Root);

/// <summary>Computes the root of the log, reading only what was added since it was last asked.</summary>
public sealed class AuditCheckpoints(Database database) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly AuditPeaks _peaks = new();

    public async Task<AuditCheckpoint> NowAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var db = database.OpenRead();
            await foreach (var leaf in db.Set<AuditEntry>().Where(e => e.Seq >= _peaks.Size).OrderBy(e => e.Seq)
                .Select(e => e.LeafHash).AsAsyncEnumerable().WithCancellation(ct))
            {
                _peaks.Add(Convert.FromHexString(leaf));
            }
            return new AuditCheckpoint(_peaks.Size, Convert.ToHexStringLower(_peaks.Root()));
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}

/// <summary>The complete subtrees of a growing Merkle tree, largest first: all that is needed to add a leaf or to tell the root.</summary>
internal sealed class AuditPeaks
{
    private readonly List<byte[]> _peaks = [];

    public long Size { get; private set; }

    public void Add(byte[] leaf)
    {
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            leaf = Node(_peaks[^1], leaf);
            _peaks.RemoveAt(_peaks.Count - 1);
        }
        _peaks.Add(leaf);
        Size++;
    }

    public byte[] Root()
    {
        if (_peaks.Count == 0)
        {
            return SHA256.HashData([]);
        }
        var root = _peaks[^1];
        for (var i = _peaks.Count - 2; i >= 0; i--)
        {
            root = Node(_peaks[i], root);
        }
        return root;
    }

    /// <summary>H(0x01 ‖ left ‖ right).</summary>
    private static byte[] Node(byte[] left, byte[] right)
    {
        Span<byte> both = stackalloc byte[65];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[33..]);
        return SHA256.HashData(both);
    }
}
