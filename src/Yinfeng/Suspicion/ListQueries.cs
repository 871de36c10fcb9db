using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Suspicion;

/// <summary>The lists from outside, as far as the viewer's units go.</summary>
public sealed record ListsView(IReadOnlyList<StruckOffFirm> Firms, IReadOnlyList<(ProxyFigure Figure, string UnitName, string KindName)> Proxies, IReadOnlyList<ProxyKind> Kinds);

/// <summary>Reads what offices know from elsewhere.</summary>
internal sealed class ListQueries(Database database, UnitDirectory units, SuspicionRules rules, TimeProvider clock)
{
    private const int Most = 1000;

    public async Task<ListsView> GetAsync(Viewer viewer, CancellationToken ct)
    {
        var (tree, kinds) = (await units.TodayAsync(ct), rules.On(BusinessTime.Today(clock)).Proxies);
        await using var db = database.OpenRead();
        var firms = await db.Set<StruckOffFirm>().OrderByDescending(f => f.On).ThenBy(f => f.CreditCode).Take(Most).ToListAsync(ct);
        var figures = await db.Set<ProxyFigure>().OrderByDescending(f => f.Month).ThenBy(f => f.UnitId).ThenBy(f => f.Kind).Take(Most * 10).ToListAsync(ct);
        return new(firms, [.. figures.Where(f => tree.IsWithin(f.UnitId, viewer.UnitId)).Take(Most)
            .Select(f => (f, UnitText.Name(f.UnitId, tree), kinds.FirstOrDefault(k => k.Code == f.Kind)?.Name ?? f.Kind))],
            [.. kinds.Where(k => k.Code != "statistics")]);
    }
}
