using System.Globalization;
using Yinfeng.Rules;

namespace Yinfeng.Targets;

/// <summary>Targets as people type and read them: in 亿元, 个 or %.</summary>
public static class TargetText
{
    private const decimal Largest = 1_000_000m; // 亿元, 个: beyond any city's target; more is a slip of the unit.

    /// <summary>All digits, without the unit; empty for no target.</summary>
    public static string Show(Indicator indicator, long? value) =>
        value is { } v ? indicator.Show(v).ToString("0.############", CultureInfo.InvariantCulture) : "";

    /// <summary>As a table shows it: 亿元 with two decimals, counts whole, rates with two decimals; "—" for none.</summary>
    public static string ShowRounded(Indicator indicator, long? value) => value is not { } v ? "—"
        : decimal.Round(indicator.Show(v), indicator.Unit == IndicatorUnit.Count ? 0 : 2, MidpointRounding.AwayFromZero)
            .ToString(indicator.Unit == IndicatorUnit.Count ? "N0" : "N2", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>Reads "3000", "3,000.5亿元", "60%" or "120个"; an empty text is no target.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(Indicator indicator, string? text, out long? value)
    {
        value = null;
        var bare = (text ?? "").Trim().Replace(",", "", StringComparison.Ordinal).Replace("，", "", StringComparison.Ordinal);
        foreach (var unit in (string[])[indicator.UnitLabel, "％", "项"])
        {
            bare = bare.EndsWith(unit, StringComparison.Ordinal) ? bare[..^unit.Length].Trim() : bare;
        }
        if (bare.Length == 0)
        {
            return null;
        }
        if (!decimal.TryParse(bare, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return $"“{text}”不是数。请写以{indicator.UnitLabel}计的数，例如 120。";
        }
        return Check(indicator, number) is { } wrong ? wrong : Accept(indicator, number, out value);
    }

    /// <summary>What is wrong with a value in the indicator's unit, or null.</summary>
    public static string? Check(Indicator indicator, decimal number) => indicator.Unit switch
    {
        _ when number < 0 => "目标不能小于 0。请核对正负号。",
        IndicatorUnit.Rate when number > 100 => "比率不能超过 100%。请核对。",
        IndicatorUnit.Count when !decimal.IsInteger(number) => "个数应是整数。请核对。",
        _ when number > Largest => $"{number} {indicator.UnitLabel}大得不合情理。请核对单位：这里以{indicator.UnitLabel}计。",
        _ => null,
    };

    private static string? Accept(Indicator indicator, decimal number, out long? value)
    {
        value = indicator.Read(number);
        return null;
    }
}
