using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Grants;

/// <summary>Ends or turns back a grant that is not approved: sends it back (退回), refuses it (不予兑现), or takes it back (撤回). All say why.</summary>
internal sealed class TurnGrant(OpenGrants grants)
{
    private const string Why = "退回的原因和要补正什么";

    /// <summary>By whoever verifies.</summary>
    public Task<Decision> ReturnAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        RunAsync(viewer, Rights.Verify, id, [GrantState.Submitted], GrantState.Returned, GrantAct.Returned, Why, reason, notOwn: true, ct);

    /// <summary>By whoever approves, after it was verified.</summary>
    public Task<Decision> SendBackAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        RunAsync(viewer, Rights.Approve, id, [GrantState.Verified], GrantState.Returned, GrantAct.Returned, Why, reason, notOwn: true, ct);

    public Task<Decision> RefuseAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        RunAsync(viewer, Rights.Approve, id, [GrantState.Submitted, GrantState.Verified, GrantState.Returned], GrantState.Refused,
            GrantAct.Refused, "不予兑现的理由和依据的条款", reason, notOwn: true, ct);

    public Task<Decision> WithdrawAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        RunAsync(viewer, Rights.Report, id, [GrantState.Submitted, GrantState.Verified, GrantState.Returned], GrantState.Withdrawn,
            GrantAct.Withdrawn, "为什么撤回", reason, notOwn: false, ct);

    private Task<Decision> RunAsync(Viewer viewer, Rights needs, long id, GrantState[] from, GrantState to, GrantAct act, string what,
        string? reason, bool notOwn,
        CancellationToken ct) => grants.ChangeAsync(viewer, needs, id, from, null, opened =>
    {
        var (grant, unmet) = (opened.Grant, new List<Unmet>());
        if (notOwn && grant.AppliedBy == opened.Actor)
        {
            unmet.Add(new("grant.own", "", "自己申报的不能由自己退回或不予兑现。要收回请用“撤回”。"));
        }
        var why = GrantTerms.Reason(what, "reason", reason, unmet);
        if (unmet.Count > 0)
        {
            return Task.FromResult(Decision.Refuse(unmet));
        }
        grant.State = to;
        grant.LiveKey = grant.IsLive ? grant.LiveKey : null;
        grant.VerifiedBy = to == GrantState.Returned ? null : grant.VerifiedBy;
        opened.Note(act, null, why);
        return Task.FromResult(Decision.Allow);
    }, ct);
}
