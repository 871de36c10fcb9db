using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;

namespace Yinfeng.Returns;

/// <summary>Adds a version of a mapping for the administrator's own unit; one with mistakes is refused with every line that is wrong.</summary>
internal sealed class SaveMapping(Writer writer, IndicatorCatalog catalog)
{
    private const int LongestName = 60, LongestText = 100_000;

    /// <returns>The new version; the fields of unmet conditions are "name" and "text".</returns>
    public async Task<Decision<int>> RunAsync(Viewer viewer, string name, string text, CancellationToken ct)
    {
        var (title, unit, unmet) = (name.Trim(), ReturnQueries.HomeOf(viewer), new List<Unmet>());
        if (title.Length is 0 or > LongestName || title.Contains('/', StringComparison.Ordinal))
        {
            unmet.Add(new Unmet("return.name", "name", $"报表名称应有 1 到 {LongestName} 个字，不含“/”。请改名称。"));
        }
        if (text.Length > LongestText)
        {
            unmet.Add(new Unmet("return.text", "text", $"映射有 {text.Length} 个字，最多 {LongestText} 个，请缩短。"));
        }
        else
        {
            unmet.AddRange(ReturnQueries.Unmet(ReturnReader.Read(text, catalog).Problems));
        }
        return unmet.Count > 0 ? Decision<int>.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Publish, async work =>
        {
            var last = await work.Db.Set<ReturnMapping>().Where(m => m.UnitId == unit && m.Name == title).MaxAsync(m => (int?)m.Version, ct) ?? 0;
            work.Db.Add(new ReturnMapping
            {
                Id = Ids.Next(), Name = title, UnitId = unit, Version = last + 1, Text = text, ActorId = viewer.ActorId, AtUtc = work.NowUtc,
            });
            work.Audit("return.mapping", $"unit:{unit}", new { name = title, version = last + 1, characters = text.Length });
            return Decision<int>.Allow(last + 1);
        }, ct);
    }
}
