using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Grants;

/// <summary>How a part of the money stands towards a budget.</summary>
public enum MoneyKind { Paid, Repaid, ToPay, Pending }

/// <summary>One amount that burdens a budget on a day, or relieves it (<see cref="MoneyKind.Repaid"/>).</summary>
/// <param name="Fen">Always positive.</param>
internal sealed record BudgetMoney(long GrantId, string PolicyId, long UnitId, MoneyKind Kind, DateOnly On, long Fen)
{
    public long Signed => Kind == MoneyKind.Repaid ? -Fen : Fen;

    /// <summary>Everything of these grants: paid and to be paid, what came back, and the plan of those not yet approved.</summary>
    public static async Task<List<BudgetMoney>> OfAsync(YinfengDb db, IQueryable<Grant> grants, CancellationToken ct)
    {
        var live = grants.Where(g => g.LiveKey != null);
        var parts = await live.Join(db.Set<GrantInstalment>(), g => g.Id, i => i.GrantId, (g, i) =>
            new { g.Id, g.PolicyId, g.OwnerUnitId, g.State, Part = i })
            .Where(x => !x.Part.Stopped).ToListAsync(ct);
        var back = await live.Join(db.Set<GrantRepayment>(), g => g.Id, r => r.GrantId, (g, r) =>
            new { g.Id, g.PolicyId, g.OwnerUnitId, Back = r })
            .ToListAsync(ct);
        return [.. parts.Select(x => new BudgetMoney(x.Id, x.PolicyId, x.OwnerUnitId, KindOf(x.State, x.Part), x.Part.On, x.Part.Fen)),
            .. back.Select(x => new BudgetMoney(x.Id, x.PolicyId, x.OwnerUnitId, MoneyKind.Repaid, x.Back.PaidOn, x.Back.Fen))];
    }

    private static MoneyKind KindOf(GrantState state, GrantInstalment part) => part.PaidOn is not null ? MoneyKind.Paid
        : state is GrantState.Approved or GrantState.Paying or GrantState.Paid ? MoneyKind.ToPay : MoneyKind.Pending;
}

/// <summary>What stands against an approval: budgets of the unit and of those above it that it would go beyond.</summary>
internal static class BudgetCheck
{
    /// <param name="plan">What is to be approved, in place of what is planned now.</param>
    /// <returns>A sentence for each budget. Empty where no unit has one: nothing is gone beyond then.</returns>
    public static async Task<List<string>> OfAsync(YinfengDb db, Grant grant, IReadOnlyList<PlannedPart> plan, GrantScope scope,
        CancellationToken ct)
    {
        var above = scope.Tree.Upward(grant.OwnerUnitId).Select(n => n.Id).ToList();
        var years = plan.Select(p => p.Due.Year).Distinct().ToList();
        var versions = await db.Set<GrantBudget>().Where(b => b.PolicyId == grant.PolicyId && above.Contains(b.UnitId)
            && years.Contains(b.Year))
            .ToListAsync(ct);
        var budgets = versions.GroupBy(b => (b.UnitId, b.Year)).Select(g => g.MaxBy(b => b.Version)!)
            .OrderBy(b => above.IndexOf(b.UnitId)).ThenBy(b => b.Year).ToList();
        if (budgets.Count == 0)
        {
            return [];
        }
        var money = await BudgetMoney.OfAsync(db, db.Set<Grant>().Where(g => g.PolicyId == grant.PolicyId), ct);
        var beyond = new List<string>();
        foreach (var budget in budgets)
        {
            var inYear = money.FindAll(m => m.Kind != MoneyKind.Pending && m.On.Year == budget.Year
                && scope.Tree.IsWithin(m.UnitId, budget.UnitId));
            var own = inYear.Where(m => m.GrantId == grant.Id && m.Kind == MoneyKind.ToPay).Sum(m => m.Fen);
            var (given, next) = (inYear.Sum(m => m.Signed) - own, plan.Where(p => p.Due.Year == budget.Year).Sum(p => p.Fen));
            if (next > own && given + next > budget.Fen) // What was let through once may be moved within its year.
            {
                var unit = UnitText.Name(budget.UnitId, scope.Tree);
                beyond.Add(scope.Sees(budget.UnitId)
                    ? $"{unit} {budget.Year} 年预算 {Money.Show(budget.Fen)}（{budget.Document}），已批 {Money.Show(given)}，再批 {Money.Show(next)} 超出 {Money.Show(given + next - budget.Fen)}"
                    : $"超出{unit} {budget.Year} 年的预算（{budget.Document}）");
            }
        }
        return beyond;
    }
}
