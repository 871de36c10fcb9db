using System.Globalization;
using System.Text.Json;
using Yinfeng.Shell;

namespace Yinfeng.Maps;

/// <summary>The outlines of prefectures and of the lands directly under a province that come with the charts (data/maps/china-cities.json).</summary>
/// <remarks>Coordinates there are steps of 1/1024 degree, written as letters around '@' with the sign in the lowest bit.</remarks>
internal static class PackageMap
{
    /// <summary>Codes that have changed since the package was drawn; two outlines of one code are two parts of it.</summary>
    private static readonly Dictionary<long, long> Since = new()
    {
        [371200] = 370100, [469003] = 460400, [652100] = 650400, [652200] = 650500, [542200] = 540500, [542400] = 540600, [542600] = 540400,
    };

    /// <returns>Empty where the product was built without the package.</returns>
    public static IReadOnlyList<Land> Load()
    {
        var path = Path.Combine(AppFolders.Data, "maps", "china-cities.json");
        if (!File.Exists(path))
        {
            return [];
        }
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        var lands = new List<Land>();
        foreach (var feature in file.RootElement.GetProperty("features").EnumerateArray())
        {
            var code = long.Parse(feature.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
            var centre = feature.GetProperty("properties").GetProperty("cp");
            lands.Add(new Land(Since.GetValueOrDefault(code, code), GeoPoint.Of(centre[0].GetDouble(), centre[1].GetDouble()), [.. Rings(feature.GetProperty("geometry"))]));
        }
        return [.. lands.GroupBy(l => l.RegionId).Select(g => g.Count() == 1 ? g.First()
            : new Land(g.Key, g.First().Centre, [.. g.SelectMany(l => l.Rings)]))];
    }

    private static IEnumerable<GeoPoint[]> Rings(JsonElement geometry)
    {
        var (coordinates, offsets) = (geometry.GetProperty("coordinates"), geometry.GetProperty("encodeOffsets"));
        if (geometry.GetProperty("type").GetString() == "Polygon")
        {
            return coordinates.EnumerateArray().Zip(offsets.EnumerateArray(), Ring);
        }
        return coordinates.EnumerateArray().Zip(offsets.EnumerateArray()).SelectMany(p => p.First.EnumerateArray().Zip(p.Second.EnumerateArray(), Ring));
    }

    private static GeoPoint[] Ring(JsonElement letters, JsonElement offset)
    {
        var text = letters.GetString()!;
        var (x, y) = (offset[0].GetInt32(), offset[1].GetInt32());
        var points = new List<GeoPoint>(text.Length / 2);
        for (var i = 0; i + 1 < text.Length; i += 2)
        {
            (x, y) = (x + Step(text[i]), y + Step(text[i + 1]));
            var point = GeoPoint.Of(x / 1024.0, y / 1024.0);
            if (points.Count == 0 || points[^1] != point)
            {
                points.Add(point);
            }
        }
        if (points.Count > 1 && points[^1] == points[0])
        {
            points.RemoveAt(points.Count - 1);
        }
        return [.. points];
    }

    private static int Step(char letter)
    {
        var value = letter - 64;
        return (value >> 1) ^ -(value & 1);
    }
}
