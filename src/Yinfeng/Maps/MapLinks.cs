using System.Globalization;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>Where the figures of a map lead.</summary>
internal static class MapLinks
{
    /// <summary>The finer map behind a place; its rows where there is none.</summary>
    public static string Behind(MapAsked asked, MapPlace place) => !place.Opens ? Rows(asked, place.Key)
        : asked.Side == MapSide.To ? "/map" + (asked with { Unit = place.Key, At = UnitTree.NationId, Provinces = false }).Query()
        : "/map" + (asked with { At = MapPlaces.Behind(place, asked), Provinces = false }).Query();

    /// <summary>What was counted; companies are listed in the base, but for those of a chain.</summary>
    public static string Rows(MapAsked asked, string? key)
    {
        if (asked.Layer != MapLayer.Companies || asked.Chain is not null)
        {
            return "/map/rows" + asked.Query(("place", key));
        }
        var place = key is { Length: 6 } ? key : asked.At == UnitTree.NationId ? "" : asked.At.ToString(CultureInfo.InvariantCulture);
        return $"/enterprises?place={place}&division={asked.Division?.ToString("D2", CultureInfo.InvariantCulture)}&list={asked.List}";
    }
}
