using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Answers as lines of text: what is granted first, then what is open.</summary>
internal static class PolicyLines
{
    public static IEnumerable<string> Of(IReadOnlyList<PolicyResult> results, bool steps)
    {
        foreach (var result in results.Where(r => r.IsAward && r.Answer != PolicyAnswer.No).OrderBy(r => r.Answer))
        {
            yield return $"{Word(result.Answer)}\t{result.Policy.Name}\t{result.Clause}\t{result.Name}\t{Amount(result)}";
            foreach (var reading in result.Readings)
            {
                yield return $"\t读法\t{reading.Text}\t{Word(reading.Answer)}\t{Show(reading.Fen)}";
            }
            foreach (var step in steps ? result.Steps : [])
            {
                yield return $"\t{step.Clause}\t{step.Text}\t{step.Value}";
            }
        }
        yield return $"不符合 {results.Count(r => r.IsAward && r.Answer == PolicyAnswer.No)} 条";
    }

    public static string Word(PolicyAnswer answer) => answer switch
    {
        PolicyAnswer.Yes => "符合",
        PolicyAnswer.No => "不符合",
        PolicyAnswer.Unknown => "待补充",
        _ => "有歧义",
    };

    public static string Amount(PolicyResult result) =>
        result.Fen is { } fen ? Show(fen)
        : result.Range is { } range ? $"{Show(range.Low)} 至 {Show(range.High)}，由“{string.Join("、", result.Needs.Select(f => f.Name))}”定"
        : result.Readings.Count > 0 ? "各种读法不同"
        : result.Missing.Count > 0 ? "还要知道：" + string.Join("、", result.Missing.Select(f => f.Name))
        : result.Needs.Count > 0 ? "金额还要知道：" + string.Join("、", result.Needs.Select(f => f.Name))
        : result.Answer == PolicyAnswer.Yes ? "正文没有定额" : "";

    public static string Show(decimal? fen) => fen is { } f ? RuleStep.Show(f, new RuleType(RuleKind.Money)) : "—";
}
