namespace Yinfeng.Rules;

/// <summary>The functions of the language and what they take.</summary>
internal static class RuleFunction
{
    public const string Year = "年份", Month = "月份", Later = "较晚", Earlier = "较早", Larger = "较大", Smaller = "较小", Known = "已知";

    private static readonly Dictionary<string, string> English = new(StringComparer.Ordinal)
    {
        ["year"] = Year, ["month"] = Month, ["later"] = Later, ["earlier"] = Earlier, ["max"] = Larger, ["min"] = Smaller, ["known"] = Known,
    };

    /// <summary>How each is written; the message for a wrong call shows it.</summary>
    public static readonly IReadOnlyDictionary<string, (int Arguments, string Usage)> All =
        new Dictionary<string, (int, string)>(StringComparer.Ordinal)
        {
            [Year] = (1, "年份(签约日期)"), [Month] = (1, "月份(签约日期)"),
            [Later] = (2, "较晚(签约日期, 开工日期)"), [Earlier] = (2, "较早(签约日期, 开工日期)"),
            [Larger] = (2, "较大(总投资, 1亿元)"), [Smaller] = (2, "较小(总投资, 1亿元)"), [Known] = (1, "已知(总投资)"),
        };

    /// <summary>The Chinese name of a function given either name; null when there is none.</summary>
    public static string? Find(string name) => All.ContainsKey(name) ? name : English.GetValueOrDefault(name);
}
