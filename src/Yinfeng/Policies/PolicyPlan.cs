using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>What can be had together: awards for the same matter (内容) are not given twice, the highest stands; all others add up.</summary>
/// <param name="Taken">With their amounts, the highest first.</param>
/// <param name="Left">Granted, but another for the same matter is higher.</param>
public sealed record PolicyPlan(IReadOnlyList<PolicyResult> Taken, IReadOnlyList<PolicyResult> Left)
{
    public decimal Fen => Taken.Sum(t => t.Fen ?? 0);

    /// <summary>Where the county picks rates: the least and the most of all together.</summary>
    public (decimal Low, decimal High) Range => (Taken.Sum(t => t.Fen ?? t.Range?.Low ?? 0), Taken.Sum(t => t.Fen ?? t.Range?.High ?? 0));

    /// <summary>Totals by calendar year, of the awards that say their years.</summary>
    public IReadOnlyList<YearAmount> Years => [.. Taken.SelectMany(t => t.Years ?? []).Where(y => y.Year > 1900).GroupBy(y => y.Year).OrderBy(g => g.Key)
        .Select(g => new YearAmount(g.Key, g.Sum(y => y.Fen)))];

    public static PolicyPlan Of(IEnumerable<PolicyResult> results)
    {
        var granted = results.Where(r => r.IsAward && r.Answer == PolicyAnswer.Yes && (r.Fen ?? r.Range?.High) is > 0).ToList();
        var taken = granted.GroupBy(r => r.Subject is { } subject && r.Policy.Stacking == "就高不重复" ? subject : $"{r.Policy.Id}/{r.Article}")
            .Select(g => g.MaxBy(r => r.Fen ?? r.Range!.Value.High)!).OrderByDescending(r => r.Fen ?? r.Range!.Value.High).ToList();
        return new PolicyPlan(taken, [.. granted.Except(taken)]);
    }
}

/// <summary>An answer for a page: the facts as typed, the results, what they come to, and what other amounts would change.</summary>
public sealed record PolicyReply(string Facts, DateOnly On, IReadOnlyList<string> Problems, IReadOnlyList<PolicyResult> Results, PolicyPlan Plan,
    IReadOnlyList<Knob> Knobs, IReadOnlyList<(PolicyResult Before, PolicyResult After)> WithMore, PolicyPlan After)
{
    /// <param name="set">Where the knobs stand; null where nobody moved one.</param>
    public static PolicyReply Of(PolicyMatch match, string? text, DateOnly on, IReadOnlyDictionary<string, decimal>? set = null)
    {
        var (row, problems) = PolicyFactsText.Read(text);
        var results = match.Run(row, on, explain: true);
        var knobs = WhatIf.Knobs(row, results.Select(r => r.Policy).Distinct(), set ?? new Dictionary<string, decimal>());
        WhatIf.Apply(row, knobs);
        var more = match.Run(row, on, explain: false);
        return new(text ?? "", on, problems, results, PolicyPlan.Of(results), knobs, [.. results.Zip(more)
            .Where(p => p.First.IsAward && (p.First.Answer != p.Second.Answer || p.First.Fen != p.Second.Fen || p.First.Range != p.Second.Range))],
            PolicyPlan.Of(more));
    }
}
