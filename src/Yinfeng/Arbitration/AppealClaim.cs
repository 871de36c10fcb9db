using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Arbitration;

/// <summary>A side asks a higher unit to look at the ruling again (复议), once in the life of a case.</summary>
internal sealed class AppealClaim(OpenCases cases)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, string? reason, CancellationToken ct) => cases.ChangeAsync(viewer, Rights.Report, id, async opened =>
    {
        var (claim, why) = (opened.Case, reason?.Trim() ?? "");
        if (opened.Seat.ActsFor is not { } side)
        {
            return AnswerClaim.NotAParty;
        }
        if (claim.State != ClaimState.Ruled)
        {
            return claim.State == ClaimState.Final ? Decision.Refuse("claim.appealed", "", "这个争议已经复议过，复议只有一次。") : OpenCases.Moved(claim);
        }
        var ruling = await opened.Work.Db.Set<ClaimRuling>().AsNoTracking().FirstAsync(r => r.CaseId == id && r.Round == 1, ct);
        if (ruling.On.AddDays(opened.Limits.AppealDays) is var last && last < opened.Today)
        {
            return Decision.Refuse("claim.appeal-late", "reason", $"复议应在 {ArbitrationTerms.Day(last)} 前申请，已经过期，裁定有效。");
        }
        if (why.Length is 0 or > AnswerClaim.LongestText)
        {
            return Decision.Refuse("claim.reason", "reason", $"请写明对裁定有什么不同意见，不超过 {AnswerClaim.LongestText} 字。");
        }
        (claim.State, claim.AppealedSide, claim.AppealedBy, claim.AppealReason, claim.AppealedOn, claim.ClosedOn) =
            (ClaimState.Appealed, side, viewer.ActorId, why, opened.Today, null);
        opened.Step(ClaimAct.Appealed, side, why, own: true);
        opened.Audit("claim.appeal", new { side, reason = why });
        return Decision.Allow;
    }, ct);
}
