using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Targets;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>A target or plan that an import set, and what stood there before; undoing puts that back.</summary>
/// <param name="Month">Set for a plan to date.</param>
/// <param name="Before">Null where there was none.</param>
internal sealed record TargetImage(long UnitId, int Year, int? Month, string Indicator, bool Stretch, long Value, TargetImageBefore? Before);

internal sealed record TargetImageBefore(long Value, long? SourceImportId, string? SourceSheet, int? SourceRow, int Version);

/// <summary>Targets and plans to date of a workbook: set or replaced, remembering what stood there.</summary>
internal static class ImportTargets
{
    /// <returns>By place in the workbook, what was set there.</returns>
    public static async Task<Dictionary<RowPlace, List<TargetImage>>> ApplyAsync(WriteWork work, UnitTree tree, LedgerReading reading, long importId,
        CancellationToken ct)
    {
        var images = new Dictionary<RowPlace, List<TargetImage>>();
        foreach (var cell in reading.Targets.Where(c => IsVisible(c, work.Viewer, tree)))
        {
            var image = cell.PlanMonth is { } month
                ? await SetPlanAsync(work.Db, cell, month, importId, ct)
                : await SetTargetAsync(work.Db, cell, importId, ct);
            if (!images.TryGetValue(cell.Place, out var list))
            {
                images[cell.Place] = list = [];
            }
            list.Add(image);
        }
        work.Changes.Targets |= images.Count > 0;
        return images;
    }

    public static bool IsVisible(TargetCell cell, Viewer viewer, UnitTree tree) => tree.IsWithin(cell.UnitId, viewer.UnitId);

    private static async Task<TargetImage> SetTargetAsync(YinfengDb db, TargetCell cell, long importId, CancellationToken ct)
    {
        var level = cell.Stretch ? TargetLevel.Stretch : TargetLevel.Base;
        var target = await db.Set<Target>().FindAsync([cell.UnitId, cell.Year, cell.Indicator, level], ct);
        var before = target is null ? null
            : new TargetImageBefore(target.Value, target.SourceImportId, target.SourceSheet, target.SourceRow, target.Version);
        if (target is null)
        {
            db.Add(target = new Target { UnitId = cell.UnitId, Year = cell.Year, Indicator = cell.Indicator, Level = level });
        }
        else
        {
            target.Version++;
        }
        target.Value = cell.Value;
        (target.SourceImportId, target.SourceSheet, target.SourceRow) = (importId, cell.Place.Sheet, cell.Place.Row);
        return new TargetImage(cell.UnitId, cell.Year, null, cell.Indicator, cell.Stretch, cell.Value, before);
    }

    private static async Task<TargetImage> SetPlanAsync(YinfengDb db, TargetCell cell, YearMonth month, long importId, CancellationToken ct)
    {
        var plan = await db.Set<Plan>().FindAsync([cell.UnitId, month, cell.Indicator], ct);
        var before = plan is null ? null : new TargetImageBefore(plan.Value, plan.SourceImportId, plan.SourceSheet, plan.SourceRow, 0);
        if (plan is null)
        {
            db.Add(plan = new Plan { UnitId = cell.UnitId, Month = month, Indicator = cell.Indicator });
        }
        plan.Value = cell.Value;
        (plan.SourceImportId, plan.SourceSheet, plan.SourceRow) = (importId, cell.Place.Sheet, cell.Place.Row);
        return new TargetImage(cell.UnitId, cell.Year, month.Value, cell.Indicator, cell.Stretch, cell.Value, before);
    }
}
