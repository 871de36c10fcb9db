using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Arbitration;

/// <summary>A unit's objection as typed.</summary>
/// <param name="Own">The own record: "project:12", "lead:12" or the number of a project.</param>
/// <param name="OtherUnit">The unit that claims the same, name or code.</param>
public sealed record Objection(string? Own, string? OtherUnit, string? Reason);

/// <summary>A unit says that another one claims its project or lead (提出异议); both then state their claims within a time.</summary>
/// <remarks>The other record is found by likeness to the own one; whoever asks learns nothing of it but that there is one. Every try counts
/// as a masked search, so that nobody reads another unit's ledger by objecting to it.</remarks>
internal sealed class RaiseClaim(Writer writer, MatterIndex index, UnitDirectory units, ArbitrationRules rules, SearchLimit limit, TimeProvider clock)
{
    private const int Least = 30;

    public async Task<Decision<long>> RunAsync(Viewer viewer, Objection typed, CancellationToken ct)
    {
        var (tree, set, today) = (await units.TodayAsync(ct), await index.SetAsync(ct), BusinessTime.Today(clock));
        var (limits, policy) = (rules.On(today), new ProjectPolicy(viewer, tree));
        var unmet = new List<Unmet>();
        var own = TryRead(typed.Own, out var id) ? set.Find(id) : null;
        if (own is null || !own.IsSeenBy(policy) || !policy.Sees(own.OwnerUnitId))
        {
            unmet.Add(new("claim.own", "own", "请填写本单位的项目编号（在项目页地址里），线索写成 lead:编号。"));
        }
        if (UnitText.Read("对方单位", (typed.OtherUnit ?? "").Trim(), tree, out var other) is { } wrong)
        {
            unmet.Add(new("claim.other-unit", "otherUnit", wrong));
        }
        var why = typed.Reason?.Trim() ?? "";
        if (why.Length is 0 or > AnswerClaim.LongestText)
        {
            unmet.Add(new("claim.reason", "reason", $"请写明为什么认为对方重复申报，不超过 {AnswerClaim.LongestText} 字。"));
        }
        if (unmet.Count > 0)
        {
            return Decision<long>.Refuse(unmet);
        }
        if (await limit.TakeAsync(viewer, "claim.raise-try", own!.Id.ToString(), ct) is { } tooMany)
        {
            return Decision<long>.Refuse([tooMany]);
        }
        var pair = set.Near(own).Where(m => (tree.Find(m.OwnerUnitId)?.Id ?? m.OwnerUnitId) == other!.Id).Select(m => DoubleClaims.Pair(own, m, limits.Weights))
            .Where(p => p.Likeness.Score >= Least).MaxBy(p => p.Likeness.Score);
        if (pair is null || DoubleClaims.Above(tree, own.OwnerUnitId, other!.Id) is not { } above)
        {
            return Decision<long>.Refuse("claim.nothing-alike", "otherUnit", $"{other!.Name}没有与它相近的记录，不能立案。请核对单位，或先用脱敏查重。");
        }
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var until = today.AddDays(limits.ClaimDays);
            var known = await work.Db.Set<ClaimCase>().FirstOrDefaultAsync(c => c.PairKey == pair.Key, ct);
            if (known is { State: not (ClaimState.Suspected or ClaimState.Cleared) })
            {
                return Decision<long>.Refuse("claim.known", "own", $"这一对已经立案，现在是“{ArbitrationTerms.Of(known.State)}”，请到归属仲裁里查看。");
            }
            if (known is null)
            {
                return Decision<long>.Allow(NewCase.Add(work, pair, above, until, (pair.One.Id == own.Id ? 1 : 2, why)).Id);
            }
            (known.State, known.ClaimUntil, known.ClosedOn, known.Version) = (ClaimState.Claiming, until, null, known.Version + 1);
            work.Db.Add(new ClaimStep
            {
                CaseId = known.Id, Act = ClaimAct.Raised, Side = pair.One.Id == own.Id ? 1 : 2, Own = true, AtUtc = work.NowUtc, ActorId = viewer.ActorId,
                Name = viewer.Name, Text = why,
            });
            work.Audit("claim.raise", $"claim:{known.Id}", new { reason = why, until });
            return Decision<long>.Allow(known.Id);
        }, ct);
    }

    internal static bool TryRead(string? text, out MatterId id)
    {
        var parts = (text ?? "").Trim().Split(':', 2);
        var kind = parts.Length == 2 && parts[0] == "lead" ? MatterKind.Lead : MatterKind.Project;
        var found = long.TryParse(parts[^1], out var number) && (parts.Length == 1 || parts[0] is "lead" or "project");
        id = new(kind, number);
        return found;
    }
}
