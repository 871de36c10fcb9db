using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Arbitration;

/// <summary>What one search came to.</summary>
public sealed record ClaimsFound(int Pairs, int Suspected, int Opened, int Cleared, int Settled);

/// <summary>Finds double claims and keeps them: strong ones become cases with a deadline, weaker ones wait for the unit above both.</summary>
/// <remarks>A pair that has a case already, decided or not, is left alone. A suspicion that no longer holds is cleared.</remarks>
internal sealed class RecordDoubleClaims(Writer writer, DoubleClaims finder, Database database, UnitDirectory units, ArbitrationRules rules, TimeProvider clock)
{
    private static readonly Viewer Product = Viewer.Product("arbitration", "归属仲裁");

    /// <param name="viewer">Null for the product's own job.</param>
    /// <param name="ids">Records that changed; null looks at all.</param>
    public async Task<ClaimsFound> RunAsync(Viewer? viewer, IReadOnlyCollection<MatterId>? ids, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        var limits = rules.On(today);
        var pairs = ids is null ? await finder.AllAsync(ct) : await finder.OfAsync(ids, ct);
        var news = await NewAsync(pairs, ct);
        var gone = ids is null ? await GoneAsync([.. pairs.Select(p => p.Key)], ct) : [];
        var due = await DueAsync(today, ct);
        if (news.Count + gone.Count + due.Count == 0)
        {
            return new(pairs.Count, 0, 0, 0, 0);
        }
        return await writer.RunAsync(viewer ?? Product, Rights.None, async work =>
        {
            var opened = 0;
            var made = 0;
            foreach (var pair in news)
            {
                if (DoubleClaims.Above(tree, pair.One.OwnerUnitId, pair.Two.OwnerUnitId) is not { } above
                    || await work.Db.Set<ClaimCase>().AnyAsync(c => c.PairKey == pair.Key, ct))
                {
                    continue;
                }
                var opens = pair.Likeness.Score >= limits.CaseScore && opened < limits.MostCases;
                NewCase.Add(work, pair, above, opens ? today.AddDays(limits.ClaimDays) : null, null);
                opened += opens ? 1 : 0;
                made++;
            }
            foreach (var claim in await work.Db.Set<ClaimCase>().Where(c => gone.Contains(c.Id) && c.State == ClaimState.Suspected).ToListAsync(ct))
            {
                (claim.State, claim.ClosedOn, claim.Version) = (ClaimState.Cleared, today, claim.Version + 1);
                work.Db.Add(new ClaimStep { CaseId = claim.Id, Act = ClaimAct.Cleared, AtUtc = work.NowUtc, ActorId = work.Viewer.ActorId, Name = work.Viewer.Name });
            }
            var settled = await SettleAsync(work, tree, due, today, ct);
            work.Audit("claim.find", "", new { pairs = pairs.Count, suspected = made - opened, opened, cleared = gone.Count, settled });
            return new ClaimsFound(pairs.Count, made - opened, opened, gone.Count, settled);
        }, ct);
    }

    /// <summary>Leads registered since a moment.</summary>
    public async Task<IReadOnlyList<MatterId>> LeadsSinceAsync(DateTime sinceUtc, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return [.. (await db.Set<Lead>().Where(l => l.CreatedAtUtc > sinceUtc).Select(l => l.Id).ToListAsync(ct)).Select(id => new MatterId(MatterKind.Lead, id))];
    }

    private async Task<List<ClaimPair>> NewAsync(IReadOnlyList<ClaimPair> pairs, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var known = (await db.Set<ClaimCase>().Select(c => c.PairKey).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        return [.. pairs.Where(p => !known.Contains(p.Key))];
    }

    private async Task<List<long>> GoneAsync(HashSet<string> found, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return [.. (await db.Set<ClaimCase>().Where(c => c.State == ClaimState.Suspected).Select(c => new { c.Id, c.PairKey }).ToListAsync(ct))
            .Where(c => !found.Contains(c.PairKey)).Select(c => c.Id)];
    }

    private async Task<List<long>> DueAsync(DateOnly today, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<ClaimCase>().Where(c => c.State == ClaimState.Claiming && c.ClaimUntil < today).Select(c => c.Id).ToListAsync(ct);
    }

    private async Task<int> SettleAsync(WriteWork work, UnitTree tree, List<long> due, DateOnly today, CancellationToken ct)
    {
        var cases = await work.Db.Set<ClaimCase>().Where(c => due.Contains(c.Id) && c.State == ClaimState.Claiming).ToListAsync(ct);
        foreach (var claim in cases)
        {
            var sides = await work.Db.Set<ClaimSide>().Where(s => s.CaseId == claim.Id).OrderBy(s => s.Side).ToListAsync(ct);
            new OpenedCase(work, new CaseSeat(claim, sides, [null, null], work.Viewer, tree), rules.On(claim.FoundDay()), today).Settle();
            claim.Version++;
        }
        return cases.Count;
    }
}

/// <summary>Makes a case of a pair.</summary>
internal static class NewCase
{
    /// <param name="until">Last day to claim; null only notes the suspicion.</param>
    /// <param name="raised">Which side raised it and why; null for what was found.</param>
    public static ClaimCase Add(WriteWork work, ClaimPair pair, long above, DateOnly? until, (int Side, string Why)? raised)
    {
        var claim = new ClaimCase
        {
            PairKey = pair.Key, ArbiterUnitId = above, Score = pair.Likeness.Score, Reasons = string.Join(',', pair.Likeness.Reasons),
            Origin = raised is null ? ClaimOrigin.Found : ClaimOrigin.Raised, RaisedBy = raised is null ? null : work.Viewer.ActorId, RaisedSide = raised?.Side,
            RaisedWhy = raised?.Why, FoundAtUtc = work.NowUtc, State = until is null ? ClaimState.Suspected : ClaimState.Claiming, ClaimUntil = until, Version = 1,
        };
        work.Db.Add(claim);
        foreach (var (matter, side) in new[] { (pair.One, 1), (pair.Two, 2) })
        {
            work.Db.Add(new ClaimSide
            {
                CaseId = claim.Id, Side = side, Kind = matter.Id.Kind, MatterId = matter.Id.Id, UnitId = matter.OwnerUnitId,
                Name = matter.Name
            });
        }
        work.Db.Add(new ClaimStep
        {
            CaseId = claim.Id, Act = raised is null ? ClaimAct.Found : ClaimAct.Raised, Side = raised?.Side, Own = raised is not null, AtUtc = work.NowUtc,
            ActorId = work.Viewer.ActorId, Name = work.Viewer.Name, Text = raised?.Why,
        });
        work.Audit(raised is null ? "claim.found" : "claim.raise", $"claim:{claim.Id}", new
        {
            one = pair.One.Id.ToString(), two = pair.Two.Id.ToString(), score = pair.Likeness.Score, until, reason = raised?.Why,
        });
        return claim;
    }
}
