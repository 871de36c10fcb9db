using System.Globalization;
using System.Text.RegularExpressions;

namespace Yinfeng.Reports;

/// <summary>A figure as published: its value and how many decimals were shown.</summary>
/// <param name="Mark">What follows it: "%", "点", "亿", "万" or "".</param>
internal readonly partial record struct ShownFigure(decimal Value, int Decimals, string Mark)
{
    public bool IsPercent => Mark is "%" or "点";

    /// <summary>Whether the recomputed value shows as this figure, rounded half away from zero.</summary>
    public bool Shows(decimal recomputed) => Math.Round(recomputed, Decimals, MidpointRounding.AwayFromZero) == Value;

    public static ShownFigure? Parse(string? text) => All(text ?? "") is [var only, ..] ? only : null;

    /// <summary>Every figure of a text, in order. 个百分点 counts as 点.</summary>
    public static List<ShownFigure> All(string text) => [.. Figures().Matches(text).Select(m => new ShownFigure(
        decimal.Parse(m.Groups["number"].ValueSpan, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
        m.Groups["decimals"].Length,
        m.Groups["mark"].Value switch { "％" => "%", "个百分点" or "百分点" => "点", var mark => mark }))];

    [GeneratedRegex(@"(?<number>(?<![\d.)])-?\d{1,15}(?:\.(?<decimals>\d{1,10}))?)\s*(?<mark>%|％|个百分点|百分点|点|亿|万)?")]
    private static partial Regex Figures();
}
