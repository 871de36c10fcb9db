using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Audit;
using Yinfeng.Persistence;

namespace Yinfeng.Reports;

/// <summary>Notices what other processes on the same PostgreSQL database have written, from the audit log, at most once a second.</summary>
/// <remarks>SQLite belongs to one process, which hears of its own writes at once. Own writes are seen here a second time; reading a
/// project again changes nothing.</remarks>
internal sealed class ForeignChanges(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int MostEntries = 1_000;
    private long _seen = -1;
    private long _askedAt;

    public bool IsDue => !database.IsSqlite && clock.GetElapsedTime(Volatile.Read(ref _askedAt)) >= Pause;

    /// <summary>Everything up to now is known.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        Volatile.Write(ref _askedAt, clock.GetTimestamp());
        _seen = await db.Set<AuditEntry>().MaxAsync(e => (long?)e.Seq, ct) ?? -1;
    }

    public async Task<ChangeSet> SinceAsync(CancellationToken ct)
    {
        var changes = new ChangeSet();
        if (!IsDue)
        {
            return changes;
        }
        await using var db = database.OpenRead();
        Volatile.Write(ref _askedAt, clock.GetTimestamp());
        var entries = await db.Set<AuditEntry>().Where(e => e.Seq > _seen).OrderBy(e => e.Seq).Take(MostEntries)
            .Select(e => new { e.Seq, e.Action, e.Subject }).ToListAsync(ct);
        foreach (var entry in entries)
        {
            _seen = entry.Seq;
            if (entry.Subject.StartsWith("project:", StringComparison.Ordinal)
                && long.TryParse(entry.Subject.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                changes.ProjectIds.Add(id);
            }
            changes.Targets |= entry.Action.StartsWith("target.", StringComparison.Ordinal) || entry.Action.StartsWith("plan.", StringComparison.Ordinal);
            changes.Units |= entry.Action.StartsWith("unit.", StringComparison.Ordinal);
            changes.Everything |= entry.Action.StartsWith("import.", StringComparison.Ordinal) || entries.Count == MostEntries;
        }
        return changes;
    }
}
