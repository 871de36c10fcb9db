using System.Globalization;
using Yinfeng.Rules;

namespace Yinfeng.Reports;

/// <summary>Figures as pages show them: rounded only here, true minus, "—" for none.</summary>
internal static class FigureText
{
    /// <summary>亿元 with two decimals, projects whole (shared ones as they are), percent with two; without the unit.</summary>
    public static string Value(decimal? value, IndicatorUnit unit) => value is not { } v ? "—" : v == 0 ? "0" : unit switch
    {
        IndicatorUnit.Count => Format(v, "#,0.####"),
        _ => Format(decimal.Round(v, 2, MidpointRounding.AwayFromZero), "N2"),
    };

    /// <summary>With its unit: "43.74 亿元", "80 个", "92.38%".</summary>
    public static string WithUnit(decimal? value, IndicatorUnit unit) => value is null ? "—" : Value(value, unit) + unit switch
    {
        IndicatorUnit.Money => " 亿元",
        IndicatorUnit.Count => " 个",
        _ => "%",
    };

    public static string Percent(decimal? value) => value is { } v ? Format(v, "N2") + "%" : "—";

    /// <summary>Signed points: "+2.30", "−7.30".</summary>
    public static string Points(decimal? value) => value is { } v ? Signed(v, "N2") : "—";

    /// <summary>Signed with one decimal: "+4.1%"; for a rate in points.</summary>
    public static string Yoy(decimal? value, IndicatorUnit unit) =>
        value is { } v ? Signed(v, "N1") + (unit == IndicatorUnit.Rate ? " 个百分点" : "%") : "—";

    /// <summary>Class of a signed figure: rise is green, fall is red.</summary>
    public static string? Direction(decimal? value) => value switch { > 0 => "up", < 0 => "down", _ => null };

    private static string Signed(decimal value, string format) => (value > 0 ? "+" : "") + Format(value, format);

    private static string Format(decimal value, string format) =>
        value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
}
