using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Targets;

/// <summary>What a person saw in a cell before changing it; lets a write notice that someone else was faster.</summary>
public readonly record struct Seen(long? Value);

/// <summary>One target to set; a null value takes it away.</summary>
/// <param name="Value">Scaled as <see cref="Target.Value"/>.</param>
/// <param name="Seen">Null: do not check what stands there.</param>
public sealed record TargetEdit(long UnitId, string Indicator, TargetLevel Level, long? Value, Seen? Seen = null)
{
    /// <summary>Name of the cell in forms and refusals: "371424.funds.total.Base".</summary>
    public string Field => $"{UnitId}.{Indicator}.{Level}";
}

/// <summary>One cumulative plan to set; a null value takes it away.</summary>
/// <inheritdoc cref="TargetEdit"/>
public sealed record PlanEdit(long UnitId, string Indicator, YearMonth Month, long? Value, Seen? Seen = null)
{
    /// <summary>Name of the cell in forms and refusals: "371424.funds.total.2023-03".</summary>
    public string Field => $"{UnitId}.{Indicator}.{Month}";
}

/// <summary>What setting targets and plans have in common.</summary>
internal sealed class TargetChecks(UnitDirectory units, IndicatorCatalog catalog)
{
    /// <summary>The tree in which a year's targets stand: that of its last day.</summary>
    public Task<UnitTree> TreeAsync(int year, CancellationToken ct) => units.OnAsync(new DateOnly(Math.Clamp(year, 1950, 2199), 12, 31), ct);

    /// <summary>What is wrong with one cell, before looking at what is stored.</summary>
    public Unmet? Wrong(Viewer viewer, UnitTree tree, string field, long unitId, int year, string indicator, long? value)
    {
        if (year is < 1950 or > 2199)
        {
            return new("target.year", field, "年份应在 1950 至 2199 之间。");
        }
        if (tree.Find(unitId) is not { } unit || unit.Id != unitId || !tree.IsWithin(unitId, viewer.UnitId))
        {
            return new("target.unit", field, $"{year} 年没有编号为 {unitId} 的单位，或者它不在您的权限范围内。");
        }
        if (catalog.Find(indicator) is not { } known)
        {
            return new("target.indicator", field, $"没有指标“{indicator}”。可用的指标：{string.Join("、", catalog.Codes)}。");
        }
        return value is { } v && TargetText.Check(known, known.Show(v)) is { } wrong
            ? new("target.value", field, $"{unit.Name}的{known.Name}：{wrong}") : null;
    }

    /// <summary>A refusal when the stored value is neither what the person saw nor what they want.</summary>
    public Unmet? Stale(UnitTree tree, string field, long unitId, string indicator, long? stored, long? wanted, Seen? seen)
    {
        if (seen is not { } s || s.Value == stored || wanted == stored)
        {
            return null;
        }
        var known = catalog.Find(indicator)!;
        return new("target.stale", field, $"{tree.Find(unitId)!.Name}的{known.Name}别人先改过了：您打开时是 {TargetText.ShowRounded(known, s.Value)}，"
            + $"现在是 {TargetText.ShowRounded(known, stored)}，您要填 {TargetText.ShowRounded(known, wanted)}。核对后再次保存即以您的为准。");
    }
}
