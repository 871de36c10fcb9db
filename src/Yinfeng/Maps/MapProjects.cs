using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>Projects of a map: those of the unit that fit what is asked, within what the viewer may see.</summary>
internal static class MapProjects
{
    /// <param name="today">Rights are those of today.</param>
    /// <param name="then">The tree at the end of the month: what belonged to the unit.</param>
    public static IQueryable<Project> Of(YinfengDb db, Viewer viewer, UnitTree today, UnitTree then, UnitNode unit, YearMonth month, MapAsked asked) =>
        MapStock.Of(Fitting(db, viewer, today, then, unit, asked), db, asked.Stock, month);

    /// <summary>The same at any time, for the note about those without a date.</summary>
    public static IQueryable<Project> Fitting(YinfengDb db, Viewer viewer, UnitTree today, UnitTree then, UnitNode unit, MapAsked asked)
    {
        var projects = OfUnit(db, viewer, today, then, unit, asked.Side);
        projects = asked.Industry is { } industry ? projects.Where(p => p.Industry == industry) : projects;
        projects = asked.Chain is { } chain ? projects.Where(p => p.Chain == chain) : projects;
        return asked.Channel is { } channel ? projects.Where(p => p.Channel == channel) : projects;
    }

    /// <summary>Who answers for them where it is about investors, where they are built where it is about landing.</summary>
    public static IQueryable<Project> OfUnit(YinfengDb db, Viewer viewer, UnitTree today, UnitTree then, UnitNode unit, MapSide side)
    {
        var seen = db.Set<Project>().Where(new ProjectPolicy(viewer, today).Filter(db));
        if (unit.Id == UnitTree.NationId)
        {
            return seen;
        }
        var ids = then.IdsWithin(unit.Id);
        return side == MapSide.From ? seen.Where(p => ids.Contains(p.OwnerUnitId)) : seen.Where(p => ids.Contains(p.LandingUnitId));
    }

    public static async Task<List<MapGroup>> GroupsAsync(IQueryable<Project> projects, MapAsked asked, CancellationToken ct) => asked switch
    {
        { Side: MapSide.From } => [.. (await projects.GroupBy(p => new { p.InvestorRegionId, p.InvestorOrigin })
            .Select(g => new { g.Key, Count = g.Count(), Fen = g.Sum(p => p.TotalInvestmentFen), Without = g.Count(p => p.TotalInvestmentFen == null) }).ToListAsync(ct))
            .Select(g => new MapGroup(g.Key.InvestorRegionId, g.Key.InvestorOrigin == InvestorOrigin.Overseas, 0, null, g.Count, g.Fen ?? 0, g.Without))],
        { Layer: MapLayer.Parks } => [.. (await projects.GroupBy(p => new { p.LandingUnitId, p.Park })
            .Select(g => new { g.Key, Count = g.Count(), Fen = g.Sum(p => p.TotalInvestmentFen), Without = g.Count(p => p.TotalInvestmentFen == null) }).ToListAsync(ct))
            .Select(g => new MapGroup(null, false, g.Key.LandingUnitId, g.Key.Park, g.Count, g.Fen ?? 0, g.Without))],
        _ => [.. (await projects.GroupBy(p => p.LandingUnitId)
            .Select(g => new { g.Key, Count = g.Count(), Fen = g.Sum(p => p.TotalInvestmentFen), Without = g.Count(p => p.TotalInvestmentFen == null) }).ToListAsync(ct))
            .Select(g => new MapGroup(null, false, g.Key, null, g.Count, g.Fen ?? 0, g.Without))],
    };
}
