using System.Text.Json;

namespace Yinfeng.Desk;

/// <summary>What the map's script reads, and the line under every map.</summary>
internal static class MapJson
{
    public static string Of(IEnumerable<SourceRow> rows) => JsonSerializer.Serialize(rows.Where(r => r.RegionId != 0)
        .Select(r => new { id = r.RegionId.ToString(System.Globalization.CultureInfo.InvariantCulture), name = r.Name, value = r.Count, yi = Kernel.Money.ToYi(r.Fen) }));

    public static string Note(string approval) => approval.Length > 0 ? $"审图号：{approval}" : "地图仅作示意，公开发布时请使用带审图号的底图（在系统设置里填审图号）。";
}
