using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Matches many subjects against policies: the batch executor rules out whom a clause is certainly not for, and only the rest are
/// asked one by one, with the facts that are missing and the amounts.</summary>
public sealed class EntitledMatch(PolicyLibrary library, PolicyMatch match, RegionNames regions)
{
    /// <param name="policyId">Null for all policies.</param>
    /// <remarks>A project signed earlier keeps the version of that day, as in <see cref="PolicyMatch.Run"/>.</remarks>
    public EntitledView Run(IReadOnlyList<PolicySubject> subjects, DateOnly on, string? policyId) =>
        View(subjects, on, policyId is null ? null : library.Find(policyId, on), [.. subjects.GroupBy(s => library.For(PolicyMatch.EventOf(s.Facts, on)))
            .SelectMany(version => Ask([.. version], [.. version.Key.Where(p => policyId is null || p.Id == policyId)], on))]);

    /// <summary>Every answer but no, of these policies in these very versions.</summary>
    internal IReadOnlyList<Entitlement> Ask(IReadOnlyList<PolicySubject> subjects, IReadOnlyList<Policy> policies, DateOnly on)
    {
        var clauses = ClauseSieve.Run(subjects.Select(s => s.Facts), policies, on);
        var wanted = subjects.Select(_ => new List<int>()).ToList();
        for (var c = 0; c < clauses.Count; c++)
        {
            foreach (var subject in clauses[c].Possible)
            {
                wanted[subject].Add(c);
            }
        }
        var found = new Entitlement[subjects.Count][];
        // One thread per subject: its facts are one row, which is set to the years of an award while that is computed.
        Parallel.For(0, subjects.Count, s => found[s] = [.. wanted[s].Order().Where(c => !IsElsewhere(subjects[s], clauses[c].Policy))
            .Select(c => match.Award(clauses[c].Policy, clauses[c].Clause, subjects[s].Facts, on, explain: false))
            .Where(r => r.Answer != PolicyAnswer.No).Select(r => new Entitlement(subjects[s], r))]);
        return [.. found.SelectMany(f => f)];
    }

    /// <summary>Some clauses reward whoever comes from outside; a project that is built elsewhere is not told of each of them.</summary>
    private bool IsElsewhere(PolicySubject subject, Policy policy) =>
        subject.Facts.Texts[PolicyFacts.RegisteredIn.Slot] is { } place && regions.SideOf(place, policy.RegionId) == PlaceSide.Outside;

    /// <param name="only">All clauses of this one are told of, also those that are for nobody.</param>
    private static EntitledView View(IReadOnlyList<PolicySubject> subjects, DateOnly on, Policy? only, IReadOnlyList<Entitlement> all)
    {
        var clauses = all.GroupBy(e => (e.Result.Policy.Id, e.Result.Article)).Select(g => Clause([.. g], subjects.Count)).ToList();
        clauses.AddRange((only?.Clauses ?? []).Where(c => clauses.TrueForAll(known => known.Article != c.Article))
            .Select(c => new EntitledClause(only!, c.Article, c.Name, 0, 0, 0, subjects.Count, 0, 0)));
        clauses = clauses
            .OrderByDescending(c => c.Fen).ThenByDescending(c => c.Yes).ThenByDescending(c => c.Unknown)
            .ThenBy(c => c.Policy.Id, StringComparer.Ordinal).ThenBy(c => c.Article, StringComparer.Ordinal).ToList();
        var rows = all.OrderBy(e => e.Result.Answer switch { PolicyAnswer.Yes => 0, PolicyAnswer.Ambiguous => 1, _ => 2 })
            .ThenByDescending(e => e.Fen ?? 0).ThenBy(e => e.Result.Met == 0).ThenBy(e => e.Result.Missing.Count).ThenBy(e => e.Subject.Id)
            .ThenBy(e => e.Result.Policy.Id, StringComparer.Ordinal).ThenBy(e => e.Result.Article, StringComparer.Ordinal).ToList();
        return new EntitledView(on, subjects.Count, clauses, rows, all.GroupBy(e => e.Subject.Key).Sum(g => PolicyPlan.Of(g.Select(e => e.Result)).Fen));
    }

    private static EntitledClause Clause(IReadOnlyList<Entitlement> rows, int subjects)
    {
        var yes = rows.Where(r => r.Result.Answer == PolicyAnswer.Yes).ToList();
        var (policy, article, name) = (rows[0].Result.Policy, rows[0].Result.Article, rows[0].Result.Name);
        return new(policy, article, name, yes.Count, rows.Count(r => r.Result.Answer == PolicyAnswer.Unknown), rows.Count(r => r.Result.Answer == PolicyAnswer.Ambiguous),
            subjects - rows.Count, yes.Sum(r => r.Result.Fen ?? 0), yes.Count(r => r.Result.Fen is null));
    }
}
