using Yinfeng.Kernel;

namespace Yinfeng.Rules;

/// <summary>The units a number may carry, and what it then is.</summary>
internal static class RuleUnits
{
    private static readonly (string Text, RuleType Type, decimal Factor)[] Known =
    [
        ("亿元", new(RuleKind.Money), Money.FenPerYi), ("万元", new(RuleKind.Money), Money.FenPerWan), ("元", new(RuleKind.Money), Money.FenPerYuan),
        ("%", new(RuleKind.Percent), 0.01m), ("％", new(RuleKind.Percent), 0.01m), ("‰", new(RuleKind.Percent), 0.001m),
        ("个百分点", new(RuleKind.Percent), 0.01m), ("个月", new(RuleKind.Count, "月"), 1), ("月", new(RuleKind.Count, "月"), 1),
        ("个", new(RuleKind.Count, "个"), 1), ("家", new(RuleKind.Count, "个"), 1), ("人", new(RuleKind.Count, "人"), 1),
        ("年", new(RuleKind.Count, "年"), 1), ("天", new(RuleKind.Count, "天"), 1), ("日", new(RuleKind.Count, "天"), 1),
    ];

    public static string All => "元、万元、亿元、%、个、人、月、年、天";

    /// <summary>The unit that starts at a place in a text, or null.</summary>
    public static string? Match(string text, int at) =>
        Known.FirstOrDefault(u => string.CompareOrdinal(text, at, u.Text, 0, u.Text.Length) == 0).Text;

    /// <summary>The value in the unit the language computes with (fen, fraction, count), and its type.</summary>
    public static (decimal Value, RuleType Type) Apply(decimal number, string? unit)
    {
        if (unit is null)
        {
            return (number, new(RuleKind.Number));
        }
        var (_, type, factor) = Known.First(u => u.Text == unit);
        return (number * factor, type);
    }
}
