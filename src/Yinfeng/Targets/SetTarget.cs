using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;

namespace Yinfeng.Targets;

/// <summary>Sets annual targets (下达目标任务): one or a whole grid of them, all or none.</summary>
internal sealed class SetTarget(Writer writer, TargetChecks checks, IndicatorCatalog catalog)
{
    /// <returns>How many cells changed, or every unmet condition; its field is <see cref="TargetEdit.Field"/>.</returns>
    public async Task<Decision<int>> RunAsync(Viewer viewer, int year, IReadOnlyList<TargetEdit> edits, CancellationToken ct)
    {
        var tree = await checks.TreeAsync(year, ct);
        var unmet = edits.Select(e => checks.Wrong(viewer, tree, e.Field, e.UnitId, year, e.Indicator, e.Value)).OfType<Unmet>().ToList();
        if (unmet.Count > 0)
        {
            return Decision<int>.Refuse(unmet);
        }
        if (edits.Count == 0)
        {
            return Decision<int>.Allow(0);
        }
        return await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            var ids = edits.Select(e => e.UnitId).Distinct().ToArray();
            var stored = await work.Db.Set<Target>().Where(t => t.Year == year && ids.Contains(t.UnitId))
                .ToDictionaryAsync(t => (t.UnitId, t.Indicator, t.Level), ct);
            unmet.AddRange(edits.Select(e => checks.Stale(tree, e.Field, e.UnitId, e.Indicator,
                stored.GetValueOrDefault((e.UnitId, e.Indicator, e.Level))?.Value, e.Value, e.Seen)).OfType<Unmet>());
            var after = stored.ToDictionary(x => x.Key, x => (long?)x.Value.Value);
            edits.ToList().ForEach(e => after[(e.UnitId, e.Indicator, e.Level)] = e.Value);
            unmet.AddRange(edits.Where(e => e.Level == TargetLevel.Stretch).Select(e => Order(e, after, tree)).OfType<Unmet>());
            if (unmet.Count > 0)
            {
                return Decision<int>.Refuse(unmet);
            }
            return Decision<int>.Allow(Apply(work, year, edits, stored));
        }, ct);
    }

    private Unmet? Order(TargetEdit edit, Dictionary<(long, string, TargetLevel), long?> after, Units.UnitTree tree)
    {
        var indicator = catalog.Find(edit.Indicator)!;
        return edit.Value is { } stretch && after.GetValueOrDefault((edit.UnitId, edit.Indicator, TargetLevel.Base)) is { } lowest
            && (indicator.HigherIsBetter ? stretch < lowest : stretch > lowest)
            ? new("target.order", edit.Field, $"{tree.Find(edit.UnitId)!.Name}的{indicator.Name}：奋斗目标 {TargetText.ShowRounded(indicator, stretch)} "
                + $"低于基本目标 {TargetText.ShowRounded(indicator, lowest)}。请核对两个数。")
            : null;
    }

    private static int Apply(WriteWork work, int year, IReadOnlyList<TargetEdit> edits, Dictionary<(long, string, TargetLevel), Target> stored)
    {
        var changed = new List<object>();
        foreach (var edit in edits)
        {
            var target = stored.GetValueOrDefault((edit.UnitId, edit.Indicator, edit.Level));
            if (target?.Value == edit.Value)
            {
                continue;
            }
            changed.Add(new { unit = edit.UnitId, edit.Indicator, edit.Level, before = target?.Value, after = edit.Value });
            if (edit.Value is not { } value)
            {
                work.Db.Remove(target!);
            }
            else if (target is null)
            {
                work.Db.Add(new Target { UnitId = edit.UnitId, Year = year, Indicator = edit.Indicator, Level = edit.Level, Value = value, Version = 1 });
            }
            else
            {
                (target.Value, target.Version) = (value, target.Version + 1);
                (target.SourceImportId, target.SourceSheet, target.SourceRow) = (null, null, null); // Entered by hand now.
            }
        }
        work.Changes.Targets = changed.Count > 0;
        work.Audit("target.set", $"year:{year}", new { changed });
        return changed.Count;
    }
}
