using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Rules;

/// <summary>One part of a rule and what it came to.</summary>
/// <param name="Text">The part as written.</param>
/// <param name="Value">Money in fen, percentages as fractions; null where it is not known, and of conditions.</param>
/// <param name="Truth">Of a condition; null of a number.</param>
public sealed record RuleStep(string Text, RuleType Type, decimal? Value, Truth? Truth)
{
    /// <summary>The value as people write it: "43.74亿元", "109.4%", "不知道".</summary>
    public string Shown => Truth switch
    {
        Rules.Truth.Yes => "是",
        Rules.Truth.No => "否",
        Rules.Truth.Unknown => "不知道",
        _ => Show(Value, Type),
    };

    /// <summary>Up to six decimals, cut off nowhere but there.</summary>
    public static string Show(decimal? value, RuleType type) => value is not { } v ? "缺数" : type.Kind switch
    {
        RuleKind.Money when type.Unit is { } per => Digits(v / Money.FenPerWan) + "万元/" + per,
        RuleKind.Money when Math.Abs(v) < Money.FenPerYi => Digits(v / Money.FenPerWan) + "万元",
        RuleKind.Money => Digits(v / Money.FenPerYi) + "亿元",
        RuleKind.Percent => Digits(v * 100) + "%",
        RuleKind.Count => Digits(v) + type.Unit,
        _ => Digits(v),
    };

    private static string Digits(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>Runs a rule part by part, with the same compiler that runs it whole.</summary>
internal static class RuleSteps
{
    public static IReadOnlyList<RuleStep> Of(Expression rule, string text, Compiler compiler, FactRow row)
    {
        var steps = new List<RuleStep>();
        Walk(rule, steps, text, compiler, row);
        return [.. steps.Select((s, i) => (s, i)).GroupBy(x => x.s.Text).Select(g => g.MaxBy(x => x.i)).OrderBy(x => x.i).Select(x => x.s)];
    }

    private static void Walk(Expression part, List<RuleStep> steps, string text, Compiler compiler, FactRow row)
    {
        foreach (var inner in part.Shown)
        {
            Walk(inner, steps, text, compiler, row);
        }
        var written = Written(part, text);
        if (part is NumberLiteral or NameReference { IsChoiceWord: true })
        {
            return;
        }
        if (part.Type.IsNumeric)
        {
            steps.Add(new RuleStep(written, part.Type, compiler.Number(part)(row), null));
        }
        else if (part.Type.Kind == RuleKind.Bool)
        {
            steps.Add(new RuleStep(written, part.Type, null, compiler.Condition(part)(row)));
        }
    }

    /// <summary>The part as written, with the brackets that belong to it.</summary>
    internal static string Written(Expression part, string text)
    {
        var (from, to) = (part.At, Math.Min(part.At + part.Length, text.Length));
        var open = text[from..to].Sum(c => c is '(' or '（' ? 1 : c is ')' or '）' ? -1 : 0);
        while (open < 0 && from > 0)
        {
            open += text[--from] is '(' or '（' ? 1 : 0;
        }
        while (open > 0 && to < text.Length)
        {
            open -= text[to++] is ')' or '）' ? 1 : 0;
        }
        return text[from..to];
    }
}
