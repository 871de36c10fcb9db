using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Leads;

/// <summary>Makes two leads on one matter one (合并线索), and takes that back. Nothing is lost: the other lead and its way stay readable.</summary>
internal sealed class MergeLeads(LeadDesk desk)
{
    private sealed record Change(string Field, string? Before, string? After);

    private const string NotAccepted = "notAccepted";

    /// <summary>What the kept lead takes over: what it lacks, the earlier first report, and the acceptance that the other one has.</summary>
    private static readonly (string Field, Func<Lead, string?> Read, Action<Lead, string?> Write)[] Fields =
    [
        ("investor", l => l.Investor, (l, v) => l.Investor = v), ("investorPlace", l => l.InvestorPlace, (l, v) => l.InvestorPlace = v),
        ("industry", l => l.Industry, (l, v) => l.Industry = v), ("note", l => l.Note, (l, v) => l.Note = v),
        ("intendedInvestmentFen", l => Text(l.IntendedInvestmentFen), (l, v) => l.IntendedInvestmentFen = Number(v)),
        ("firstReporter", l => l.FirstReporter, (l, v) => l.FirstReporter = v!),
        ("firstReportedOn", l => Text(l.FirstReportedOn.Ymd), (l, v) => l.FirstReportedOn = new LedgerDate((int)Number(v)!.Value)),
        (NotAccepted, l => l.NotAccepted, (l, v) => l.NotAccepted = v),
    ];

    /// <param name="id">The lead that is kept.</param>
    /// <param name="otherId">The lead that is merged into it; open or in the pool.</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, long otherId, CancellationToken ct) =>
        desk.ChangeAsync(viewer, id, async (work, kept, tree) =>
        {
            if (otherId == id || await LeadDesk.FindAsync(work, viewer, tree, otherId, ct) is not { } other)
            {
                return Decision.Refuse("lead.merge.other", "other", "没有要并入的那条线索，或者它不在您的权限范围内。请填另一条线索的编号。");
            }
            if (other.Status is not (LeadStatus.Open or LeadStatus.Pooled))
            {
                return Decision.Refuse("lead.merge.state", "other", $"“{other.Title}”{LeadTerms.Of(other.Status)}，不能并入。只有跟进中或在线索池里的可以合并。");
            }
            if (await SharesAsync(work, otherId, ct) && !await SharesAsync(work, id, ct))
            {
                return Decision.Refuse("lead.merge.credit", "other", $"“{other.Title}”定了分成，并进来会丢掉。请打开那一条，把这一条（编号 {id}）并过去。");
            }
            var isEarlier = other.FirstReportedOn < kept.FirstReportedOn;
            var changes = new List<Change>();
            foreach (var (field, read, write) in Fields)
            {
                var (before, theirs) = (read(kept), read(other));
                var takes = field == NotAccepted ? theirs is null && other.Status == LeadStatus.Open
                    : theirs is not null && (before is null || (isEarlier && field.StartsWith("firstReport", StringComparison.Ordinal)));
                if (takes && before != theirs)
                {
                    write(kept, theirs);
                    changes.Add(new(field, before, theirs));
                }
            }
            work.Db.Add(new LeadMerge { KeptId = id, MergedId = otherId, MergedStatus = other.Status, Changed = JsonSerializer.Serialize(changes), AtUtc = work.NowUtc });
            (other.Status, other.MergedIntoId) = (LeadStatus.Merged, id);
            other.Version++;
            LeadSteps.Add(work, kept, LeadAct.Merged, $"并入“{other.Title}”（{other.FirstReporter} {other.FirstReportedOn} 首报）");
            LeadSteps.Add(work, other, LeadAct.Merged, $"并到“{kept.Title}”");
            work.Audit("lead.merge", $"lead:{id}", new { merged = otherId, changes });
            return Decision.Allow;
        }, ct);

    /// <param name="id">The lead that was merged into another.</param>
    /// <remarks>What somebody changed in the kept lead since then stays as it is.</remarks>
    public Task<Decision> UndoAsync(Viewer viewer, long id, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Report, id, LeadStatus.Merged, async (work, other, tree) =>
        {
            var merge = await work.Db.Set<LeadMerge>().Where(m => m.MergedId == id && m.UndoneAtUtc == null).OrderByDescending(m => m.AtUtc).FirstAsync(ct);
            if (await LeadDesk.FindAsync(work, viewer, tree, merge.KeptId, ct) is not { } kept)
            {
                return Decision.Refuse([LeadDesk.NotFound]);
            }
            if (kept.Status is not (LeadStatus.Open or LeadStatus.Pooled))
            {
                return Decision.Refuse([LeadDesk.Unfit(kept)]);
            }
            var restored = new List<string>();
            foreach (var change in JsonSerializer.Deserialize<List<Change>>(merge.Changed)!)
            {
                var (field, read, write) = Fields.First(f => f.Field == change.Field);
                if (read(kept) == change.After)
                {
                    write(kept, change.Before);
                    restored.Add(field);
                }
            }
            kept.Version++;
            (other.Status, other.MergedIntoId, merge.UndoneAtUtc) = (merge.MergedStatus, null, work.NowUtc);
            other.NextOn = other.Status == LeadStatus.Open ? desk.NextOn(work, other) : null;
            LeadSteps.Add(work, kept, LeadAct.Unmerged, $"与“{other.Title}”分开");
            LeadSteps.Add(work, other, LeadAct.Unmerged, $"与“{kept.Title}”分开", next: other.NextOn);
            work.Audit("lead.unmerge", $"lead:{kept.Id}", new { merged = id, restored });
            return Decision.Allow;
        }, ct);

    private static Task<bool> SharesAsync(WriteWork work, long leadId, CancellationToken ct) => work.Db.Set<LeadCredit>().AnyAsync(c => c.LeadId == leadId, ct);
    private static string? Text(long? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);
    private static long? Number(string? text) => text is null ? null : long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
