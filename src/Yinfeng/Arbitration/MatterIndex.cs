using Microsoft.EntityFrameworkCore;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Arbitration;

/// <summary>All projects and leads as far as finding them again needs, in memory, kept up with every committed change.</summary>
/// <remarks>Writes name the projects they touch; leads have no such list, so they are read again when their count or versions moved.</remarks>
internal sealed class MatterIndex : IDisposable
{
    private readonly record struct LeadMark(int Count, long Versions, long Largest);
    private sealed record Held(UnitTree Tree, MatterSet Set, LeadMark Leads);

    private readonly Database _database;
    private readonly UnitDirectory _units;
    private readonly ChangeFeed _feed;
    private readonly FollowedMemory<Held> _held = new();
    private long _asOf = -1;

    public MatterIndex(Database database, UnitDirectory units, ChangeFeed feed)
    {
        (_database, _units, _feed) = (database, units, feed);
        feed.Subscribe((changes, _) =>
        {
            _held.Note(changes.ProjectIds, changes.Everything || changes.Units || changes.NameMatches);
            return Task.CompletedTask;
        });
    }

    /// <summary>The snapshot that holds every committed change.</summary>
    public async ValueTask<MatterSet> SetAsync(CancellationToken ct)
    {
        var tree = await _units.TodayAsync(ct);
        var asOf = _feed.Version;
        if (_held.Current is { } current && ReferenceEquals(current.Tree, tree) && Volatile.Read(ref _asOf) == asOf)
        {
            return current.Set;
        }
        var held = await _held.CatchUpAsync((known, touched, token) => NextAsync(tree, known, touched, token), ct);
        Volatile.Write(ref _asOf, asOf);
        return held.Set;
    }

    private async Task<Held> NextAsync(UnitTree tree, Held? known, IReadOnlyCollection<long> touched, CancellationToken ct)
    {
        await using var db = _database.OpenRead();
        var mark = await MarkAsync(db, ct);
        if (known is null || !ReferenceEquals(known.Tree, tree))
        {
            return new Held(tree, new MatterSet([.. await ProjectsAsync(db, null, tree, ct), .. await LeadsAsync(db, tree, ct)]), mark);
        }
        var changed = touched.Count == 0 ? [] : await ProjectsAsync(db, touched, tree, ct);
        var gone = touched.Select(id => new MatterId(MatterKind.Project, id)).Except(changed.Select(c => c.Id)).ToList();
        if (mark != known.Leads)
        {
            changed.AddRange((await LeadsAsync(db, tree, ct)).Where(l => known.Set.Find(l.Id) is not { } old || !Same(old, l)));
        }
        return changed.Count + gone.Count == 0 && mark == known.Leads ? known : new Held(tree, known.Set.With(changed, gone), mark);
    }

    private static bool Same(Matter a, Matter b) => (a.Name, a.Investor, a.Key.Company, a.OwnerUnitId, a.Closed, a.AmountFen, a.FirstOn)
        == (b.Name, b.Investor, b.Key.Company, b.OwnerUnitId, b.Closed, b.AmountFen, b.FirstOn);

    private static async Task<LeadMark> MarkAsync(YinfengDb db, CancellationToken ct)
    {
        var mark = await db.Set<Lead>().GroupBy(_ => 1).Select(g => new { Count = g.Count(), Versions = g.Sum(l => (long)l.Version), Largest = g.Max(l => l.Id) })
            .FirstOrDefaultAsync(ct);
        return mark is null ? default : new(mark.Count, mark.Versions, mark.Largest);
    }

    private static async Task<List<Matter>> ProjectsAsync(YinfengDb db, IReadOnlyCollection<long>? ids, UnitTree tree, CancellationToken ct)
    {
        var shares = db.Set<CreditShare>().AsQueryable();
        var projects = db.Set<Project>().AsQueryable();
        if (ids is not null)
        {
            (shares, projects) = (shares.Where(s => ids.Contains(s.ProjectId)), projects.Where(p => ids.Contains(p.Id)));
        }
        var units = (await shares.Select(s => new { s.ProjectId, s.UnitId }).Distinct().ToListAsync(ct)).ToLookup(s => s.ProjectId, s => s.UnitId);
        var rows = await projects.Select(p => new
        {
            p.Id, p.Name, p.Investor, p.InvestorCreditCode, p.Parcel, p.OwnerUnitId, p.LandingUnitId, p.Stage, p.Confidentiality, p.Status, p.Currency,
            p.TotalInvestmentFen, p.SignedOn, p.LeadOn, p.ContactedOn, p.NegotiatingOn,
            Company = db.Set<NameMatch>().Where(m => m.Name == p.Investor && m.Place == (p.InvestorRegionId ?? 0)).Select(m => m.EnterpriseId).FirstOrDefault(),
        }).ToListAsync(ct);
        return [.. rows.AsParallel().AsOrdered().Select(p => Matter.Of(new(MatterKind.Project, p.Id), p.Name, p.Investor, p.InvestorCreditCode, p.Parcel, p.OwnerUnitId,
            tree.Find(p.OwnerUnitId)?.Name, p.LandingUnitId, [.. units[p.Id].Where(u => u != p.OwnerUnitId && u != p.LandingUnitId)], p.Stage, p.Confidentiality,
            p.Status == ProjectStatus.Terminated, p.Currency == "CNY" ? p.TotalInvestmentFen : null, p.SignedOn,
            p.LeadOn ?? p.ContactedOn ?? p.NegotiatingOn ?? p.SignedOn, p.Company))];
    }

    private static async Task<List<Matter>> LeadsAsync(YinfengDb db, UnitTree tree, CancellationToken ct) =>
        [.. (await db.Set<Lead>().Select(l => new
            {
                l.Id, l.Title, l.Investor, l.UnitId, l.Status, l.IntendedInvestmentFen, l.FirstReportedOn,
                Company = db.Set<NameMatch>().Where(m => m.Name == l.Investor && m.Place == 0).Select(m => m.EnterpriseId).FirstOrDefault(),
            }).ToListAsync(ct))
            .Select(l => Matter.Of(new(MatterKind.Lead, l.Id), l.Title, l.Investor, null, null, l.UnitId, tree.Find(l.UnitId)?.Name, l.UnitId, [], ProjectStage.Lead,
                Confidentiality.Internal, l.Status != LeadStatus.Open, l.IntendedInvestmentFen, null, l.FirstReportedOn, l.Company))];

    public void Dispose() => _held.Dispose();
}
