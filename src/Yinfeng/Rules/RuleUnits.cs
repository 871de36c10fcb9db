using Yinfeng.Kernel;

namespace Yinfeng.Rules;

/// <summary>The units a number may carry, and what it then is. Units may be put over one another: 200万元/亩, 5分/件.</summary>
internal static class RuleUnits
{
    /// <summary>Longer ones before those they begin with.</summary>
    private static readonly (string Text, RuleType Type, decimal Factor)[] Known =
    [
        ("亿元", new(RuleKind.Money), Money.FenPerYi), ("万元", new(RuleKind.Money), Money.FenPerWan), ("元", new(RuleKind.Money), Money.FenPerYuan),
        ("%", new(RuleKind.Percent), 0.01m), ("％", new(RuleKind.Percent), 0.01m), ("‰", new(RuleKind.Percent), 0.001m),
        ("个百分点", new(RuleKind.Percent), 0.01m), ("个月", new(RuleKind.Count, "月"), 1), ("月", new(RuleKind.Count, "月"), 1),
        ("个", new(RuleKind.Count, "个"), 1), ("家", new(RuleKind.Count, "个"), 1),
        ("万人次", new(RuleKind.Count, "人次"), 10_000), ("人次", new(RuleKind.Count, "人次"), 1), ("人", new(RuleKind.Count, "人"), 1),
        ("年", new(RuleKind.Count, "年"), 1), ("天", new(RuleKind.Count, "天"), 1), ("日", new(RuleKind.Count, "天"), 1),
        ("亩", new(RuleKind.Count, "亩"), 1), ("平方米", new(RuleKind.Count, "平方米"), 1), ("件", new(RuleKind.Count, "件"), 1),
        ("台", new(RuleKind.Count, "台"), 1), ("批次", new(RuleKind.Count, "批次"), 1), ("间", new(RuleKind.Count, "间"), 1),
        ("张", new(RuleKind.Count, "张"), 1), ("块", new(RuleKind.Count, "块"), 1), ("条", new(RuleKind.Count, "条"), 1),
        ("万美元", new(RuleKind.Count, "美元"), 10_000), ("美元", new(RuleKind.Count, "美元"), 1),
        ("分", new(RuleKind.Count, "分"), 1), ("夜", new(RuleKind.Count, "夜"), 1),
    ];

    public static string All => "元、万元、亿元、%、个、人、人次、年、月、天、亩、平方米、件、台、批次、间、张、块、条、分、夜；一个单位除以另一个写成 万元/亩";

    /// <summary>The unit that starts at a place in a text, or null.</summary>
    public static string? Match(string text, int at)
    {
        if (One(text, at) is not { } unit || Type(unit).Kind == RuleKind.Percent)
        {
            return One(text, at);
        }
        var over = at + unit.Length;
        return over < text.Length && text[over] == '/' && One(text, over + 1) is { } under && Type(under).Kind == RuleKind.Count
            ? text[at..(over + 1 + under.Length)] : unit;
    }

    /// <summary>The value in the unit the language computes with (fen, fraction, count), and its type.</summary>
    public static (decimal Value, RuleType Type) Apply(decimal number, string? unit)
    {
        if (unit is null)
        {
            return (number, new(RuleKind.Number));
        }
        var parts = unit.Split('/');
        var (_, over, factor) = Known.First(u => u.Text == parts[0]);
        if (parts.Length == 1)
        {
            return (number * factor, over);
        }
        var (_, under, divisor) = Known.First(u => u.Text == parts[1]);
        return (number * factor / divisor, over.Per(under));
    }

    private static RuleType Type(string unit) => Known.First(u => u.Text == unit).Type;

    private static string? One(string text, int at) =>
        Known.FirstOrDefault(u => string.CompareOrdinal(text, at, u.Text, 0, u.Text.Length) == 0).Text;
}
