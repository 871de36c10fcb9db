using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Arbitration;

/// <summary>Decides a case (裁定), or its appeal (复议决定): who owns it, how the credit is split, which record ends, with the reason.</summary>
internal sealed class RuleClaim(OpenCases cases, TimeProvider clock)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, TypedTerms typed, string? reason, CancellationToken ct) => cases.ChangeAsync(viewer, Rights.Approve,
        id, async opened =>
    {
        var (claim, why) = (opened.Case, reason?.Trim() ?? "");
        var round = claim.State == ClaimState.Appealed ? 2 : 1;
        if (claim.State is not (ClaimState.Suspected or ClaimState.Awaiting or ClaimState.Appealed))
        {
            return claim.State == ClaimState.Claiming
                ? Decision.Refuse("claim.too-early", "", $"认领期到 {ArbitrationTerms.Day(claim.ClaimUntil!.Value)} 为止，双方都回应或到期以后才能裁决。") : OpenCases.Moved(claim);
        }
        var unmet = typed.Read(YearMonth.Of(BusinessTime.Today(clock)), out var terms);
        if (await Arbiters.BarAsync(opened.Work.Db, opened.Seat, round, opened.Today, ct) is { } barred)
        {
            unmet.Insert(0, barred);
        }
        if (claim.State == ClaimState.Suspected && terms.Same && unmet.Count == 0)
        {
            unmet.Add(new("claim.unheard", "outcome", "双方还没有陈述，不能直接定归属。请先立案；确实是两个不同的项目，可以直接认定。"));
        }
        if (why.Length is 0 or > AnswerClaim.LongestText)
        {
            unmet.Add(new("claim.reason", "reason", $"请写明裁定理由，不超过 {AnswerClaim.LongestText} 字；双方都会看到。"));
        }
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        var done = await ApplyTerms.RunAsync(opened.Work, opened.Seat.Tree, opened.Today, opened.Seat.Sides, terms, why, again: round == 2, ct);
        if (!done.Allowed)
        {
            return done;
        }
        await RecordAsync(opened, viewer, round, terms, why, ct);
        return Decision.Allow;
    }, ct);

    /// <summary>Opens a case of what is only suspected: both sides are asked.</summary>
    public Task<Decision> OpenAsync(Viewer viewer, long id, CancellationToken ct) => cases.ChangeAsync(viewer, Rights.Approve, id, opened =>
    {
        var claim = opened.Case;
        if (!opened.Seat.IsAbove || claim.State != ClaimState.Suspected)
        {
            return Task.FromResult(opened.Seat.IsAbove ? OpenCases.Moved(claim) : Decision.Refuse("claim.not-arbiter", "", "立案由双方共同的上级办理。"));
        }
        (claim.State, claim.ClaimUntil) = (ClaimState.Claiming, opened.Today.AddDays(opened.Limits.ClaimDays));
        opened.Step(ClaimAct.Opened, null, null);
        opened.Audit("claim.open", new { until = claim.ClaimUntil });
        return Task.FromResult(Decision.Allow);
    }, ct);

    private static async Task RecordAsync(OpenedCase opened, Viewer viewer, int round, ClaimTerms terms, string why, CancellationToken ct)
    {
        var (claim, db) = (opened.Case, opened.Work.Db);
        var unit = viewer.UnitId is { } post && opened.Seat.Tree.Find(post) is { } node ? node.Id : claim.ArbiterUnitId;
        var counter = await db.Set<ClaimCounter>().FirstOrDefaultAsync(c => c.UnitId == unit && c.Year == opened.Today.Year, ct);
        if (counter is null)
        {
            db.Add(counter = new ClaimCounter { UnitId = unit, Year = opened.Today.Year });
        }
        counter.Last++;
        db.Add(new ClaimRuling
        {
            CaseId = claim.Id, Round = round, UnitId = unit, NumberYear = opened.Today.Year, Number = counter.Last, Terms = terms.ToJson(), Reason = why,
            RuledBy = viewer.ActorId, RuledName = viewer.Name, On = opened.Today, AtUtc = opened.Work.NowUtc,
        });
        (claim.State, claim.ClosedOn) = (round == 2 ? ClaimState.Final : ClaimState.Ruled, opened.Today);
        opened.Step(round == 2 ? ClaimAct.Decided : ClaimAct.Ruled, null, $"{terms.Show(opened.Seat.UnitName)}理由：{why}");
        opened.Audit(round == 2 ? "claim.decide-appeal" : "claim.rule", new { round, terms = terms.Show(opened.Seat.UnitName), reason = why, unit });
    }
}
