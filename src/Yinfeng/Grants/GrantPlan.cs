using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Grants;

/// <summary>When which part of a grant is paid (分期).</summary>
internal static class GrantPlan
{
    public const int MostParts = 12;

    /// <summary>Instalments as typed, which must add up to <paramref name="fen"/>.</summary>
    public static List<PlannedPart> Read(IReadOnlyList<PartFacts> typed, long? fen, DateOnly today, List<Unmet> unmet)
    {
        var (plan, before) = (new List<PlannedPart>(), unmet.Count);
        if (typed.Count > MostParts)
        {
            unmet.Add(new("grant.plan-many", "plan", $"最多分 {MostParts} 期。"));
        }
        for (var i = 0; i < typed.Count; i++)
        {
            var part = GrantTerms.Wan($"第 {i + 1} 期金额", $"plan.{i}.wan", typed[i].Wan, unmet);
            if (!GrantTerms.TryDay(typed[i].Due, out var due) || due < today)
            {
                unmet.Add(new("grant.plan-due", $"plan.{i}.due", $"第 {i + 1} 期的日期“{typed[i].Due}”不对：写成 2026-08-31 这样，不早于今天。"));
            }
            plan.Add(new PlannedPart(due, part ?? 0));
        }
        if (unmet.Count == before && fen is { } whole && plan.Sum(p => p.Fen) != whole)
        {
            unmet.Add(new("grant.plan-sum", "plan", $"各期合计 {Money.ToWan(plan.Sum(p => p.Fen))} 万元，应等于 {Money.ToWan(whole)} 万元。请调整各期金额。"));
        }
        return [.. plan.OrderBy(p => p.Due)];
    }

    /// <summary>Takes the place of the instalments that are still open; paid and stopped ones stay.</summary>
    public static void Store(YinfengDb db, long grantId, List<GrantInstalment> parts, IReadOnlyList<PlannedPart> plan, string? approvedBy)
    {
        db.RemoveRange(parts.Where(p => p.IsOpen));
        var from = parts.Where(p => !p.IsOpen).Select(p => p.Position).DefaultIfEmpty(0).Max();
        db.AddRange(plan.Select((p, i) => new GrantInstalment
        {
            GrantId = grantId, Position = from + i + 1, Due = p.Due, Fen = p.Fen,
            ApprovedBy = approvedBy
        }));
    }
}

/// <summary>Changes when the rest is paid (调整分期); what was approved stays.</summary>
internal sealed class PlanGrant(OpenGrants grants)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, int? version, IReadOnlyList<PartFacts> typed, string? reason,
        CancellationToken ct) =>
        grants.ChangeAsync(viewer, Rights.Approve, id, [GrantState.Approved, GrantState.Paying], version, async opened =>
        {
            var (parts, unmet) = (await opened.PlanAsync(ct), new List<Unmet>());
            var open = parts.Where(p => p.IsOpen).Sum(p => p.Fen);
            var plan = GrantPlan.Read(typed, open, opened.Today, unmet);
            var why = GrantTerms.Reason("为什么调整", "reason", reason, unmet);
            if (unmet.Count == 0)
            {
                unmet.AddRange((await BudgetCheck.OfAsync(opened.Db, opened.Grant, plan, opened.Scope, ct))
                    .Select(o => new Unmet("grant.budget", "plan", $"{o}。请改期或先调整预算。")));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            GrantPlan.Store(opened.Db, id, parts, plan, opened.Grant.ApprovedBy);
            opened.Note(GrantAct.Planned, open, why, plan.Select(p => new { p.Due, p.Fen }));
            return Decision.Allow;
        }, ct);
}
