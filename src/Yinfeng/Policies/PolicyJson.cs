using System.Globalization;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Answers as JSON: amounts in whole yuan.</summary>
public static class PolicyJson
{
    public static object Of(DateOnly on, IEnumerable<PolicyResult> results, IReadOnlyList<string> problems) =>
        new { on = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), results = results.Select(Of), problems };

    public static object Of(PolicyResult result) => new
    {
        policy = new { file = result.Policy.Source, article = result.Article, id = result.Policy.Id, name = result.Policy.Name },
        name = result.Name,
        answer = Word(result.Answer),
        amountYuan = Yuan(result.Fen),
        rangeYuan = result.Range is { } range ? new[] { Yuan(range.Low), Yuan(range.High) } : null,
        needsForAmount = result.Needs.Select(f => f.Name),
        perYear = result.Years?.Select(y => Yuan(y.Fen)),
        years = result.Years?.Select(y => y.Year),
        perStage = result.Stages?.Select(s => Yuan(s)),
        clause = result.Clause,
        quote = result.Quote,
        missing = result.Missing.Select(f => f.Name),
        deciding = result.Deciding.Select(f => f.Name),
        readings = result.Readings.Select(r => new { text = r.Text, answer = Word(r.Answer), amountYuan = Yuan(r.Fen), perYear = r.Years?.Select(y => Yuan(y.Fen)) }),
        steps = result.Steps.Select(s => new { text = s.Text, value = s.Value, clause = s.Clause }),
    };

    public static string Word(PolicyAnswer answer) => answer switch
    {
        PolicyAnswer.Yes => "yes",
        PolicyAnswer.No => "no",
        PolicyAnswer.Unknown => "unknown",
        _ => "ambiguous",
    };

    /// <summary>Half away from zero where an amount has fen.</summary>
    public static long? Yuan(decimal? fen) => fen is { } f ? (long)decimal.Round(f / Kernel.Money.FenPerYuan, 0, MidpointRounding.AwayFromZero) : null;
}
