using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>The month and the unit a map is about, with the unit tree of today (rights) and of the month's end (what belonged to the unit).</summary>
internal sealed record MapScope(YearMonth Month, IReadOnlyList<YearMonth> Months, UnitNode Unit, UnitTree Today, UnitTree Then);

/// <summary>What a filter can be set to: words that stand in the projects of the unit.</summary>
public sealed record MapWords(IReadOnlyList<string> Industries, IReadOnlyList<string> Chains, IReadOnlyList<string> Channels);

/// <summary>Answers a map: counts what is asked for, within what the viewer may see, and puts it in its places.</summary>
internal sealed class MapQueries(Database database, UnitDirectory units, BoardStore board, MapLeads leads, MapCompanies companies, FocusRegions focus, FocusMembers members,
    TimeProvider clock)
{
    private const int MonthsBack = 12, YearsBack = 10;

    public async Task<Decision<MapView>> ViewAsync(Viewer viewer, MapAsked asked, CancellationToken ct)
    {
        var settled = await ScopeAsync(viewer, asked, ct);
        if (settled.Value is not { } scope)
        {
            return Decision<MapView>.Refuse(settled.Unmet);
        }
        await using var db = database.OpenRead();
        var list = FocusOf(scope, asked);
        var (places, aside) = new MapPlaces(scope, asked, list).Of(await GroupsAsync(db, viewer, scope, asked, ct));
        var named = list is null ? places : places.ConvertAll(p => p with { Focus = members.Of(p.Id, list) });
        return Decision<MapView>.Allow(new MapView(asked with { Unit = scope.Unit.Code, Period = scope.Month }, scope.Month, scope.Months, scope.Unit,
            [.. scope.Then.Upward(scope.Unit.Id).TakeWhile(n => scope.Today.IsWithin(n.Id, viewer.UnitId)).Reverse()],
            [.. scope.Then.Children(scope.Unit.Id).Where(c => scope.Then.Children(c.Id).Count > 0)],
            [.. scope.Then.Upward(asked.At).Reverse().Select(n => (n.Id, n.Id == UnitTree.NationId ? "全国" : n.Name))],
            [.. named.OrderByDescending(p => p.Figure(asked.By)).ThenByDescending(p => p.Fen).ThenBy(p => p.Key, StringComparer.Ordinal)], aside,
            await UndatedAsync(db, viewer, scope, asked, ct), list,
            scope.Then.Children(asked.Side == MapSide.To ? scope.Unit.Id : asked.At).ToDictionary(n => n.Id, n => n.ShortName ?? n.Name)));
    }

    /// <summary>The projects behind one figure of a map; all of the map without a key. Narrow them further and they stay what the viewer may see.</summary>
    public async Task<IQueryable<Project>> ProjectsAsync(YinfengDb db, Viewer viewer, MapScope scope, MapAsked asked, string? key, CancellationToken ct)
    {
        var projects = MapProjects.Of(db, viewer, scope.Today, scope.Then, scope.Unit, scope.Month, asked);
        var places = new MapPlaces(scope, asked, FocusOf(scope, asked));
        var here = (await MapProjects.GroupsAsync(projects, asked, ct)).Where(g => places.KeyOf(g) is { } place && (key is null || place == key)).ToList();
        return asked switch
        {
            { Layer: MapLayer.Parks } => OfParks(projects, here),
            { Side: MapSide.To } => here.Select(g => g.Unit).Distinct().ToList() is var landing ? projects.Where(p => landing.Contains(p.LandingUnitId)) : projects,
            _ => OfOrigins(projects, here),
        };
    }

    /// <summary>The leads behind one figure.</summary>
    public async Task<IQueryable<Lead>> LeadsAsync(YinfengDb db, Viewer viewer, MapScope scope, MapAsked asked, string? key, CancellationToken ct)
    {
        var all = MapLeads.Of(db, viewer, scope.Today, scope.Then, scope.Unit, scope.Month, asked);
        var places = new MapPlaces(scope, asked, null);
        if (asked.Side == MapSide.To)
        {
            var following = (await leads.GroupsAsync(all, scope.Today, ct)).Where(g => places.KeyOf(g) is { } place && (key is null || place == key))
                .Select(g => g.Unit).Distinct().ToList();
            return all.Where(l => following.Contains(l.UnitId));
        }
        var written = (await all.Select(l => l.InvestorPlace).Distinct().ToListAsync(ct)).Where(w =>
        {
            var (region, origin) = leads.PlaceOf(w, scope.Today);
            return places.KeyOf(new MapGroup(region, origin == InvestorOrigin.Overseas, 0, null, 1, 0, 0)) is { } place && (key is null || place == key);
        }).ToList();
        var (none, named) = (written.Contains(null), written.OfType<string>().ToList());
        return all.Where(l => l.InvestorPlace == null ? none : named.Contains(l.InvestorPlace));
    }

    /// <summary>The words of the unit's projects, for the filters; of those the viewer may see.</summary>
    public async Task<MapWords> WordsAsync(Viewer viewer, MapView view, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var rows = await MapProjects.OfUnit(db, viewer, await units.TodayAsync(ct), await units.OnAsync(view.Period.LastDay, ct), view.Unit, view.Asked.Side)
            .Select(p => new { p.Industry, p.Chain, p.Channel }).Distinct().ToListAsync(ct);
        static IReadOnlyList<string> Sorted(IEnumerable<string?> words) => [.. words.OfType<string>().Where(w => w.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        return new MapWords(Sorted(rows.Select(r => r.Industry)), Sorted(rows.Select(r => r.Chain)), Sorted(rows.Select(r => r.Channel)));
    }

    /// <summary>Settles the month and the unit; refuses what does not exist or lies outside the viewer's part of the tree.</summary>
    public async Task<Decision<MapScope>> ScopeAsync(Viewer viewer, MapAsked asked, CancellationToken ct)
    {
        var memory = await board.NowAsync(ct);
        var current = YearMonth.Of(BusinessTime.Today(clock));
        var months = Months(asked.Layer, [.. memory.Engine.Months().Select(YearMonth.FromOrdinal)], current);
        var month = asked.Period ?? months.FirstOrDefault(m => m <= current, current);
        var (today, then) = (await units.TodayAsync(ct), await units.OnAsync(month.LastDay, ct));
        var code = asked.Unit ?? Cockpit.DefaultUnit(memory, viewer, month) ?? $"{UnitTree.NationId}";
        var unit = then.FindByCode(code) ?? today.FindByCode(code);
        if (unit is null || !today.IsWithin(unit.Id, viewer.UnitId))
        {
            return Decision<MapScope>.Refuse("map.unit", "unit", $"没有代码为“{code}”的单位，或它不在您的查看范围内。请从单位列表里选一个。");
        }
        if (asked.At != UnitTree.NationId && then.Find(asked.At) is null)
        {
            return Decision<MapScope>.Refuse("map.at", "at", $"没有代码为“{asked.At}”的地区。请从地图或表里点选。");
        }
        if (await companies.UnknownAsync(viewer, asked, unit.Id, month, ct) is { } unknown)
        {
            return Decision<MapScope>.Refuse([unknown]);
        }
        return Decision<MapScope>.Allow(new MapScope(month, months.Contains(month) ? months : [.. months.Append(month).OrderDescending()], unit, today, then));
    }

    /// <summary>Months to choose from, the latest first: those with figures; leads and companies stand in the books of today as well, and of the Decembers before.</summary>
    private static List<YearMonth> Months(MapLayer layer, IReadOnlyList<YearMonth> figures, YearMonth current) => layer is not (MapLayer.Leads or MapLayer.Companies)
        ? [.. figures.OrderDescending()]
        : [.. figures.Concat(Enumerable.Range(0, MonthsBack).Select(i => YearMonth.FromOrdinal(current.Ordinal - i)))
            .Concat(Enumerable.Range(1, YearsBack).Select(i => new YearMonth(current.Year - i, 12))).Distinct().OrderDescending()];

    private FocusList? FocusOf(MapScope scope, MapAsked asked) =>
        asked is { Side: MapSide.From, Layer: MapLayer.Projects or MapLayer.Focus or MapLayer.Leads } ? focus.Of(scope.Then.CityOf(scope.Unit.Id), scope.Month.LastDay) : null;

    private async Task<List<MapGroup>> GroupsAsync(YinfengDb db, Viewer viewer, MapScope scope, MapAsked asked, CancellationToken ct) => asked.Layer switch
    {
        MapLayer.Companies => await companies.GroupsAsync(viewer, asked, scope, ct),
        MapLayer.Leads => await leads.GroupsAsync(MapLeads.Of(db, viewer, scope.Today, scope.Then, scope.Unit, scope.Month, asked), scope.Today, ct),
        _ => await MapProjects.GroupsAsync(MapProjects.Of(db, viewer, scope.Today, scope.Then, scope.Unit, scope.Month, asked), asked, ct),
    };

    private static Task<int> UndatedAsync(YinfengDb db, Viewer viewer, MapScope scope, MapAsked asked, CancellationToken ct) =>
        asked.Layer is MapLayer.Leads or MapLayer.Companies || asked.Stock is MapStock.Signed or MapStock.Started ? Task.FromResult(0)
            : MapStock.Undated(MapProjects.Fitting(db, viewer, scope.Today, scope.Then, scope.Unit, asked)).CountAsync(ct);

    private static IQueryable<Project> OfOrigins(IQueryable<Project> projects, List<MapGroup> here)
    {
        var regions = here.Select(g => g.Region).OfType<long>().Distinct().ToList();
        var (overseas, unknown) = (here.Exists(g => g.Region is null && g.Overseas), here.Exists(g => g.Region is null && !g.Overseas));
        return projects.Where(p => p.InvestorRegionId == null ? (p.InvestorOrigin == InvestorOrigin.Overseas ? overseas : unknown)
            : regions.Contains(p.InvestorRegionId.Value));
    }

    /// <summary>A park is a unit or a word, or both: each landing unit with the words that count for it.</summary>
    private static IQueryable<Project> OfParks(IQueryable<Project> projects, List<MapGroup> here)
    {
        var (landing, words) = (here.Select(g => g.Unit).Distinct().ToList(), here.Select(g => g.Park).OfType<string>().Distinct().ToList());
        var none = here.Exists(g => g.Park is null);
        return projects.Where(p => landing.Contains(p.LandingUnitId) && (p.Park == null ? none : words.Contains(p.Park)));
    }
}
