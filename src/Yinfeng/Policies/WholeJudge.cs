using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Answers for a document as a whole: what its clauses give together, or that none of them covers what is asked.</summary>
internal sealed class WholeJudge(FactRow row, Policy policy, ClauseJudge judge)
{
    /// <param name="asWhole">False for an article about all others, such as the one on the time in force.</param>
    public Finding Ask(IReadOnlyList<(PolicyClause Clause, Finding Found)> awards, bool asWhole)
    {
        if (judge.Excluded() is { } excluded)
        {
            return excluded;
        }
        var topics = row.Schema.Facts.Where(f => row.Has(f) && !PolicyFacts.Context.Contains(f.Name)).ToList();
        if (asWhole && topics.Where(f => !policy.Reads.Contains(f.Name)).ToList() is { Count: > 0 } unread)
        {
            return new Finding(Truth.No, null, null)
            {
                Steps = [.. unread.Select(f => new MatchStep(f.Name, "没有条款涉及", null))],
            };
        }
        if (judge.OutOfForce(policy.Events, yearly: false) is { } lapsed && awards.All(a => a.Found.Answer != Truth.Yes))
        {
            return lapsed;
        }
        var near = topics.Count == 0 ? awards : [.. awards.Where(a => a.Clause.Facts.Intersect(topics).Any())];
        if (near.Where(a => a.Found.Answer == Truth.Yes).ToList() is { Count: > 0 } yes)
        {
            return yes.MaxBy(a => a.Found.Fen ?? a.Found.Range?.High ?? 0).Found;
        }
        if (near.Where(a => a.Found.Answer == Truth.Unknown).ToList() is { Count: > 0 } open)
        {
            return open.MinBy(a => (a.Found.Missing.Count, -a.Found.Met)).Found;
        }
        return near.Count == 0 ? new Finding(Truth.No, null, null) : near.MaxBy(a => a.Found.Met).Found with { Answer = Truth.No };
    }
}
