using System.Text;
using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Shareholdings;

namespace Yinfeng.Targeting;

/// <summary>集团在本地: companies of the same owner that are here already, by declared lists of holders.</summary>
internal sealed class TiesHere(ShareholdingQueries holdings, EnterpriseBase bases)
{
    private const int MostNamed = 3;

    /// <param name="heads">Rows of the base.</param>
    /// <returns>One list per head.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<TargetReason>>> OfAsync(Viewer viewer, ReasonsAsked asked, IReadOnlyList<int> heads, CancellationToken ct)
    {
        if ((await holdings.StateAsync(ct)).Parties == 0)
        {
            return [.. heads.Select(_ => (IReadOnlyList<TargetReason>)[])];
        }
        var held = await bases.NowAsync(ct);
        var told = new List<IReadOnlyList<TargetReason>>(heads.Count);
        foreach (var head in heads)
        {
            var companies = asked.Outlook.State.Companies;
            var code = Encoding.ASCII.GetString(companies.Code(head));
            var group = await holdings.GroupAsync(viewer, code.Length > 0 ? code : companies.Name(head).ToString(), ShareholdingQueries.DefaultLeast, asked.On.AddDays(-1), ct);
            var here = group.Where(p => p.Code is not null).Select(p => (p.Name, Row: held.FindCode(p.Code)))
                .Where(p => p.Row >= 0 && asked.Place.Holds(held, p.Row)).Select(p => p.Name).Distinct().ToList();
            told.Add(here.Count == 0 ? [] : [new("group", $"集团在本地已有 {here.Count} 家：{string.Join("、", here.Take(MostNamed))}", "股东名单（控制人相同）")]);
        }
        return told;
    }
}
