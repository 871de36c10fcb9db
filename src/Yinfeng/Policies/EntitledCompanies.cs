using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;

namespace Yinfeng.Policies;

/// <summary>免申即享 for the companies registered in a place.</summary>
/// <param name="Companies">How many were asked.</param>
/// <param name="Clauses">Those of the policies that hold there on the day, answered by what the registration says.</param>
/// <param name="Total">How many rows there are; <paramref name="Rows"/> are those of one page.</param>
public sealed record CompaniesView(DateOnly On, int Place, int Companies, IReadOnlyList<EntitledClause> Clauses, int Total, IReadOnlyList<Entitlement> Rows);

/// <param name="Article">Empty for all clauses.</param>
/// <param name="Skip">Rows before the first one wanted.</param>
public sealed record CompaniesAsked(int Place, DateOnly On, string Policy = "", string Article = "", PolicyAnswer? Answer = null, int Skip = 0, int Take = 50);

/// <summary>Which companies of a place qualify and may not know it, over all policies. A city has tens of thousands: only the rows of one
/// page are worked out with their missing facts, of the others only the answer is kept.</summary>
internal sealed class EntitledCompanies(EnterpriseSubjects subjects, PolicyLibrary library, PolicyMatch match, RegionNames regions)
{
    /// <summary>More companies than this are not asked at once; a province names a city first.</summary>
    public const int Most = 100_000;

    /// <summary>One company under one clause; ordered as people should be told.</summary>
    private readonly record struct Told(int Company, int Clause, PolicyAnswer Answer, decimal Fen, int Met, int Missing);

    public async Task<CompaniesView> OnAsync(Viewer viewer, CompaniesAsked asked, CancellationToken ct)
    {
        var companies = await subjects.InPlaceAsync(asked.Place, ct);
        if (companies.Count > Most)
        {
            return new(asked.On, asked.Place, companies.Count, [], 0, []);
        }
        var policies = library.For(asked.On).Where(p => asked.Policy.Length == 0 || p.Id == asked.Policy).Where(p => IsNear(p, asked.Place)).ToList();
        // A row of facts is made anew whenever it is asked: all of them at once would take gigabytes.
        var clauses = ClauseSieve.Run(companies.Select(c => subjects.Of(c).Facts), policies, asked.On);
        var told = Tell(companies, clauses, asked.On);
        var rows = told.Where(t => (asked.Article.Length == 0 || clauses[t.Clause].Clause.Article == asked.Article) && (asked.Answer is null || t.Answer == asked.Answer))
            .OrderBy(t => t.Answer switch { PolicyAnswer.Yes => 0, PolicyAnswer.Ambiguous => 1, _ => 2 }).ThenByDescending(t => t.Fen)
            .ThenByDescending(t => t.Met).ThenBy(t => t.Missing).ThenByDescending(t => Capital(companies[t.Company]))
            .ThenBy(t => companies[t.Company].Id).ThenBy(t => t.Clause).ToList();
        return new(asked.On, asked.Place, companies.Count, [.. clauses.Select((c, at) => Count(c, told.Where(t => t.Clause == at).ToList(), companies.Count))], rows.Count,
            [.. rows.Skip(asked.Skip).Take(asked.Take).Select(t => Row(companies[t.Company], clauses[t.Clause], asked.On, viewer))]);
    }

    private Entitlement Row(EnterpriseFacts company, SievedClause clause, DateOnly on, Viewer viewer)
    {
        var subject = subjects.Of(company);
        var name = PersonNames.Show(subject.Name, company.Flags.HasFlag(EnterpriseFlags.NamesPerson), viewer.May(Rights.See));
        return new(subject with { Name = name }, match.Award(clause.Policy, clause.Clause, subject.Facts, on, explain: false));
    }

    /// <summary>Every answer but no.</summary>
    private List<Told> Tell(IReadOnlyList<EnterpriseFacts> companies, IReadOnlyList<SievedClause> clauses, DateOnly on)
    {
        var asked = new List<int>[companies.Count];
        for (var c = 0; c < clauses.Count; c++)
        {
            foreach (var company in clauses[c].Possible)
            {
                (asked[company] ??= []).Add(c);
            }
        }
        var told = new List<Told>[companies.Count];
        // One thread per company: its facts are one row, which is set to the years of an award while that is computed.
        Parallel.For(0, companies.Count, company =>
        {
            var facts = subjects.Of(companies[company]).Facts;
            told[company] = [.. (asked[company] ?? [])
                .Select(c => (Clause: c, Result: match.Award(clauses[c].Policy, clauses[c].Clause, facts, on, explain: false)))
                .Where(a => a.Result.Answer != PolicyAnswer.No)
                .Select(a => new Told(company, a.Clause, a.Result.Answer, a.Result.Fen ?? a.Result.Range?.High ?? 0, a.Result.Met, a.Result.Missing.Count))];
        });
        return [.. told.SelectMany(t => t)];
    }

    private static EntitledClause Count(SievedClause clause, List<Told> told, int companies) => new(clause.Policy, clause.Clause.Article, clause.Clause.Name,
        told.Count(t => t.Answer == PolicyAnswer.Yes), told.Count(t => t.Answer == PolicyAnswer.Unknown), told.Count(t => t.Answer == PolicyAnswer.Ambiguous),
        companies - told.Count, told.Where(t => t.Answer == PolicyAnswer.Yes).Sum(t => t.Fen), told.Count(t => t is { Answer: PolicyAnswer.Yes, Fen: 0 }));

    /// <summary>A policy of another region rewards whoever comes from outside; the companies of a place are not told of each of them.</summary>
    private bool IsNear(Policy policy, int place) =>
        regions.SideOf(Code(place).ToString(CultureInfo.InvariantCulture), policy.RegionId) != PlaceSide.Outside;

    /// <summary>Six digits of a prefix: 37 is 370000.</summary>
    internal static long Code(int place) => place < 100 ? place * 10_000L : place < 10_000 ? place * 100L : place;

    private static long Capital(EnterpriseFacts company) => company.Flags.HasFlag(EnterpriseFlags.CapitalDoubtful) ? -1 : company.CapitalCents;
}
