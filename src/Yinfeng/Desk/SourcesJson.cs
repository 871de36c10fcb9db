using System.Text.Json;

namespace Yinfeng.Desk;

/// <summary>What the small map's script reads.</summary>
internal static class SourcesJson
{
    public static string Of(IEnumerable<SourceRow> rows) => JsonSerializer.Serialize(rows.Where(r => r.RegionId != 0)
        .Select(r => new { id = r.RegionId.ToString(System.Globalization.CultureInfo.InvariantCulture), name = r.Name, value = r.Count, yi = Kernel.Money.ToYi(r.Fen) }));
}
