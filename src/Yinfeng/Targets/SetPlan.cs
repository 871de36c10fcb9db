using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;

namespace Yinfeng.Targets;

/// <summary>Sets cumulative plans to date (序时计划): what shall be reached from January to the end of a month.</summary>
internal sealed class SetPlan(Writer writer, TargetChecks checks, IndicatorCatalog catalog)
{
    /// <param name="edits">Of one year.</param>
    /// <returns>How many cells changed, or every unmet condition; its field is <see cref="PlanEdit.Field"/>.</returns>
    public async Task<Decision<int>> RunAsync(Viewer viewer, int year, IReadOnlyList<PlanEdit> edits, CancellationToken ct)
    {
        var tree = await checks.TreeAsync(year, ct);
        var unmet = edits.Select(e => e.Month.Year == year ? checks.Wrong(viewer, tree, e.Field, e.UnitId, year, e.Indicator, e.Value)
            : new Unmet("target.year", e.Field, $"{e.Month} 不在 {year} 年。")).OfType<Unmet>().ToList();
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
            var months = Enumerable.Range(1, 12).Select(m => new YearMonth(year, m)).ToArray();
            var stored = await work.Db.Set<Plan>().Where(p => months.Contains(p.Month) && ids.Contains(p.UnitId))
                .ToDictionaryAsync(p => (p.UnitId, p.Indicator, p.Month), ct);
            unmet.AddRange(edits.Select(e => checks.Stale(tree, e.Field, e.UnitId, e.Indicator,
                stored.GetValueOrDefault((e.UnitId, e.Indicator, e.Month))?.Value, e.Value, e.Seen)).OfType<Unmet>());
            var after = stored.ToDictionary(x => x.Key, x => (long?)x.Value.Value);
            edits.ToList().ForEach(e => after[(e.UnitId, e.Indicator, e.Month)] = e.Value);
            unmet.AddRange(edits.Select(e => Falls(e, after, tree)).OfType<Unmet>());
            return unmet.Count > 0 ? Decision<int>.Refuse(unmet) : Decision<int>.Allow(Apply(work, year, edits, stored));
        }, ct);
    }

    /// <summary>A cumulative amount or count cannot fall from one month to a later one; a rate may.</summary>
    private Unmet? Falls(PlanEdit edit, Dictionary<(long, string, YearMonth), long?> after, Units.UnitTree tree)
    {
        var indicator = catalog.Find(edit.Indicator)!;
        if (indicator.Unit == IndicatorUnit.Rate || edit.Value is not { } value)
        {
            return null;
        }
        for (var month = new YearMonth(edit.Month.Year, 1); month < edit.Month; month = month.AddMonths(1))
        {
            if (after.GetValueOrDefault((edit.UnitId, edit.Indicator, month)) is { } earlier && earlier > value)
            {
                return new("plan.falls", edit.Field, $"{tree.Find(edit.UnitId)!.Name} {edit.Month} 的累计计划 {TargetText.ShowRounded(indicator, value)} "
                    + $"低于 {month} 的 {TargetText.ShowRounded(indicator, earlier)}。计划是年初至当月末的累计数，只增不减。");
            }
        }
        return null;
    }

    private static int Apply(WriteWork work, int year, IReadOnlyList<PlanEdit> edits, Dictionary<(long, string, YearMonth), Plan> stored)
    {
        var changed = new List<object>();
        foreach (var edit in edits)
        {
            var plan = stored.GetValueOrDefault((edit.UnitId, edit.Indicator, edit.Month));
            if (plan?.Value == edit.Value)
            {
                continue;
            }
            changed.Add(new { unit = edit.UnitId, edit.Indicator, month = edit.Month.ToString(), before = plan?.Value, after = edit.Value });
            if (edit.Value is not { } value)
            {
                work.Db.Remove(plan!);
            }
            else if (plan is null)
            {
                work.Db.Add(new Plan { UnitId = edit.UnitId, Month = edit.Month, Indicator = edit.Indicator, Value = value });
            }
            else
            {
                plan.Value = value;
                (plan.SourceImportId, plan.SourceSheet, plan.SourceRow) = (null, null, null); // Entered by hand now.
            }
        }
        work.Changes.Targets = changed.Count > 0;
        work.Audit("plan.set", $"year:{year}", new { changed });
        return changed.Count;
    }
}
