using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Leads whose investor is a company, by its name or one that was matched to it, for its page.</summary>
internal sealed class LeadTies(Database database, UnitDirectory units) : IEnterpriseTies
{
    public async Task<IReadOnlyList<EnterpriseTie>> OfAsync(Viewer viewer, Enterprise company, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var leads = await db.Set<Lead>().Where(l => l.Investor == company.Name
            || db.Set<NameMatch>().Any(m => m.EnterpriseId == company.Id && m.Name == l.Investor && m.Place == 0)).OrderByDescending(l => l.Id).Take(200).ToListAsync(ct);
        return [.. leads.Where(l => viewer.May(Rights.See) && tree.IsWithin(l.UnitId, viewer.UnitId)).Take(50).Select(l => new EnterpriseTie("线索", l.Title, $"/leads/{l.Id}",
            $"{LeadTerms.Of(l.Status)} · {UnitName(l.UnitId, tree)} · {l.FirstReportedOn} 首报"))];
    }

    private static string UnitName(long id, UnitTree tree) => tree.Find(id)?.Name ?? "";
}
