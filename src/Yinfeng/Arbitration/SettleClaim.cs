using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Arbitration;

/// <summary>Both sides agree on an owner and a split (协商): one puts it forward, the other accepts, and the case ends without a ruling.</summary>
internal sealed class SettleClaim(OpenCases cases, TimeProvider clock)
{
    public Task<Decision> ProposeAsync(Viewer viewer, long id, TypedTerms typed, CancellationToken ct) => cases.ChangeAsync(viewer, Rights.Approve, id, opened =>
    {
        if (opened.Seat.ActsFor is not { } side)
        {
            return Task.FromResult(AnswerClaim.NotAParty);
        }
        if (opened.Case.State is not (ClaimState.Claiming or ClaimState.Awaiting))
        {
            return Task.FromResult(OpenCases.Moved(opened.Case));
        }
        var unmet = typed.Read(YearMonth.Of(BusinessTime.Today(clock)), out var terms);
        if (unmet.Count > 0)
        {
            return Task.FromResult(Decision.Refuse(unmet));
        }
        (opened.Case.ProposedSide, opened.Case.ProposedBy, opened.Case.ProposedTerms) = (side, viewer.ActorId, terms.ToJson());
        opened.Step(ClaimAct.Proposed, side, terms.Show(opened.Seat.UnitName));
        opened.Audit("claim.propose", new { side, terms = terms.Show(opened.Seat.UnitName) });
        return Task.FromResult(Decision.Allow);
    }, ct);

    /// <param name="accept">Else the proposal is turned down and the case goes on.</param>
    public Task<Decision> AnswerAsync(Viewer viewer, long id, bool accept, CancellationToken ct) => cases.ChangeAsync(viewer, Rights.Approve, id, async opened =>
    {
        var claim = opened.Case;
        if (opened.Seat.ActsFor is not { } side)
        {
            return AnswerClaim.NotAParty;
        }
        if (claim.State is not (ClaimState.Claiming or ClaimState.Awaiting) || claim.ProposedTerms is not { } json)
        {
            return OpenCases.Moved(claim);
        }
        if (claim.ProposedSide == side)
        {
            return Decision.Refuse("claim.own-proposal", "", "方案是本方提出的，要由对方同意。");
        }
        if (!accept)
        {
            (claim.ProposedSide, claim.ProposedBy, claim.ProposedTerms) = (null, null, null);
            opened.Step(ClaimAct.ProposalRefused, side, null);
            opened.Audit("claim.refuse-proposal", new { side });
            return Decision.Allow;
        }
        var terms = ClaimTerms.FromJson(json);
        var done = await ApplyTerms.RunAsync(opened.Work, opened.Seat.Tree, opened.Today, opened.Seat.Sides, terms, "双方协商一致", again: false, ct);
        if (!done.Allowed)
        {
            return done;
        }
        (claim.State, claim.ClosedOn) = (ClaimState.Agreed, opened.Today);
        opened.Step(ClaimAct.Agreed, side, terms.Show(opened.Seat.UnitName));
        opened.Audit("claim.agree", new { side, terms = terms.Show(opened.Seat.UnitName) });
        return Decision.Allow;
    }, ct);
}
