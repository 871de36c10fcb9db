using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>Signs the log as it stands and keeps the checkpoint; the log's next entry says so.</summary>
public sealed class SignCheckpoint(Database database, Writer writer, AuditCheckpoints checkpoints, AuditSigner signer)
{
    /// <summary>Who signs when nobody asked for it.</summary>
    public static readonly Viewer Clerk = Viewer.Product("audit", "审计检查点");

    /// <param name="occasion">See <see cref="SignedCheckpoint.Occasion"/>.</param>
    public Task<SignedCheckpoint> RunAsync(Viewer viewer, string occasion, CancellationToken ct) => writer.RunAsync(viewer, Rights.None, async work =>
    {
        await Writer.TakeTurnAsync(work, ct); // What is signed is what this entry follows.
        var now = await checkpoints.NowAsync(ct);
        await using var db = database.OpenRead();
        var store = await db.Set<AuditStore>().SingleAsync(ct); // Every store begins with entries of its reference data.
        var (number, key) = ((await work.Db.Set<SignedCheckpoint>().MaxAsync(c => (int?)c.Number, ct) ?? -1) + 1, signer.Key);
        var at = new DateTime(work.NowUtc.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        var checkpoint = new SignedCheckpoint
        {
            Number = number, Size = now.Size, Root = now.Root, AtUtc = at, Occasion = occasion, KeyId = key.Id,
        };
        checkpoint.Signature = signer.Sign(SignedCheckpoint.Note(store.LogId, store.Hash, checkpoint));
        work.Db.Add(checkpoint);
        if (!await work.Db.Set<AuditKey>().AnyAsync(k => k.Id == key.Id, ct))
        {
            work.Db.Add(key);
        }
        var kept = await work.Db.Set<AuditSegment>().CountAsync(ct);
        var roots = await checkpoints.SegmentsAsync(ct);
        work.Db.AddRange(roots.Skip(kept).Select((root, i) => new AuditSegment { N = kept + i, Root = root }));
        work.Audit("audit.checkpoint", $"checkpoint:{number}", new { number, size = now.Size, root = now.Root, key = key.Id, occasion });
        return checkpoint;
    }, ct);
}
