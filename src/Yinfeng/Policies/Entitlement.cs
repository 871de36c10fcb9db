namespace Yinfeng.Policies;

/// <summary>What one clause answers for one subject.</summary>
public sealed record Entitlement(PolicySubject Subject, PolicyResult Result)
{
    public decimal? Fen => Result.Fen ?? Result.Range?.High;
}

/// <summary>One clause over all subjects.</summary>
/// <param name="Fen">Sum of the amounts of those that qualify, where the clause gives one amount.</param>
/// <param name="WithoutAmount">Qualify, but the amount is open or left to the county.</param>
/// <param name="No">Certainly not met, subjects elsewhere included.</param>
public sealed record EntitledClause(Policy Policy, string Article, string Name, int Yes, int Unknown, int Ambiguous, int No, decimal Fen, int WithoutAmount);

/// <summary>Who may have what on a day (免申即享).</summary>
/// <param name="Subjects">How many were asked.</param>
/// <param name="Rows">Yes first, the highest amounts first; then what is open: first where some condition is
/// known to hold, the fewest missing facts first. Not those that say no.</param>
/// <param name="PlanFen">What all get together when the same matter is not given twice.</param>
public sealed record EntitledView(DateOnly On, int Subjects, IReadOnlyList<EntitledClause> Clauses, IReadOnlyList<Entitlement> Rows, decimal PlanFen)
{
    public int Entitled => Rows.Where(r => r.Result.Answer == PolicyAnswer.Yes).Select(r => r.Subject.Key).Distinct().Count();

    /// <summary>Subjects with nothing granted that one more fact could bring in.</summary>
    public int OneFactAway => Rows.GroupBy(r => r.Subject.Key)
        .Count(g => g.All(r => r.Result.Answer != PolicyAnswer.Yes) && g.Any(r => r.Result is { Answer: PolicyAnswer.Unknown, Missing.Count: 1 }));
}
