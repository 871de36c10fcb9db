using System.Globalization;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>Says which place of a map a group counts for: a region of origin, or a unit or park where projects land. The table, the picture and
/// the rows behind a figure all ask here, so they agree.</summary>
/// <param name="focus">The focus regions in force; null where the unit's city has none.</param>
internal sealed class MapPlaces(MapScope scope, MapAsked asked, FocusList? focus)
{
    /// <summary>Keys of what is counted and has no place on the map.</summary>
    public const string Overseas = "overseas", Unknown = "unknown", Whole = "whole", Unsure = "unsure";

    /// <returns>Null for what the map is not about: outside the region looked into, or outside the focus regions.</returns>
    public string? KeyOf(MapGroup group) => asked switch
    {
        { Layer: MapLayer.Parks } => ParkOf(group) ?? Unknown,
        { Side: MapSide.To } => UnitStep(group.Unit) is { } unit ? Key(unit.Id) : Whole,
        _ => group.Region is { } region ? OriginOf(region) : asked.Layer == MapLayer.Focus || asked.At != UnitTree.NationId ? null : group.Overseas ? Overseas : Unknown,
    };

    /// <summary>Places with their figures, and what has no place; parks of the unit without a project stand there with none.</summary>
    public (List<MapPlace> Places, List<MapPlace> Aside) Of(IEnumerable<MapGroup> groups)
    {
        var sums = groups.GroupBy(KeyOf).Where(g => g.Key is not null)
            .Select(g => new MapPlace(g.Key!, IdOf(g.Key!), NameOf(g.Key!), g.Sum(x => x.Count), g.Sum(x => x.Fen), g.Sum(x => x.Without), Opens(g.Key!))).ToList();
        var places = sums.Where(p => !IsAside(p.Key)).ToList();
        if (asked.Layer == MapLayer.Parks && scope.Unit.Kind >= UnitKind.City)
        {
            places.AddRange(OwnParks().Where(n => sums.All(p => p.Key != n.Name)).DistinctBy(n => n.Name).Select(n => new MapPlace(n.Name, n.Id, n.Name, 0, 0, 0)));
        }
        return (places, [.. sums.Where(p => IsAside(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal)]);
    }

    public string NameOf(string key) => key switch
    {
        Overseas => "境外",
        Unknown => asked.Layer switch { MapLayer.Parks => "未填园区", MapLayer.Companies => "登记地不明", _ => "未填来源地" },
        Unsure => "只知道省份，不能判断是否属于重点区域",
        Whole when asked.Side == MapSide.To => $"{scope.Unit.Name}本级",
        Whole => asked.At == UnitTree.NationId ? "只知道省份" : $"只知道是{scope.Then.Find(asked.At)?.Name}",
        _ => asked.Layer != MapLayer.Parks && scope.Then.Find(IdOf(key)) is { } unit ? unit.Name : key,
    };

    /// <summary>The region whose map opens behind a place: a prefecture of the national map opens its province.</summary>
    public static long Behind(MapPlace place, MapAsked asked) => asked.At == UnitTree.NationId ? place.Id / 10_000 * 10_000 : place.Id;

    /// <summary>The prefecture of a region; a municipality (北京, 天津, 上海, 重庆) and 港澳台 as a whole; null where only the province is known.</summary>
    public static long? Prefecture(long region) => IsWhole(region) ? region / 10_000 * 10_000
        : region % 10_000 == 0 ? null
        : region / 100 % 100 == 90 ? region // Counties directly under the province stand for themselves.
        : region / 100 * 100;

    private static bool IsAside(string key) => key is Overseas or Unknown or Whole or Unsure;
    private static bool IsWhole(long region) => region / 10_000 is 11 or 12 or 31 or 50 or 71 or 81 or 82;
    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);

    private string? OriginOf(long region)
    {
        if (!Within(region))
        {
            return null;
        }
        var member = asked.Layer == MapLayer.Focus ? focus?.Contains(region) ?? Truth.No : Truth.Yes;
        return member switch { Truth.No => null, Truth.Unknown => Unsure, _ => Step(region) is { } step ? Key(step) : Whole };
    }

    private bool Within(long region) => asked.At == UnitTree.NationId
        || (asked.At % 10_000 == 0 ? region / 10_000 == asked.At / 10_000 : asked.At % 100 == 0 ? region / 100 == asked.At / 100 : region == asked.At);

    /// <summary>The region one step below the one looked into; null where no more than that one is known.</summary>
    private long? Step(long region) => asked.At switch
    {
        UnitTree.NationId => asked.Provinces ? region / 10_000 * 10_000 : Prefecture(region),
        var at when at % 10_000 == 0 && !IsWhole(at) => Prefecture(region),
        var at when at % 10_000 == 0 => region % 100 == 0 ? null : region,
        var at => region == at ? null : region,
    };

    private bool Opens(string key) => !IsAside(key) && asked.Layer != MapLayer.Parks && (asked.Side == MapSide.To ? scope.Then.Children(IdOf(key)).Count > 0
        : asked.At == UnitTree.NationId || (asked.At % 10_000 == 0 && !IsWhole(asked.At) && IdOf(key) % 100 == 0));

    /// <summary>The unit below the one asked for that a landing unit counts for; null for the unit itself.</summary>
    private UnitNode? UnitStep(long unit)
    {
        var way = scope.Then.Upward(unit).TakeWhile(n => n.Id != scope.Unit.Id).ToList();
        return scope.Unit.Kind == UnitKind.Nation && !asked.Provinces ? way.LastOrDefault(n => n.Kind == UnitKind.City) ?? way.LastOrDefault(n => n.Kind != UnitKind.Nation)
            : way.LastOrDefault();
    }

    /// <summary>A park or zone that is a unit, else the park as the ledger writes it.</summary>
    private string? ParkOf(MapGroup group) => scope.Then.Upward(group.Unit).FirstOrDefault(n => n.Kind is UnitKind.Park or UnitKind.Zone)?.Name
        ?? (string.IsNullOrWhiteSpace(group.Park) ? null : group.Park.Trim());

    private IEnumerable<UnitNode> OwnParks() =>
        scope.Then.InOrder.Skip(scope.Unit.First).Take(scope.Unit.Last - scope.Unit.First + 1).Where(n => n.Kind is UnitKind.Park or UnitKind.Zone);

    private long IdOf(string key) => asked.Layer == MapLayer.Parks ? OwnParks().FirstOrDefault(n => n.Name == key)?.Id ?? 0
        : long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
