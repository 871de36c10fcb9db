using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Leads whose investor has exactly a company's name, for its page.</summary>
internal sealed class LeadTies(Database database, UnitDirectory units) : IEnterpriseTies
{
    public async Task<IReadOnlyList<EnterpriseTie>> OfAsync(Viewer viewer, Enterprise company, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var leads = await db.Set<Lead>().Where(l => l.Investor == company.Name).OrderByDescending(l => l.Id).Take(200).ToListAsync(ct);
        return [.. leads.Where(l => viewer.May(Rights.See) && tree.IsWithin(l.UnitId, viewer.UnitId)).Take(50).Select(l => new EnterpriseTie("线索", l.Title, $"/leads/{l.Id}",
            $"{LeadTerms.Of(l.Status)} · {UnitName(l.UnitId, tree)} · {l.FirstReportedOn} 首报"))];
    }

    private static string UnitName(long id, UnitTree tree) => tree.Find(id)?.Name ?? "";
}
