using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Maps;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Desk;

/// <summary>Projects signed in a period whose investor comes from one place.</summary>
/// <param name="RegionId">GB/T 2260 code of a province or prefecture.</param>
/// <param name="Fen">Total investment where it is stated.</param>
/// <param name="WithoutAmount">Projects that state none, or one in foreign currency.</param>
public sealed record SourceRow(long RegionId, string Name, int Count, long Fen, int WithoutAmount);

/// <summary>Where the investment of a unit comes from.</summary>
/// <param name="Provinces">Most projects first.</param>
/// <param name="Prefectures">Of those where the prefecture is known; municipalities count as one.</param>
/// <param name="Overseas">境外, without a place on the map.</param>
/// <param name="Unknown">Projects that do not say where the investor comes from.</param>
/// <param name="ProvinceOnly">Projects of which only the province is known.</param>
public sealed record SourcesView(YearMonth Period, UnitNode Unit, IReadOnlyList<SourceRow> Provinces, IReadOnlyList<SourceRow> Prefectures,
    SourceRow Overseas, SourceRow Unknown, int ProvinceOnly)
{
    public int Count => Provinces.Sum(p => p.Count) + Overseas.Count + Unknown.Count;
}

/// <summary>Reads where investors come from: projects that a unit's subtree answers for, signed in the year up to the month.</summary>
public sealed class InvestorSources(Database database, UnitDirectory units)
{
    /// <returns>Null for a unit that does not exist on that day or lies outside the viewer's part of the tree.</returns>
    public async Task<SourcesView?> ViewAsync(Viewer viewer, YearMonth period, string unit, CancellationToken ct)
    {
        var today = await units.TodayAsync(ct);
        var tree = await units.OnAsync(period.LastDay, ct);
        if ((tree.FindByCode(unit) ?? today.FindByCode(unit)) is not { } node || !today.IsWithin(node.Id, viewer.UnitId))
        {
            return null;
        }
        await using var db = database.OpenRead();
        var groups = (await Signed(db, new ProjectPolicy(viewer, today), tree, node, period).GroupBy(p => new { p.InvestorRegionId, p.InvestorOrigin })
            .Select(g => new
            {
                g.Key.InvestorRegionId, g.Key.InvestorOrigin, Count = g.Count(), Fen = g.Sum(p => p.TotalInvestmentFen),
                Without = g.Count(p => p.TotalInvestmentFen == null)
            }).ToListAsync(ct))
            .ConvertAll(g => new Group(g.InvestorRegionId, g.InvestorOrigin, g.Count, g.Fen ?? 0, g.Without));
        var placed = groups.Where(g => g.Region is not null).ToList();
        return new SourcesView(period, node,
            Rows(placed.GroupBy(g => g.Region!.Value / 10_000 * 10_000), tree),
            Rows(placed.Where(g => MapPlaces.Prefecture(g.Region!.Value) is not null).GroupBy(g => MapPlaces.Prefecture(g.Region!.Value)!.Value), tree),
            Sum(0, "境外", groups.Where(g => g.Region is null && g.Origin == InvestorOrigin.Overseas)),
            Sum(0, "未填来源地", groups.Where(g => g.Region is null && g.Origin != InvestorOrigin.Overseas)),
            placed.Where(g => MapPlaces.Prefecture(g.Region!.Value) is null).Sum(g => g.Count));
    }

    private static IQueryable<Project> Signed(YinfengDb db, ProjectPolicy policy, UnitTree tree, UnitNode unit, YearMonth period)
    {
        var (first, last) = (new LedgerDate(period.Year, 0, 0), new LedgerDate(period.LastDay));
        var signed = db.Set<Project>().Where(policy.Filter(db)).Where(p => p.SignedOn >= first && p.SignedOn <= last);
        if (period.Month < 12)
        {
            signed = signed.Where(p => p.SignedOn != first); // Known only to the year: counts in December, as on the board.
        }
        if (unit.Id == UnitTree.NationId)
        {
            return signed;
        }
        var ids = tree.IdsWithin(unit.Id);
        return signed.Where(p => ids.Contains(p.OwnerUnitId));
    }

    private static List<SourceRow> Rows(IEnumerable<IGrouping<long, Group>> groups, UnitTree tree) =>
        [.. groups.Select(g => Sum(g.Key, tree.Find(g.Key)?.Name ?? $"{g.Key}", g)).OrderByDescending(r => r.Count).ThenByDescending(r => r.Fen).ThenBy(r => r.RegionId)];

    private static SourceRow Sum(long region, string name, IEnumerable<Group> groups)
    {
        var list = groups.ToList();
        return new SourceRow(region, name, list.Sum(g => g.Count), list.Sum(g => g.Fen), list.Sum(g => g.WithoutAmount));
    }

    private sealed record Group(long? Region, InvestorOrigin Origin, int Count, long Fen, int WithoutAmount);
}
