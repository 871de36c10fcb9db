using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Targets;

/// <summary>A row of the grid; the first is the unit itself, the others its children.</summary>
public sealed record TargetRow(long UnitId, string Code, string Name, bool IsParent, bool HasChildren);

/// <summary>The targets of a unit and its children for a year.</summary>
/// <param name="Indicators">The columns.</param>
/// <param name="Above">The way up, as far as the viewer may see.</param>
public sealed record TargetGrid(int Year, UnitNode Unit, IReadOnlyList<UnitNode> Above, IReadOnlyList<Indicator> Indicators, IReadOnlyList<TargetRow> Rows,
    IReadOnlyDictionary<(long UnitId, string Indicator, TargetLevel Level), Target> Targets, IReadOnlyList<CascadeLine> Cascade)
{
    public long? Value(long unitId, string indicator, TargetLevel level) => Targets.GetValueOrDefault((unitId, indicator, level))?.Value;
    public CascadeLine CascadeOf(string indicator, TargetLevel level) => Cascade.First(c => c.Indicator == indicator && c.Level == level);
}

/// <summary>The plans to date of a unit and its children for a year and one indicator.</summary>
public sealed record PlanGrid(TargetGrid Grid, Indicator Indicator, IReadOnlyDictionary<(long UnitId, YearMonth Month), long> Plans);

/// <summary>Reads of targets and plans, within what the viewer may see.</summary>
internal sealed class TargetQueries(Database database, TargetChecks checks, IndicatorCatalog catalog)
{
    private static readonly string[] Usual =
        ["signed.count", "signed.investment", "started.count", "started.fixed_investment", "funds.fixed", "funds.nonfixed", "start.rate"];

    public IReadOnlyList<Indicator> Available(int year) => [.. catalog.On(new DateOnly(year, 12, 31)).Where(i => !i.Hidden)];

    /// <summary>The grid; null for a unit outside the viewer's scope.</summary>
    /// <param name="unitId">Null: the top of the scope, or the highest unit that has targets in the year.</param>
    /// <param name="wanted">Codes of the columns; empty: those with targets, or the usual ones.</param>
    public async Task<TargetGrid?> GridAsync(Viewer viewer, long? unitId, int year, IReadOnlyCollection<string> wanted, CancellationToken ct)
    {
        var tree = await checks.TreeAsync(year, ct);
        await using var db = database.OpenRead();
        var id = unitId ?? viewer.UnitId ?? await HighestAsync(db, tree, year, ct);
        if (tree.Find(id) is not { } unit || !tree.IsWithin(unit.Id, viewer.UnitId))
        {
            return null;
        }
        var children = tree.Children(unit.Id);
        long[] ids = [unit.Id, .. children.Select(c => c.Id)];
        var targets = await db.Set<Target>().Where(t => t.Year == year && ids.Contains(t.UnitId))
            .ToDictionaryAsync(t => (t.UnitId, t.Indicator, t.Level), ct);
        var available = Available(year);
        var used = targets.Keys.Select(k => k.Indicator).ToHashSet();
        var shown = available.Where(i => wanted.Count > 0 ? wanted.Contains(i.Code) : used.Count > 0 ? used.Contains(i.Code) : Usual.Contains(i.Code)).ToList();
        var cascade = shown.SelectMany(i => new[] { TargetLevel.Base, TargetLevel.Stretch }.Select(level => CascadeCheck.Of(i, level,
            targets.GetValueOrDefault((unit.Id, i.Code, level))?.Value,
            [.. children.Select(c => targets.GetValueOrDefault((c.Id, i.Code, level))?.Value)]))).ToList();
        return new TargetGrid(year, unit, [.. tree.Upward(unit.Id).Skip(1).Where(n => tree.IsWithin(n.Id, viewer.UnitId)).Reverse()], shown,
            [Row(unit, tree, true), .. children.Select(c => Row(c, tree, false))], targets, cascade);
    }

    /// <summary>The plans of one indicator; null for a unit outside the viewer's scope or an unknown indicator.</summary>
    public async Task<PlanGrid?> PlansAsync(Viewer viewer, long? unitId, int year, string? indicator, CancellationToken ct)
    {
        if (await GridAsync(viewer, unitId, year, indicator is null ? [] : [indicator], ct) is not { Indicators: [var shown, ..] } grid)
        {
            return null;
        }
        await using var db = database.OpenRead();
        var ids = grid.Rows.Select(r => r.UnitId).ToArray();
        var months = Enumerable.Range(1, 12).Select(m => new YearMonth(year, m)).ToArray();
        var plans = await db.Set<Plan>().Where(p => p.Indicator == shown.Code && months.Contains(p.Month) && ids.Contains(p.UnitId))
            .ToDictionaryAsync(p => (p.UnitId, p.Month), p => p.Value, ct);
        return new PlanGrid(grid, shown, plans);
    }

    private static TargetRow Row(UnitNode unit, UnitTree tree, bool isParent) =>
        new(unit.Id, unit.Code, unit.Name, isParent, tree.Children(unit.Id).Count > 0);

    private static async Task<long> HighestAsync(YinfengDb db, UnitTree tree, int year, CancellationToken ct)
    {
        var ids = await db.Set<Target>().Where(t => t.Year == year).Select(t => t.UnitId).Distinct().ToListAsync(ct);
        return ids.Select(tree.Find).OfType<UnitNode>().OrderBy(n => n.Depth).ThenBy(n => n.First).FirstOrDefault()?.Id ?? UnitTree.NationId;
    }
}
