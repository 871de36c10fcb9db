using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>What somebody looks for in the log; null leaves a field open.</summary>
/// <param name="Who">Login name, pseudonym, or a clerk such as <c>operator:root</c>.</param>
/// <param name="Action">Code, or its beginning: <c>project.</c>.</param>
/// <param name="Subject">Such as <c>project:12</c>.</param>
public sealed record AuditFilter(string? Who, string? Action, string? Subject, DateOnly? From, DateOnly? To, int Page = 1)
{
    public const int PageSize = 50;
}

/// <summary>An entry as an auditor reads it: people by pseudonym's owner, their values sealed.</summary>
/// <param name="Who">The person's name, or the clerk.</param>
public sealed record AuditLineView(AuditEntry Entry, string Who, string Subject);

/// <summary>One page of the log, newest first.</summary>
public sealed record AuditPageView(AuditFilter Filter, IReadOnlyList<AuditLineView> Lines, bool HasMore);

/// <summary>Reads the log for auditors, and its checkpoints for everybody.</summary>
public sealed class AuditQueries(Database database, IEnumerable<IAuditSubjects> subjects)
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);
    private const int Chunk = 2_000;
    private readonly IAuditSubjects[] _subjects = [.. subjects];

    /// <summary>Who reads the whole log, verifies it and erases people in it; auditors of a part of the tree read that part's entries.</summary>
    public static bool MayRead(Viewer viewer) => viewer.May(Rights.ReadAudit) && viewer.UnitId is null;

    /// <summary>Who may take the log away as a file: it holds every detail, so nobody to whom some of it is closed.</summary>
    public static bool MayExport(Viewer viewer) => MayRead(viewer) && viewer.May(Rights.See | Rights.SeeSecrets);

    /// <summary>The newest checkpoint, or null.</summary>
    public async Task<SignedCheckpoint?> LastAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<SignedCheckpoint>().OrderByDescending(c => c.Number).FirstOrDefaultAsync(ct);
    }

    /// <summary>Checkpoints, the newest first.</summary>
    public async Task<IReadOnlyList<SignedCheckpoint>> CheckpointsAsync(int most, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<SignedCheckpoint>().OrderByDescending(c => c.Number).Take(most).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<AuditKey>> KeysAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<AuditKey>().OrderBy(k => k.Id).ToListAsync(ct);
    }

    /// <returns>Null for whoever may not read entries.</returns>
    public async Task<AuditPageView?> PageAsync(Viewer viewer, AuditFilter filter, int size, CancellationToken ct)
    {
        if (!viewer.May(Rights.ReadAudit))
        {
            return null;
        }
        await using var db = database.OpenRead();
        var (reader, skip) = (new AuditReader(db, viewer, _subjects), (Math.Max(1, filter.Page) - 1) * size);
        var found = (await FilteredAsync(db, filter, ct)).OrderByDescending(e => e.Seq);
        var entries = reader.ReadsWhole ? await reader.ShownAsync(await found.Skip(skip).Take(size + 1).ToListAsync(ct), ct)
            : await PartAsync(found, reader, skip, size + 1, ct);
        return new(filter, await NamedAsync(db, entries.Take(size), ct), entries.Count > size);
    }

    /// <summary>Entries carry no unit, so the log is looked through from its end until the page is full.</summary>
    private static async Task<List<AuditEntry>> PartAsync(IQueryable<AuditEntry> found, AuditReader reader, int skip, int take, CancellationToken ct)
    {
        var shown = new List<AuditEntry>();
        var below = long.MaxValue;
        while (shown.Count < skip + take)
        {
            var upTo = below;
            var chunk = await found.Where(e => e.Seq < upTo).Take(Chunk).ToListAsync(ct);
            if (chunk.Count == 0)
            {
                break;
            }
            shown.AddRange(await reader.ShownAsync(chunk, ct));
            below = chunk[^1].Seq;
        }
        return [.. shown.Skip(skip).Take(take)];
    }

    /// <summary>One entry. <paramref name="open"/> puts personal values back; whoever asks for that has logged it before.</summary>
    public async Task<AuditLineView?> EntryAsync(Viewer viewer, long seq, bool open, CancellationToken ct)
    {
        if (!viewer.May(Rights.ReadAudit))
        {
            return null;
        }
        await using var db = database.OpenRead();
        var entry = await db.Set<AuditEntry>().FirstOrDefaultAsync(e => e.Seq == seq, ct);
        if (entry is null || await new AuditReader(db, viewer, _subjects).ShownAsync([entry], ct) is not [var shown])
        {
            return null;
        }
        var line = (await NamedAsync(db, [shown], ct)).Single();
        return open && ReferenceEquals(line.Entry, entry) ? line with { Entry = (await AuditPeople.OpenAsync(db, [entry], ct)).Single() } : line;
    }

    private static async Task<IQueryable<AuditEntry>> FilteredAsync(YinfengDb db, AuditFilter filter, CancellationToken ct)
    {
        var entries = db.Set<AuditEntry>().AsQueryable();
        if (Text(filter.Who) is { } who)
        {
            var actor = $"user:{who.ToLowerInvariant()}";
            var byName = db.Set<User>().Where(u => u.Name == who).Select(u => "user:" + u.Login);
            var ids = await db.Set<AuditPerson>().Where(p => p.ActorId == actor || byName.Contains(p.ActorId)).Select(p => p.Pseudonym).ToListAsync(ct);
            ids.Add(who);
            entries = entries.Where(e => ids.Contains(e.ActorId));
        }
        if (Text(filter.Action) is { } action)
        {
            entries = action.EndsWith('.') ? entries.Where(e => e.Action.StartsWith(action)) : entries.Where(e => e.Action == action);
        }
        if (Text(filter.Subject) is { } subject)
        {
            var ids = await db.Set<AuditPerson>().Where(p => p.ActorId == subject).Select(p => p.Pseudonym).ToListAsync(ct);
            ids.Add(subject);
            entries = entries.Where(e => ids.Contains(e.Subject));
        }
        if (filter.From is { } from)
        {
            var start = Start(from);
            entries = entries.Where(e => e.AtUtc >= start);
        }
        if (filter.To is { } to)
        {
            var end = Start(to.AddDays(1));
            entries = entries.Where(e => e.AtUtc < end);
        }
        return entries;
    }

    private static async Task<List<AuditLineView>> NamedAsync(YinfengDb db, IEnumerable<AuditEntry> found, CancellationToken ct)
    {
        var entries = found.ToList();
        var people = await AuditPeople.PeopleAsync(db, entries.SelectMany(e => new[] { e.ActorId, e.Subject }), ct);
        var logins = people.Values.Select(a => a["user:".Length..]).ToList();
        var names = await db.Set<User>().Where(u => logins.Contains(u.Login)).ToDictionaryAsync(u => "user:" + u.Login, u => u.Name, ct);
        return [.. entries.Select(e => new AuditLineView(e, Of(e.ActorId), Of(e.Subject)))];

        string Of(string id) => people.TryGetValue(id, out var actor) ? names.GetValueOrDefault(actor, actor["user:".Length..])
            : AuditPeople.IsPseudonym(id) ? $"（已删除）{id[..8]}"
            : id.StartsWith("operator:", StringComparison.Ordinal) ? $"命令行 {id["operator:".Length..]}"
            : id.StartsWith("system:", StringComparison.Ordinal) ? "系统自动" : id;
    }

    private static DateTime Start(DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Shanghai, DateTimeKind.Utc);
    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
