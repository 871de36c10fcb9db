using Microsoft.EntityFrameworkCore;
using Npgsql;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>What a write works with: statements or a tracked context, the audit line and the list of what changed.</summary>
public sealed class WriteWork
{
    private readonly WriteTransaction _transaction;

    internal WriteWork(WriteTransaction transaction, Viewer viewer, DateTime nowUtc) =>
        (_transaction, Viewer, NowUtc) = (transaction, viewer, nowUtc);

    /// <summary>Tracks entities; what was changed on them is stored when the work is done. Made when first asked for.</summary>
    public YinfengDb Db => _transaction.Db;

    /// <summary>Entities that the write holds; none where it works with statements alone.</summary>
    internal IEnumerable<object> Held => _transaction.Made?.ChangeTracker.Entries().Select(e => e.Entity) ?? [];

    /// <summary>Statements in the same transaction, for writes that many people wait for; they run at once.</summary>
    public PreparedConnection Sql => _transaction.Sql;
    public Viewer Viewer { get; }
    public DateTime NowUtc { get; }
    public ChangeSet Changes { get; } = new();

    /// <summary>Why figures of a closed month may change with this write; null refuses such a change. See <see cref="IWriteGuard"/>.</summary>
    public string? RestatementReason => string.IsNullOrWhiteSpace(Viewer.Restating) ? null : Viewer.Restating.Trim();
    internal List<AuditLine> Lines { get; } = [];

    /// <summary>The write erased people from the log: the log no longer knows them by heart.</summary>
    internal bool PeopleErased { get; set; }

    /// <summary>Adds a line to the audit log, committed with the change. Every write adds at least one.</summary>
    /// <param name="action">What was done, e.g. <c>project.move</c>.</param>
    /// <param name="subject">What it was done to, e.g. <c>project:12</c>.</param>
    /// <param name="detail">Serialised to JSON: before and after, reason, counts.</param>
    public void Audit(string action, string subject, object detail) => Lines.Add(new(action, subject, detail));
}

/// <summary>The one transaction around every write: change, audit line and change notice stand or fall together.</summary>
/// <remarks>Writes on SQLite queue up here. A refused <see cref="Decision"/> rolls back and leaves no audit line.</remarks>
public sealed class Writer(Database database, ChangeFeed feed, TimeProvider clock, IEnumerable<IWriteGuard>? guards = null, AuditChoice? choice = null) : IDisposable
{
    private static readonly Statement Turn = new("SELECT pg_advisory_xact_lock(7110)");
    private readonly IWriteGuard[] _guards = [.. guards ?? []];
    private readonly AuditLog _log = new(choice);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _commits;

    /// <summary>How many writes this process has committed.</summary>
    internal long Commits => Volatile.Read(ref _commits);

    /// <param name="needs">The right that the write asks for; what it asks of the thing it changes it checks itself.</param>
    /// <exception cref="RightMissingException">The viewer lacks the right.</exception>
    /// <exception cref="InvalidOperationException">The work committed a change without an audit line: a bug.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Someone else changed the same row meanwhile.</exception>
    public async Task<T> RunAsync<T>(Viewer viewer, Rights needs, Func<WriteWork, Task<T>> work, CancellationToken ct)
    {
        if (!viewer.May(needs))
        {
            throw new RightMissingException(needs);
        }
        await _gate.WaitAsync(ct);
        try
        {
            await using var transaction = await database.BeginWriteAsync(ct);
            var unit = new WriteWork(transaction, viewer, clock.GetUtcNow().UtcDateTime);
            var result = await work(unit);
            if (result is Decision { Allowed: false })
            {
                await transaction.RollbackAsync(ct);
                return result;
            }
            await transaction.SaveAsync(ct); // Before the turn, so that every write takes its rows first and then the turn.
            await TakeTurnAsync(unit, ct);
            foreach (var guard in _guards)
            {
                if (await guard.CheckAsync(unit, ct) is { Count: > 0 } unmet)
                {
                    await transaction.RollbackAsync(ct);
                    return Turned(result, unmet);
                }
            }
            await transaction.SaveAsync(ct);
            var seq = await _log.AppendAsync(transaction.Sql, unit.Lines, viewer.ActorId, unit.NowUtc, ct);
            await transaction.CommitAsync(ct);
            Volatile.Write(ref _commits, _commits + 1);
            _log.Committed(unit.PeopleErased);
            if (!database.IsSqlite)
            {
                feed.Own(seq, unit.Lines.Count);
            }
            await feed.PublishAsync(unit.Changes, viewer.ActorId, CancellationToken.None); // Committed: readers must follow, whoever hung up.
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Copies SQLite's log into the database file, unless somebody writes just now.</summary>
    /// <returns>Whether all of it was copied.</returns>
    internal bool TryCopyLog()
    {
        if (!_gate.Wait(0))
        {
            return false;
        }
        try
        {
            return database.CopyLog();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>From here to the commit one write at a time, also between servers: what guards compare and the audit log numbers
    /// cannot move meanwhile. A lock, not a serial column: a serial leaves gaps when a transaction rolls back.</summary>
    internal static async ValueTask TakeTurnAsync(WriteWork work, CancellationToken ct)
    {
        if (work.Sql.Connection is NpgsqlConnection)
        {
            await work.Sql.FirstAsync(Turn, _ => true, ct);
        }
    }

    private static T Turned<T>(T result, IReadOnlyList<Unmet> unmet) => result is Decision allowed
        ? (T)(object)allowed.Turned(unmet)
        : throw new InvalidOperationException($"A guard refused a write that cannot say so: {string.Join(" ", unmet.Select(u => u.Message))}");

    public void Dispose() => _gate.Dispose();
}
