using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>One fact as people type it: 1.2亿元, 15.1亩, 10%, 2023-05-01, 是.</summary>
internal static class FactText
{
    public static bool TrySet(FactRow row, Fact fact, string text)
    {
        text = text.Trim();
        switch (fact.Type.Kind)
        {
            case RuleKind.Bool:
                bool? yes = text switch { "是" or "true" or "True" or "yes" or "有" or "1" => true, "否" or "false" or "False" or "no" or "无" or "0" => false, _ => null };
                row.Set(fact, yes);
                return yes is not null;
            case RuleKind.Date:
                if (!LedgerDate.TryParse(text.Split('T')[0], out var day))
                {
                    return false;
                }
                row.Set(fact, day);
                return true;
            case RuleKind.Text or RuleKind.Tags:
                row.Set(fact, text);
                return true;
            default:
                row.SetExact(fact, Number(fact, text));
                return row.Has(fact);
        }
    }

    /// <summary>Money in fen, percentages as fractions, counts as they are; null when the text is no number with the unit of the fact.</summary>
    public static decimal? Number(Fact fact, string text)
    {
        text = text.Trim();
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ',' or '-' or '+' or 'E' or 'e'))
        {
            end++;
        }
        if (!decimal.TryParse(text[..end].Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > 1_000_000_000_000_000m)
        {
            return null;
        }
        var unit = text[end..].Trim();
        if (unit.Length == 0)
        {
            return fact.Type.Kind switch { RuleKind.Money => number * Money.FenPerYuan, RuleKind.Percent => number > 1 ? number / 100 : number, _ => number };
        }
        if (RuleUnits.Match(unit, 0) is not { } known || known.Length != unit.Length)
        {
            return null;
        }
        var (value, type) = RuleUnits.Apply(number, known);
        return type == fact.Type || (fact.Type.Kind == RuleKind.Money && type == new RuleType(RuleKind.Money)) ? value : null;
    }

    /// <summary>As it can be typed again.</summary>
    public static string Of(FactRow row, Fact fact) => fact.Type.Kind switch
    {
        RuleKind.Bool => row.Numbers[fact.Slot] != 0 ? "是" : "否",
        RuleKind.Date => row.Date(fact)!.Value.ToString(),
        RuleKind.Text or RuleKind.Tags => row.Texts[fact.Slot]!,
        _ => Write(fact, row.Exact[fact.Slot]!.Value),
    };

    public static string Write(Fact fact, decimal value) => fact.Type.Kind switch
    {
        RuleKind.Money when Math.Abs(value) >= Money.FenPerWan => Digits(value / Money.FenPerWan) + "万元",
        RuleKind.Money => Digits(value / Money.FenPerYuan) + "元",
        RuleKind.Percent => Digits(value * 100) + "%",
        _ => Digits(value) + fact.Type.Unit,
    };

    public static string Usage(Fact fact) => fact switch
    {
        { IsSeries: true } => "写成 {\"2024\": \"1000万元\"} 这样逐年的金额。",
        { Columns: not null } => "写成一个列表，每一项是一个对象。",
        _ => fact.Type.Kind switch
        {
            RuleKind.Money => "写成 1.2亿元、300万元 或 5000元。",
            RuleKind.Percent => "写成 10%。",
            RuleKind.Date => "写成 2023-05-01。",
            RuleKind.Bool => "写成 是 或 否。",
            RuleKind.Count => $"写成 10{fact.Type.Unit}。",
            _ => "写成一个数。",
        },
    };

    private static string Digits(decimal value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
