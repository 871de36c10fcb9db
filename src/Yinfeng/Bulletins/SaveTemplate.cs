using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>Adds a version of an office's template; one with mistakes is refused with every line that is wrong.</summary>
internal sealed class SaveTemplate(Writer writer, UnitDirectory units, IndicatorCatalog catalog)
{
    /// <returns>The number of the new version; the field of an unmet condition is "template".</returns>
    public async Task<Decision<int>> RunAsync(Viewer viewer, string unit, string text, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        if (tree.FindByCode(unit) is not { } node || !tree.IsWithin(node.Id, viewer.UnitId))
        {
            return Decision<int>.Refuse("bulletin.unit", "unit", $"没有代码为“{unit}”的单位，或它不在您的权限范围内。");
        }
        if (TemplateReader.Read(text, catalog).Problems is { Count: > 0 } problems)
        {
            return Decision<int>.Refuse([.. problems.Select(p => new Unmet("bulletin.template", "template", $"第 {p.Line} 行：{p.Message}"))]);
        }
        return await writer.RunAsync(viewer, Rights.Publish, async work =>
        {
            var last = await work.Db.Set<OfficeTemplate>().Where(t => t.UnitId == node.Id).MaxAsync(t => (int?)t.Number, ct) ?? 0;
            work.Db.Add(new OfficeTemplate { UnitId = node.Id, Number = last + 1, Text = text, ByName = viewer.Name, AtUtc = work.NowUtc });
            work.Audit("bulletin.template", $"unit:{node.Id}", new { version = last + 1, characters = text.Length });
            return Decision<int>.Allow(last + 1);
        }, ct);
    }
}
