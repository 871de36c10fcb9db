using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>What a write works with: the tracked context, the audit line and the list of what changed.</summary>
public sealed class WriteWork(YinfengDb db, Viewer viewer, DateTime nowUtc)
{
    public YinfengDb Db { get; } = db;
    public Viewer Viewer { get; } = viewer;
    public DateTime NowUtc { get; } = nowUtc;
    public ChangeSet Changes { get; } = new();
    internal List<(string Action, string Subject, object Detail)> Lines { get; } = [];

    /// <summary>Adds a line to the audit log, committed with the change. Every write adds at least one.</summary>
    /// <param name="action">What was done, e.g. <c>project.move</c>.</param>
    /// <param name="subject">What it was done to, e.g. <c>project:12</c>.</param>
    /// <param name="detail">Serialised to JSON: before and after, reason, counts.</param>
    public void Audit(string action, string subject, object detail) => Lines.Add((action, subject, detail));
}

/// <summary>The one transaction around every write: change, audit line and change notice stand or fall together.</summary>
/// <remarks>Writes on SQLite queue up here. A refused <see cref="Decision"/> rolls back and leaves no audit line.</remarks>
public sealed class Writer(Database database, ChangeFeed feed, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <exception cref="InvalidOperationException">The work committed a change without an audit line: a bug.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Someone else changed the same row meanwhile.</exception>
    public async Task<T> RunAsync<T>(Viewer viewer, Func<WriteWork, Task<T>> work, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var db = database.OpenWrite();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var unit = new WriteWork(db, viewer, clock.GetUtcNow().UtcDateTime);
            var result = await work(unit);
            if (result is Decision { Allowed: false })
            {
                await transaction.RollbackAsync(ct);
                return result;
            }
            await AppendAuditAsync(unit, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            await feed.PublishAsync(unit.Changes, CancellationToken.None); // Committed: readers must follow, whoever hung up.
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task AppendAuditAsync(WriteWork unit, CancellationToken ct)
    {
        if (unit.Lines.Count == 0)
        {
            throw new InvalidOperationException("A write must say in the audit log what it did.");
        }
        if (!database.IsSqlite)
        {
            // One sequencer, not a serial column: a serial leaves gaps when a transaction rolls back.
            await unit.Db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(7110)", ct);
        }
        var next = (await unit.Db.Set<AuditEntry>().MaxAsync(e => (long?)e.Seq, ct) ?? -1) + 1;
        var at = new DateTime(unit.NowUtc.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        foreach (var (action, subject, detail) in unit.Lines)
        {
            var json = JsonSerializer.Serialize(detail, AuditJson.Options);
            unit.Db.Add(new AuditEntry
            {
                Seq = next, AtUtc = at, ActorId = unit.Viewer.ActorId, Action = action, Subject = subject, Detail = json,
                LeafHash = AuditLeaf.Hash(next, at, unit.Viewer.ActorId, action, subject, json),
            });
            next++;
        }
    }

    public void Dispose() => _gate.Dispose();
}
