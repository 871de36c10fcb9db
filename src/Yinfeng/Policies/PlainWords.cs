using System.Globalization;
using System.Text.RegularExpressions;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Rules in plain words, for people who get a document and no screen: 实际投资不低于1亿元; 实际投资×5%，最高5000万元.</summary>
internal static partial class PlainWords
{
    private static readonly (string Sign, string Words)[] Signs =
        [(">=", "不低于"), ("<=", "不超过"), ("≥", "不低于"), ("≤", "不超过"), ("≠", "不是"), (">", "超过"), ("<", "低于"), ("=", "为"), ("封顶", "，最高"), ("保底", "，最低"), ("*", "×")];

    /// <param name="parameters">Named in the rule; they are told with their value on the day.</param>
    public static string Of(RuleSource rule, IReadOnlyList<RuleParameter> parameters, DateOnly on)
    {
        var text = List().Replace(rule.Text, m => m.Groups[1].Value).Replace("\"", "", StringComparison.Ordinal);
        foreach (var parameter in parameters.Where(p => p.On(on) is not null).OrderByDescending(p => p.Name.Length))
        {
            text = text.Replace(parameter.Name, $"{RuleStep.Show(parameter.On(on)!.Value, parameter.Type)}（{parameter.Name}）", StringComparison.Ordinal);
        }
        foreach (var (sign, words) in Signs)
        {
            text = text.Replace(sign, words, StringComparison.Ordinal);
        }
        return Blanks().Replace(text, "").Replace(",", "、", StringComparison.Ordinal);
    }

    /// <summary>What an award comes to; where the text fixes nothing it says so.</summary>
    public static string Of(Award award, IReadOnlyList<RuleParameter> parameters, DateOnly on)
    {
        var parts = new List<string>();
        if (award.Rate is { } rate)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rate.Name}在 {award.Low * 100:0.##}% 至 {award.High * 100:0.##}% 之间确定"));
        }
        if (award.Amount is { } amount)
        {
            parts.Add(Of(amount.Source, parameters, on));
        }
        if (award.Yearly is { } yearly)
        {
            parts.Add($"逐年计：{Of(yearly.Amount.Source, parameters, on)}{(yearly.Count is { } years ? $"，共 {years} 年" : "")}"
                + (yearly.Condition is { } condition ? $"（当年须{Of(condition.Source, parameters, on)}）" : ""));
        }
        parts.AddRange(award.Parts.Select((p, i) => $"第 {i + 1} 年{Of(p.Source, parameters, on)}"));
        if (award.Stages.Count > 0)
        {
            parts.Add("分阶段兑现 " + string.Join("、", award.Stages.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s * 100:0.##}%"))));
        }
        if (award.CaseByCase is { } settled)
        {
            parts.Add($"{Of(settled.Source, parameters, on)}的一事一议");
        }
        return parts.Count == 0 ? "正文没有定额" : string.Join("；", parts);
    }

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex List();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
