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

    /// <summary>Why figures of a closed month may change with this write; null refuses such a change. See <see cref="IWriteGuard"/>.</summary>
    public string? RestatementReason => string.IsNullOrWhiteSpace(Viewer.Restating) ? null : Viewer.Restating.Trim();
    internal List<(string Action, string Subject, object Detail)> Lines { get; } = [];

    /// <summary>Adds a line to the audit log, committed with the change. Every write adds at least one.</summary>
    /// <param name="action">What was done, e.g. <c>project.move</c>.</param>
    /// <param name="subject">What it was done to, e.g. <c>project:12</c>.</param>
    /// <param name="detail">Serialised to JSON: before and after, reason, counts.</param>
    public void Audit(string action, string subject, object detail) => Lines.Add((action, subject, detail));
}

/// <summary>The one transaction around every write: change, audit line and change notice stand or fall together.</summary>
/// <remarks>Writes on SQLite queue up here. A refused <see cref="Decision"/> rolls back and leaves no audit line.</remarks>
public sealed class Writer(Database database, ChangeFeed feed, TimeProvider clock, IEnumerable<IWriteGuard>? guards = null) : IDisposable
{
    private readonly IWriteGuard[] _guards = [.. guards ?? []];
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
            await TakeTurnAsync(unit, ct);
            foreach (var guard in _guards)
            {
                if (await guard.CheckAsync(unit, ct) is { Count: > 0 } unmet)
                {
                    await transaction.RollbackAsync(ct);
                    return Turned(result, unmet);
                }
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

    /// <summary>From here to the commit one write at a time, also between servers: what guards compare and the audit log numbers
    /// cannot move meanwhile. A lock, not a serial column: a serial leaves gaps when a transaction rolls back.</summary>
    internal static async Task TakeTurnAsync(WriteWork work, CancellationToken ct)
    {
        if (work.Db is PostgresYinfengDb)
        {
            await work.Db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(7110)", ct);
        }
    }

    private static T Turned<T>(T result, IReadOnlyList<Unmet> unmet) => result is Decision allowed
        ? (T)(object)allowed.Turned(unmet)
        : throw new InvalidOperationException($"A guard refused a write that cannot say so: {string.Join(" ", unmet.Select(u => u.Message))}");

    private static async Task AppendAuditAsync(WriteWork unit, CancellationToken ct)
    {
        if (unit.Lines.Count == 0)
        {
            throw new InvalidOperationException("A write must say in the audit log what it did.");
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
