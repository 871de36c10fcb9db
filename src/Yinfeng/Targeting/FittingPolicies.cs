using System.Globalization;
using Yinfeng.Gaps;
using Yinfeng.Policies;

namespace Yinfeng.Targeting;

/// <summary>符合政策: what a company could have here if it settled, as far as its registration tells.</summary>
internal sealed class FittingPolicies(EnterpriseSubjects subjects, EntitledMatch match, RegionNames regions)
{
    private const int MostTold = 2;
    private const int FewFacts = 3;

    public async Task<ILookup<long, TargetReason>> OfAsync(IReadOnlyList<long> companies, GapPlace place, DateOnly on, CancellationToken ct)
    {
        var settled = new List<PolicySubject>(companies.Count);
        foreach (var id in companies)
        {
            if (await subjects.OneAsync(id, ct) is { } subject)
            {
                subject.Facts.Set(PolicyFacts.RegisteredIn, regions.FullName(place.County > 0 ? place.County : place.City));
                settled.Add(subject);
            }
        }
        return match.Run(settled, on, null).Rows
            .Where(r => r.Result.Answer == PolicyAnswer.Yes || (r.Result.Answer == PolicyAnswer.Unknown && r.Result.Met > 0 && r.Result.Missing.Count <= FewFacts))
            .GroupBy(r => r.Subject.Id).SelectMany(g => g.Take(MostTold)).ToLookup(r => r.Subject.Id, r => new TargetReason("policy",
                string.Create(CultureInfo.InvariantCulture, $"若在本地注册，“{r.Result.Name}”{(r.Result.Answer == PolicyAnswer.Yes ? $"已符合，{PolicyLines.Amount(r.Result)}" : $"已符合 {r.Result.Met} 项条件，还要问：{string.Join("、", r.Result.Missing.Select(f => f.Name))}")}"),
                $"{r.Result.Policy.Name} {r.Result.Clause}"));
    }
}
