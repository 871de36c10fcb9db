using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Policies;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Grants;

/// <summary>A policy's budget of a year and what becomes of it. All amounts in fen.</summary>
/// <param name="Budget">The version that counts; null where money flows without a budget.</param>
/// <param name="Earlier">Versions before it, the newest first.</param>
/// <param name="PaidFen">Paid in the year, less what came back in it.</param>
/// <param name="ToPayFen">Approved, due in the year, not paid.</param>
/// <param name="PendingFen">Applied for and not decided, by its planned days.</param>
/// <param name="EstimatedFen">What projects of the ledger could still apply for; an estimate, in no other figure. Null where it was not asked for.</param>
/// <param name="RunsOut">Month in which approved money exceeds the budget; null where it does not.</param>
/// <param name="ForecastRunsOut">The same with what is applied for.</param>
public sealed record BudgetRow(string PolicyId, string PolicyName, long? UnitId, string UnitName, int Year, GrantBudget? Budget,
    IReadOnlyList<GrantBudget> Earlier,
    long PaidFen, long ToPayFen, long PendingFen, long? EstimatedFen, int? RunsOut, int? ForecastRunsOut)
{
    public long ApprovedFen => PaidFen + ToPayFen;
    public long ForecastFen => ApprovedFen + PendingFen;
    public long? LeftFen => Budget?.Fen - ApprovedFen;
    public long? ForecastLeftFen => Budget?.Fen - ForecastFen;
}

/// <summary>What is still to be paid in a year, over all policies.</summary>
public sealed record BudgetYear(int Year, long PaidFen, long ToPayFen, long PendingFen);

public sealed record BudgetView(int Year, IReadOnlyList<BudgetRow> Rows, IReadOnlyList<BudgetYear> Years, IReadOnlyList<Policy> Policies,
    DateOnly Today, Viewer Viewer, UnitTree Tree);

/// <summary>Budgets with what was approved, paid and is to come, from the grants that the viewer may see.</summary>
internal sealed class BudgetQueries(Database database, UnitDirectory units, PolicyLibrary library, EntitledQueries entitled,
    TimeProvider clock)
{
    /// <param name="estimate">Also matches every project of the viewer against the policies.</param>
    public async Task<BudgetView> OnAsync(Viewer viewer, int? year, bool estimate, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        var (scope, wanted) = (new GrantScope(viewer, tree), year ?? today.Year);
        await using var db = database.OpenRead();
        var money = await BudgetMoney.OfAsync(db, scope.Seen(db), ct);
        var budgets = (await db.Set<GrantBudget>().Where(b => b.Year == wanted).ToListAsync(ct)).FindAll(b => scope.Sees(b.UnitId))
            .GroupBy(b => (b.UnitId, b.PolicyId)).Select(g => g.OrderByDescending(b => b.Version).ToList()).ToList();
        var policies = library.For(today);
        var names = policies.ToDictionary(p => p.Id, p => p.Name, StringComparer.Ordinal);
        var possible = estimate ? await PossibleAsync(db, scope, today, ct) : null;
        var rows = budgets.ConvertAll(b =>
            Row(b[0].PolicyId, b[0].UnitId, b, [.. money.Where(m => m.PolicyId == b[0].PolicyId && tree.IsWithin(m.UnitId, b[0].UnitId))],
            possible?.Where(e => e.PolicyId == b[0].PolicyId && tree.IsWithin(e.UnitId, b[0].UnitId)).Sum(e => e.Fen)));
        foreach (var policy in policies.Select(p => p.Id))
        {
            bool Covered(long unit) => budgets.Exists(b => b[0].PolicyId == policy && tree.IsWithin(unit, b[0].UnitId));
            var rest = money.FindAll(m => m.PolicyId == policy && m.On.Year == wanted && !Covered(m.UnitId));
            var could = possible?.Where(e => e.PolicyId == policy && !Covered(e.UnitId)).Sum(e => e.Fen);
            if (rest.Count > 0 || could > 0)
            {
                rows.Add(Row(policy, null, [], rest, could));
            }
        }
        var years = money.GroupBy(m => m.On.Year).OrderBy(g => g.Key)
            .Select(g => new BudgetYear(g.Key, Net(g), Of(g, MoneyKind.ToPay), Of(g, MoneyKind.Pending)));
        return new BudgetView(wanted, [.. rows.OrderBy(r => r.PolicyName, StringComparer.Ordinal)
            .ThenBy(r => r.UnitId is { } u ? tree.Find(u)?.First ?? 0 : int.MaxValue)], [.. years], policies, today, viewer, tree);

        BudgetRow Row(string policy, long? unit, List<GrantBudget> versions, List<BudgetMoney> all, long? could)
        {
            var (inYear, budget) = (all.FindAll(m => m.On.Year == wanted), versions.FirstOrDefault());
            return new BudgetRow(policy, names.GetValueOrDefault(policy, policy), unit, unit is { } u ? UnitText.Name(u, tree) : "未编预算的单位",
                wanted, budget, [.. versions.Skip(1)], Net(inYear), Of(inYear, MoneyKind.ToPay), Of(inYear, MoneyKind.Pending), could,
                RunsOut(budget, inYear.FindAll(m => m.Kind != MoneyKind.Pending)), RunsOut(budget, inYear));
        }
    }

    /// <summary>Entitled by the ledger, without a living grant of that clause.</summary>
    private async Task<IReadOnlyList<(string PolicyId, long UnitId, long Fen)>> PossibleAsync(YinfengDb db, GrantScope scope,
        DateOnly today, CancellationToken ct)
    {
        var known = (await scope.Seen(db).Where(g => g.LiveKey != null && g.ProjectId != null)
            .Select(g => new { g.PolicyId, g.Article, g.ProjectId }).ToListAsync(ct))
            .Select(g => (g.PolicyId, g.Article, (long?)g.ProjectId)).ToHashSet();
        var view = await entitled.OnAsync(scope.Viewer, today, null, ct);
        var could = view.Rows.GroupBy(r => r.Subject.Key)
            .SelectMany(g => PolicyPlan.Of(g.Select(r => r.Result)).Taken.Select(r => (g.First().Subject, Result: r)));
        return [.. could.Where(x => x.Result.Fen is > 0 && !known.Contains((x.Result.Policy.Id, x.Result.Article, (long?)x.Subject.Id)))
            .Select(x => (x.Result.Policy.Id, x.Subject.UnitId, (long)decimal.Round(x.Result.Fen!.Value, 0,
                MidpointRounding.AwayFromZero)))];
    }

    /// <summary>First month by whose end more is spent than the budget holds.</summary>
    private static int? RunsOut(GrantBudget? budget, List<BudgetMoney> inYear)
    {
        var sum = 0L;
        foreach (var month in inYear.GroupBy(m => m.On.Month).OrderBy(g => g.Key))
        {
            sum += month.Sum(m => m.Signed);
            if (sum > budget?.Fen)
            {
                return month.Key;
            }
        }
        return null;
    }

    private static long Net(IEnumerable<BudgetMoney> money) => money.Where(m => m.Kind is MoneyKind.Paid or MoneyKind.Repaid)
        .Sum(m => m.Signed);
    private static long Of(IEnumerable<BudgetMoney> money, MoneyKind kind) => money.Where(m => m.Kind == kind).Sum(m => m.Fen);
}
