using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>What one reader may see of the log.</summary>
/// <remarks>Entries are numbered without gaps and prove one another, so none is left out for somebody who reads the whole log: what it
/// is about is closed instead. Whoever audits a part of the tree reads the entries about that part's projects, people and units.
/// Business is open to those who may see it where it lies: not to the audit administrator, and a negotiation graded 商业秘密 only
/// to those who may see it.</remarks>
internal sealed class AuditReader(YinfengDb db, Viewer viewer, IReadOnlyList<IAuditSubjects> rooms)
{
    private const string Hidden = """{"hidden":"业务内容只有能看业务数据的人可以看"}""";
    private const string Secret = "（不公开）";

    /// <summary>Beginnings of the actions that are no business: what an audit administrator may read whole.</summary>
    private static readonly string[] NoBusiness = ["user.", "session.", "settings.", "audit.", "unit.", "account."];
    private readonly Dictionary<string, AuditSight> _sights = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _unsaid;

    public bool ReadsWhole => viewer.UnitId is null;

    /// <summary>The entries that the reader may see, in their order, with closed details where the business is not theirs.</summary>
    public async Task<List<AuditEntry>> ShownAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        if (ReadsWhole && !viewer.May(Rights.See))
        {
            return [.. entries.Select(e => IsNoBusiness(e) ? e : Closed(e, e.Subject))];
        }
        if (ReadsWhole && viewer.May(Rights.See | Rights.SeeSecrets))
        {
            return [.. entries];
        }
        await LookAsync(entries, ct);
        var shown = new List<AuditEntry>(entries.Count);
        foreach (var entry in entries)
        {
            var sight = _sights.GetValueOrDefault(entry.Subject, ReadsWhole ? AuditSight.Open : AuditSight.Elsewhere);
            if (sight == AuditSight.Elsewhere)
            {
                continue;
            }
            var business = viewer.May(Rights.See);
            shown.Add(IsNoBusiness(entry) ? entry
                : sight == AuditSight.Sealed ? Closed(entry, business ? Secret : entry.Subject)
                : !business || _unsaid!.Any(u => entry.Detail.Contains(u, StringComparison.Ordinal)) ? Closed(entry, entry.Subject) : entry);
        }
        return shown;
    }

    private async Task LookAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        var subjects = entries.Select(e => e.Subject).Where(s => !_sights.ContainsKey(s)).Distinct().ToList();
        var people = await AuditPeople.PeopleAsync(db, subjects, ct);
        foreach (var room in rooms)
        {
            var names = subjects.ToLookup(s => people.GetValueOrDefault(s, s)).Where(g => g.Key.StartsWith(room.Prefix, StringComparison.Ordinal)).ToList();
            var sights = names.Count == 0 ? new Dictionary<string, AuditSight>() : await room.OfAsync(db, viewer, [.. names.Select(n => n.Key)], ct);
            foreach (var (name, subject) in names.SelectMany(g => g.Select(s => (g.Key, s))))
            {
                // Gone from the store: nobody can tell any more whether it was open.
                _sights[subject] = sights.GetValueOrDefault(name, ReadsWhole ? AuditSight.Sealed : AuditSight.Elsewhere);
            }
        }
        if (_unsaid is null)
        {
            var unsaid = new List<string>();
            foreach (var room in rooms)
            {
                unsaid.AddRange(await room.UnsaidAsync(db, viewer, ct));
            }
            _unsaid = unsaid;
        }
    }

    private static bool IsNoBusiness(AuditEntry entry) => Array.Exists(NoBusiness, n => entry.Action.StartsWith(n, StringComparison.Ordinal));

    private static AuditEntry Closed(AuditEntry entry, string subject) => new()
    {
        Seq = entry.Seq, AtUtc = entry.AtUtc, ActorId = entry.ActorId, Action = entry.Action, Subject = subject, Detail = Hidden, LeafHash = entry.LeafHash,
    };
}
