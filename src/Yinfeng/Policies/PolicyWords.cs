using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>The words by which policies name industries and kinds of projects.</summary>
/// <remarks>A ledger has words of its own. Only where they are the same does a project answer: 高端装备 may well be one of 省十强产业,
/// and taking the ledger's word for the policy's would say no.</remarks>
internal sealed record PolicyWords(IReadOnlySet<string> Industries, IReadOnlySet<string> Kinds)
{
    public static PolicyWords Of(IReadOnlyList<Policy> policies)
    {
        var conditions = policies.SelectMany(p => p.Clauses).SelectMany(c => c.Items)
            .SelectMany(i => i.Conditions.Concat(i.Readings.SelectMany(r => r.Conditions))).Select(c => c.Rule).ToList();
        return new(Asked(PolicyFacts.Industry), Asked(PolicyFacts.ProjectKind));

        HashSet<string> Asked(Fact fact) => conditions.SelectMany(c => c.WordsFor(fact)).ToHashSet(StringComparer.Ordinal);
    }
}
