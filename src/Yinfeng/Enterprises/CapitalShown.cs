using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>A registered capital as people write it.</summary>
internal static class CapitalShown
{
    private const decimal CentsPerWan = 1_000_000m;
    private const long CentsPerYi = 10_000_000_000;

    /// <returns>"1,000 万元", "1.20 亿元", "50.5 万美元", "7.56 亿美元"; null where it is unknown.</returns>
    public static string? Of(long cents, string currency) => cents < 0 ? null : cents >= CentsPerYi ? $"{Money.ShowYi(cents)} 亿{Unit(currency)}"
        : string.Create(CultureInfo.InvariantCulture, $"{cents / CentsPerWan:#,0.####} 万{Unit(currency)}");

    private static string Unit(string currency) => currency switch
    {
        "CNY" or "" => "元",
        "USD" => "美元",
        "HKD" => "港元",
        "EUR" => "欧元",
        "JPY" => "日元",
        _ => " " + currency,
    };
}
