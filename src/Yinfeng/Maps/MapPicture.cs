using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>A region of the picture that has a figure.</summary>
/// <param name="Shade">From 0, the lightest.</param>
/// <param name="Href">The finer map behind it, else the rows.</param>
/// <param name="Said">What a reader hears and the mouse shows: 济南市，12 个，3.40 亿元.</param>
/// <param name="Radius">Of its circle, whose area is the figure.</param>
/// <param name="Written">Its figure stands in the picture; others have no room.</param>
public sealed record PictureLand(string Path, int Shade, string Href, string Name, string Said, string Figure, int X, int Y, int Radius, bool Written);

/// <summary>Everything a drawn map shows.</summary>
/// <param name="Empty">Regions without a figure, one path.</param>
/// <param name="Names">Regions without a figure, by name, where there is room for names.</param>
/// <param name="Focus">Regions on the city's list of focus regions.</param>
/// <param name="Beside">Places with a figure that the map has no outline of.</param>
/// <param name="Sea">With the islands of the South China Sea beside it.</param>
public sealed record MapPicture(int Width, int Height, string Empty, string Borders, string Focus, IReadOnlyList<PictureLand> Lands,
    IReadOnlyList<(string Name, int X, int Y)> Names, IReadOnlyList<MapPlace> Beside, bool Sea, IReadOnlyList<(int X, int Y)> EastOfTaiwan)
{
    private const int LargestRadius = 90, LabelWidth = 120, LabelHeight = 44;

    /// <param name="drawn">The map underneath.</param>
    /// <param name="nation">The whole country: many regions, so only some figures are written.</param>
    internal static MapPicture Of(MapView view, DrawnMap drawn, MapClasses classes, bool nation, Func<MapPlace, string> href)
    {
        var byLand = view.Places.Where(p => p.Figure(view.Asked.By) > 0).GroupBy(p => LandOf(p.Id, view.Asked.Provinces && nation)).ToDictionary(g => g.Key, g => g.First());
        var grouped = drawn.Lands.GroupBy(l => view.Asked.Provinces && nation ? l.RegionId / 10_000 * 10_000 : l.RegionId).ToList();
        var most = view.Places.Select(p => p.Figure(view.Asked.By)).DefaultIfEmpty().Max();
        var (lands, taken) = (new List<PictureLand>(), new List<(int X, int Y)>());
        foreach (var (place, land) in grouped.Where(g => byLand.ContainsKey(g.Key)).Select(g => (byLand[g.Key], g)).OrderByDescending(g => g.Item1.Figure(view.Asked.By)))
        {
            var figure = place.Figure(view.Asked.By);
            var (x, y) = (land.First().X, land.First().Y);
            var room = !nation || !taken.Exists(t => Math.Abs(t.X - x) < LabelWidth && Math.Abs(t.Y - y) < LabelHeight);
            if (room)
            {
                taken.Add((x, y));
            }
            lands.Add(new PictureLand(string.Concat(land.Select(l => l.Path)), classes.Shade(classes.ClassOf(figure)), href(place), place.Name,
                $"{place.Name}，{place.Count:N0} 个，{Money.ShowYi(place.Fen)} 亿元", view.Asked.By == MapMeasure.Count ? place.Count.ToString("N0", CultureInfo.InvariantCulture) : Money.ShowYi(place.Fen),
                x, y, most > 0 ? Math.Max(8, (int)(LargestRadius * Math.Sqrt((double)(figure / most)))) : 0, room));
        }
        var empty = drawn.Lands.Where(l => !byLand.ContainsKey(view.Asked.Provinces && nation ? l.RegionId / 10_000 * 10_000 : l.RegionId)).ToList();
        return new MapPicture(drawn.Width, drawn.Height, string.Concat(empty.Select(l => l.Path)), drawn.Borders,
            view.Focus is null ? "" : string.Concat(drawn.Lands.Where(l => view.Focus.Contains(l.RegionId) == Rules.Truth.Yes).Select(l => l.Path)),
            lands, nation ? [] : [.. empty.Select(l => (view.RegionNames.GetValueOrDefault(l.RegionId, ""), l.X, l.Y))],
            [.. byLand.Where(b => grouped.TrueForAll(g => g.Key != b.Key)).Select(b => b.Value)], nation || drawn.Lands.Any(l => l.RegionId / 10_000 == 46),
            nation ? [.. SouthChinaSea.EastOfTaiwan.Select(p => drawn.Placed(p.Longitude, p.Latitude))] : []);
    }

    private static long LandOf(long id, bool provinces) => provinces ? id : MapPlaces.Prefecture(id) is { } prefecture && id % 100 == 0 ? prefecture : id;

}
