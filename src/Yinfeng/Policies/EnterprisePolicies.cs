using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Policies;

/// <summary>What a company may have by its registration alone, for its page: what is certain first, then what a question or two decide.</summary>
internal sealed class EnterprisePolicies(EnterpriseSubjects subjects, PolicyMatch match, TimeProvider clock) : IEnterpriseTies
{
    private const int Most = 5, FewFacts = 3;

    public async Task<IReadOnlyList<EnterpriseTie>> OfAsync(Viewer viewer, Enterprise company, int most, CancellationToken ct)
    {
        if (await subjects.OneAsync(company.Id, ct) is not { } subject)
        {
            return [];
        }
        var href = string.Create(CultureInfo.InvariantCulture, $"/policies/match?enterprise={company.Id}");
        return [.. match.Run(subject.Facts, BusinessTime.Today(clock), explain: false)
            .Where(r => r.IsAward && (r.Answer == PolicyAnswer.Yes || (r.Answer == PolicyAnswer.Unknown && r.Met > 0 && r.Missing.Count <= FewFacts)))
            .OrderBy(r => r.Answer == PolicyAnswer.Yes ? 0 : 1).ThenByDescending(r => r.Fen ?? 0).ThenBy(r => r.Missing.Count).ThenByDescending(r => r.Met)
            .Take(Math.Min(Most, most))
            .Select(r => new EnterpriseTie("可享政策", r.Name, href, $"{PolicyLines.Word(r.Answer)} · {PolicyLines.Amount(r)} · {r.Policy.Name} {r.Clause}"))];
    }
}
