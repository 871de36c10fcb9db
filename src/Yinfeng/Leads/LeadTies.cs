using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Leads whose investor is a company, by its name or one that was matched to it, for its page.</summary>
internal sealed class LeadTies(Database database, UnitDirectory units) : IEnterpriseTies
{
    public async Task<IReadOnlyList<EnterpriseTie>> OfAsync(Viewer viewer, Enterprise company, int most, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var leads = await db.Set<Lead>().Where(new LeadSight(viewer, tree).Filter())
            .Where(l => l.Investor == company.Name || db.Set<NameMatch>().Any(m => m.EnterpriseId == company.Id && m.Name == l.Investor && m.Place == 0))
            .OrderByDescending(l => l.Id).Take(most).ToListAsync(ct);
        return [.. leads.Select(l => new EnterpriseTie("线索", l.Title, $"/leads/{l.Id}",
            $"{LeadTerms.Of(l.Status)} · {UnitText.Name(l.UnitId, tree)} · {l.FirstReportedOn} 首报"))];
    }
}
