using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Grants;

/// <summary>An approval as typed.</summary>
/// <param name="Wan">In 万元; empty approves what was asked.</param>
/// <param name="Plan">Instalments; null keeps the proposed ones, brought to the amount.</param>
/// <param name="CaseReason">一事一议: why more than the clause gives.</param>
/// <param name="OverrunBy">Who answers for going beyond the budget.</param>
public sealed record ApprovalFacts(string? Wan = null, IReadOnlyList<PartFacts>? Plan = null, string? CaseReason = null,
    string? Remark = null, string? OverrunBy = null,
    string? OverrunReason = null);

/// <summary>One instalment as typed: "2026-03-31", "250".</summary>
public sealed record PartFacts(string? Due, string? Wan);

/// <summary>Approves a grant (审批): the amount and when it is paid, by somebody who neither applied nor verified, within the budget.</summary>
internal sealed class ApproveGrant(OpenGrants grants)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, int? version, ApprovalFacts typed, CancellationToken ct) =>
        grants.ChangeAsync(viewer, Rights.Approve, id, [GrantState.Verified], version, async opened =>
        {
            var (grant, unmet) = (opened.Grant, new List<Unmet>());
            if (opened.Actor == grant.AppliedBy || opened.Actor == grant.VerifiedBy)
            {
                unmet.Add(new("grant.approve.own", "", $"自己{(opened.Actor == grant.AppliedBy ? "申报" : "核实")}的不能自己审批。请由另一个人审批。"));
            }
            var fen = string.IsNullOrWhiteSpace(typed.Wan) ? grant.AskedFen : GrantTerms.Wan("审批金额", "wan", typed.Wan, unmet);
            var why = string.IsNullOrWhiteSpace(typed.CaseReason) ? grant.CaseReason : typed.CaseReason.Trim();
            if (fen > (grant.ComputedFen ?? 0) && why is null)
            {
                unmet.Add(new("grant.above", "caseReason", grant.ComputedFen is { } most
                    ? $"审批 {Money.Show(fen)} 超过按条款算出的 {Money.Show(most)}。请改少；“一事一议”的写明理由和依据。" : "条款没有定额。请写明“一事一议”的理由和依据。"));
            }
            var parts = await opened.PlanAsync(ct);
            var plan = typed.Plan is { Count: > 0 } wanted ? GrantPlan.Read(wanted, fen, opened.Today, unmet)
                : GrantComputing.Fit([.. parts.Select(p => new PlannedPart(p.Due, p.Fen))], fen ?? 0);
            unmet.AddRange(await GrantRivals.OfAsync(opened.Db, grant, opened.Scope, ct));
            var overruns = await BudgetCheck.OfAsync(opened.Db, grant, plan, opened.Scope, ct);
            var overrun = Overrun(typed, overruns, unmet);
            if (fen is null || unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            (grant.State, grant.ApprovedBy, grant.ApprovedFen, grant.CaseReason) = (GrantState.Approved, opened.Actor, fen, why);
            GrantPlan.Store(opened.Db, grant.Id, parts, plan, opened.Actor);
            string?[] words = [typed.Remark?.Trim(), overrun, fen > (grant.ComputedFen ?? 0) ? "一事一议：" + why : null];
            var text = string.Join("\n", words.Where(w => !string.IsNullOrEmpty(w)));
            opened.Note(GrantAct.Approved, fen, text.Length > 0 ? text : null, plan.Select(p => new { p.Due, p.Fen }));
            return Decision.Allow;
        }, ct);

    /// <summary>The sentence of a budget that was gone beyond knowingly; null where none was.</summary>
    private static string? Overrun(ApprovalFacts typed, List<string> overruns, List<Unmet> unmet)
    {
        if (overruns.Count == 0)
        {
            return null;
        }
        if (string.IsNullOrWhiteSpace(typed.OverrunBy) || string.IsNullOrWhiteSpace(typed.OverrunReason) || typed.OverrunBy.Length > 50
            || typed.OverrunReason.Length > GrantTerms.MostReason)
        {
            unmet.AddRange(overruns.Select(o => new Unmet("grant.budget", "overrunReason", $"{o}。请改少、改期或调整预算；确要超预算批准的，写明由谁决定和理由。")));
            return null;
        }
        return $"超预算批准：{typed.OverrunBy.Trim()}决定，{typed.OverrunReason.Trim()}（{string.Join("；", overruns)}）";
    }
}
