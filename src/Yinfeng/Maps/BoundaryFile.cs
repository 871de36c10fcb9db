using System.Globalization;
using System.Text.Json;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>Reads boundaries from a GeoJSON file (RFC 7946): a FeatureCollection of polygons in degrees, each with the code of its region.</summary>
internal static class BoundaryFile
{
    public const long MostBytes = 50L << 20;
    private const int MostProblems = 20, MostPoints = 2_000_000;
    private static readonly string[] CodeNames = ["adcode", "code", "gb", "id", "区划代码", "行政区划代码"];

    /// <param name="tree">Regions that boundaries may belong to.</param>
    /// <returns>The regions with their rings, or every mistake found, at most twenty.</returns>
    public static Decision<IReadOnlyList<Land>> Read(byte[] file, UnitTree tree)
    {
        if (file.LongLength > MostBytes)
        {
            return Refuse("too-large", $"文件有 {file.LongLength >> 20} MB，最大 {MostBytes >> 20} MB。请按市分开，或先用地理软件简化边界。");
        }
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(file.AsMemory(file is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
        }
        catch (JsonException wrong)
        {
            return Refuse("not-json", $"这不是 GeoJSON 文件：第 {wrong.LineNumber + 1} 行读不下去。Shapefile 等格式请先在地理软件里另存为 GeoJSON。");
        }
        using (json)
        {
            return Read(json.RootElement, tree);
        }
    }

    private static Decision<IReadOnlyList<Land>> Read(JsonElement root, UnitTree tree)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array || features.GetArrayLength() == 0)
        {
            return Refuse("not-a-collection", "文件里没有要素（features）。请导出为 FeatureCollection，每个县区一个要素。");
        }
        if (root.TryGetProperty("crs", out var crs) && crs.ToString() is var system && !system.Contains("CRS84", StringComparison.Ordinal)
            && !system.Contains("4326", StringComparison.Ordinal) && !system.Contains("4490", StringComparison.Ordinal))
        {
            return Refuse("projected", "坐标系不是经纬度。请在地理软件里转换为 CGCS2000（EPSG:4490）或 WGS84（EPSG:4326）经纬度再导出。");
        }
        var (lands, problems, points) = (new List<Land>(), new List<Unmet>(), 0);
        foreach (var (feature, no) in features.EnumerateArray().Select((f, i) => (f, i + 1)))
        {
            var (land, wrong) = Feature(feature, no, tree);
            if (land is not null && lands.Exists(l => l.RegionId == land.RegionId))
            {
                wrong = $"第 {no} 个要素：代码 {land.RegionId} 前面已经有了。一个地区只能有一个要素，多块的请合并成 MultiPolygon。";
            }
            if (wrong is not null)
            {
                problems.Add(new Unmet("boundaries.feature", "file", wrong));
                if (problems.Count == MostProblems)
                {
                    break;
                }
                continue;
            }
            lands.Add(land!);
            points += land!.Rings.Sum(r => r.Length);
        }
        if (points > MostPoints)
        {
            problems.Add(new Unmet("boundaries.points", "file", $"边界有 {points:N0} 个点，最多 {MostPoints:N0} 个。请先用地理软件简化边界。"));
        }
        return problems.Count > 0 ? Decision<IReadOnlyList<Land>>.Refuse(problems) : Decision<IReadOnlyList<Land>>.Allow(lands);
    }

    private static (Land? Land, string? Wrong) Feature(JsonElement feature, int no, UnitTree tree)
    {
        if (feature.ValueKind != JsonValueKind.Object || Code(feature) is not { } code)
        {
            return (null, $"第 {no} 个要素没有六位区划代码。请在属性里加一列 adcode，例如 371424。");
        }
        if (tree.Find(code) is not { } unit || unit.Id != code)
        {
            return (null, $"第 {no} 个要素：代码 {code} 不是现行的行政区划。请改成现行代码，或先在“单位”里增设。");
        }
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object || !geometry.TryGetProperty("coordinates", out var coordinates)
            || geometry.GetProperty("type").ToString() is not ("Polygon" or "MultiPolygon") || coordinates.ValueKind != JsonValueKind.Array)
        {
            return (null, $"第 {no} 个要素（{unit.Name}）没有面：geometry 应是 Polygon 或 MultiPolygon。");
        }
        var rings = new List<GeoPoint[]>();
        foreach (var ring in geometry.GetProperty("type").ToString() == "Polygon" ? Items(coordinates) : Items(coordinates).SelectMany(Items))
        {
            var (points, wrong) = Ring(ring);
            if (wrong is not null)
            {
                return (null, $"第 {no} 个要素（{unit.Name}）：{wrong}");
            }
            if (points!.Length >= 3)
            {
                rings.Add(points);
            }
        }
        return rings.Count == 0 ? (null, $"第 {no} 个要素（{unit.Name}）的面是空的。") : (new Land(code, Land.MiddleOf(rings), rings), null);
    }

    private static (GeoPoint[]? Points, string? Wrong) Ring(JsonElement ring)
    {
        var points = new List<GeoPoint>();
        foreach (var position in Items(ring))
        {
            if (position.ValueKind != JsonValueKind.Array || position.GetArrayLength() < 2 || position[0].ValueKind != JsonValueKind.Number
                || position[1].ValueKind != JsonValueKind.Number)
            {
                return (null, "有坐标不是两个数。");
            }
            var (longitude, latitude) = (position[0].GetDouble(), position[1].GetDouble());
            if (longitude is < 73 or > 136 || latitude is < 3 or > 54)
            {
                return (null, FormattableString.Invariant($"坐标 {longitude}，{latitude} 不在中国的经纬度范围内。")
                    + (Math.Abs(longitude) > 180 || Math.Abs(latitude) > 180 ? "看来是投影坐标，请转换为经纬度再导出。" : "经度在前、纬度在后，请核对是否写反。"));
            }
            var point = GeoPoint.Of(longitude, latitude);
            if (points.Count == 0 || points[^1] != point)
            {
                points.Add(point);
            }
        }
        if (points.Count > 1 && points[^1] == points[0])
        {
            points.RemoveAt(points.Count - 1);
        }
        return ([.. points], null);
    }

    private static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <summary>Six digits of a known property, or the feature's own id; longer statistical codes (371424000000, 156371424) are cut.</summary>
    private static long? Code(JsonElement feature)
    {
        var named = feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? CodeNames.Select(n => properties.TryGetProperty(n, out var value) ? value.ToString() : null) : [];
        foreach (var text in named.Append(feature.TryGetProperty("id", out var id) ? id.ToString() : null).OfType<string>())
        {
            var digits = text.Length == 12 && text.EndsWith("000000", StringComparison.Ordinal) ? text[..6]
                : text.Length == 9 && text.StartsWith("156", StringComparison.Ordinal) ? text[3..] : text;
            if (digits.Length == 6 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                return code;
            }
        }
        return null;
    }

    private static Decision<IReadOnlyList<Land>> Refuse(string reason, string message) => Decision<IReadOnlyList<Land>>.Refuse("boundaries." + reason, "file", message);
}
