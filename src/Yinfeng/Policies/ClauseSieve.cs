using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>A clause and the subjects that it is not certainly refused to.</summary>
/// <param name="Possible">Numbers of the subjects in the order in which they were given.</param>
internal sealed record SievedClause(Policy Policy, PolicyClause Clause, IReadOnlyList<int> Possible);

/// <summary>Rules out, for all clauses and many subjects at once, whom a clause is certainly not for. Only the rest need to be asked one by one.</summary>
internal static class ClauseSieve
{
    /// <param name="rows">The facts of the subjects; a row may be filled again for the next one.</param>
    public static IReadOnlyList<SievedClause> Run(IEnumerable<FactRow> rows, IReadOnlyList<Policy> policies, DateOnly on)
    {
        var items = policies.SelectMany(p => p.Clauses.SelectMany(c => c.Items.Select(i => (Policy: p, Clause: c, Item: i)))).ToList();
        var builder = new BatchTableBuilder(PolicyFacts.Known);
        var subjects = 0;
        foreach (var row in rows)
        {
            row.Set(PolicyFacts.AskedOn, new LedgerDate(on));
            builder.Add(row);
            subjects++;
        }
        if (subjects == 0 || items.Count == 0)
        {
            return [];
        }
        // An item without conditions of its own rules nobody out.
        var asked = items.FindAll(i => i.Item.Conditions.Count > 0);
        var conditions = asked.Select(i => new BatchPolicy(ConditionRule.All([.. i.Item.Conditions.Select(c => c.Rule)]), null)).ToList();
        var plan = new BatchPlan(builder.Build(PolicyFacts.RegisteredIn), conditions);
        var possible = asked.Zip(plan.Possible()).ToLookup(x => x.First.Clause, x => x.Second);
        return [.. items.Select(i => (i.Policy, i.Clause)).Distinct().Select(c => new SievedClause(c.Policy, c.Clause,
            c.Clause.Items.Any(i => i.Conditions.Count == 0) ? [.. Enumerable.Range(0, subjects)] : [.. possible[c.Clause].SelectMany(s => s).Distinct()]))];
    }
}
