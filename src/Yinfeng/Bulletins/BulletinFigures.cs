using System.Globalization;
using Yinfeng.Audit;
using Yinfeng.Rules;

namespace Yinfeng.Bulletins;

/// <summary>Figures as official documents write them: with their unit, without thousands separators, rounded only here.</summary>
internal static class BulletinFigures
{
    /// <summary>"3291.39亿元", below 1亿元 "453万元", "538个", "92.38%".</summary>
    public static string Value(decimal value, IndicatorUnit unit) => unit switch
    {
        IndicatorUnit.Money when Math.Abs(value) < 1 && value != 0 => Round(value * 10_000, 0) + "万元",
        IndicatorUnit.Money => value == 0 ? "0亿元" : Round(value, 2) + "亿元",
        IndicatorUnit.Count => value.ToString("0.####", CultureInfo.InvariantCulture) + "个",
        _ => Round(value, 2) + "%",
    };

    /// <summary>A target as it was set: "3000亿元", "60%".</summary>
    public static string Goal(decimal value, IndicatorUnit unit) => value.ToString("0.##", CultureInfo.InvariantCulture) + Label(unit);

    public static string Percent(decimal value) => Round(value, 2) + "%";

    /// <summary>"增长4.1%", "下降5.0%", "持平"; for a rate "提高2.3个百分点".</summary>
    public static string Change(decimal yoy, IndicatorUnit unit) => (yoy, unit) switch
    {
        (0, _) => "持平",
        ( > 0, IndicatorUnit.Rate) => $"提高{Round(yoy, 1)}个百分点",
        ( < 0, IndicatorUnit.Rate) => $"降低{Round(-yoy, 1)}个百分点",
        ( > 0, _) => $"增长{Round(yoy, 1)}%",
        _ => $"下降{Round(-yoy, 1)}%",
    };

    /// <summary>For a rate against its target "高32.38个百分点"; otherwise "快于序时进度2.34个百分点".</summary>
    public static string Gap(decimal gap, IndicatorUnit unit) => (gap, unit) switch
    {
        (0, IndicatorUnit.Rate) => "持平",
        (0, _) => "与序时进度持平",
        ( > 0, IndicatorUnit.Rate) => $"高{Round(gap, 2)}个百分点",
        ( < 0, IndicatorUnit.Rate) => $"低{Round(-gap, 2)}个百分点",
        ( > 0, _) => $"快于序时进度{Round(gap, 2)}个百分点",
        _ => $"慢于序时进度{Round(-gap, 2)}个百分点",
    };

    /// <summary>In a table, whose head has the unit: "3291.39", "538", absent "—".</summary>
    public static string Cell(decimal? value, IndicatorUnit unit) => value is not { } v ? "—" : unit switch
    {
        IndicatorUnit.Count => v.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−'),
        _ => Round(v, 2).Replace('-', '−'),
    };

    /// <summary>A signed difference in a table: "+2.34", "−7.30", "0.00".</summary>
    public static string Signed(decimal? value, int decimals) => value is not { } v ? "—"
        : (v > 0 ? "+" : "") + Round(v, decimals).Replace('-', '−');

    public static string Label(IndicatorUnit unit) => unit switch { IndicatorUnit.Money => "亿元", IndicatorUnit.Count => "个", _ => "%" };

    /// <summary>"2026年3月9日".</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>The line with which anybody can check that nothing was rewritten.</summary>
    public static string Audit(AuditCheckpoint audit) =>
        string.Create(CultureInfo.InvariantCulture, $"数据可核验：审计日志共{audit.Size}条，根值{audit.Root}");

    private static string Round(decimal value, int decimals) => decimal.Round(value, decimals, MidpointRounding.AwayFromZero)
        .ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
