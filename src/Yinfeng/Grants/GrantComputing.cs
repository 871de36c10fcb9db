using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Yinfeng.Kernel;
using Yinfeng.Policies;
using Yinfeng.Rules;

namespace Yinfeng.Grants;

/// <summary>What a clause gives for the facts told.</summary>
/// <param name="CeilingFen">The most it gives: the amount, the top of a range, the highest reading; null where the text fixes none.</param>
/// <param name="Plan">Due day and fen of each instalment, as the text divides the amount.</param>
/// <param name="Facts">Those that the clause asks about and that were told.</param>
public sealed record GrantComputed(PolicyResult Result, PolicyClause Clause, long? CeilingFen, IReadOnlyList<PlannedPart> Plan,
    string FactsJson,
    IReadOnlyList<(string Name, string Value)> Facts);

public sealed record PlannedPart(DateOnly Due, long Fen);

/// <summary>Asks the policies for the amount of a grant.</summary>
internal sealed class GrantComputing(PolicyLibrary library, PolicyMatch match)
{
    private const int UsualDays = 30;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The clause on a day; null where there is none of that name.</summary>
    public PolicyClause? Clause(string? policyId, string? article, DateOnly day) =>
        library.Find(policyId ?? "", day)?.Clauses.FirstOrDefault(c => c.Article == article);

    /// <summary>Whether the clause gives again every year.</summary>
    public static bool IsYearly(PolicyClause clause) =>
        clause.Yearly || clause.Items.Any(i => i.Award.Yearly is not null || i.Readings.Any(r => r.Award?.Yearly is not null));

    /// <param name="year">Whose money is asked for; 0 for a clause that gives once.</param>
    public GrantComputed? Ask(string policyId, string article, int year, FactRow facts, DateOnly on, List<Unmet> unmet)
    {
        var found = match.Run(facts, on, explain: true).FirstOrDefault(r => r.IsAward && r.Policy.Id == policyId && r.Article == article);
        if (found is null || found.Policy.Clauses.FirstOrDefault(c => c.Article == article) is not { } clause)
        {
            unmet.Add(new("grant.policy", "article", "没有这项政策或这一条款。请从惠企政策的匹配结果里选一条申报。"));
            return null;
        }
        if (Refused(found) is { } no)
        {
            unmet.Add(no);
            return null;
        }
        var ceiling = Ceiling(found, year);
        if (year != 0 && found.Years is { Count: > 0 } years && years.All(y => y.Year != year))
        {
            unmet.Add(new("grant.year-none", "year", $"按所填情况，这一条款没有 {year} 年度的金额；有金额的年度是 {string.Join("、", years.Select(y => y.Year))}。"));
        }
        var asked = clause.Facts.Concat(clause.Events ?? found.Policy.Events).Append(PolicyFacts.RegisteredIn).Distinct();
        var told = asked.Where(f => f != PolicyFacts.AskedOn && facts.Has(f)).Select(f => (f.Name, Show(facts, f))).ToList();
        return new GrantComputed(found, clause, ceiling, Plan(found, ceiling ?? 0, year, on),
            JsonSerializer.Serialize(PolicyFactsJson.Write(facts, english: false), Json), told);
    }

    private static Unmet? Refused(PolicyResult found) => found.Answer switch
    {
        PolicyAnswer.No => new("grant.not-entitled", "facts",
            $"按所填情况不符合《{found.Policy.Name}》{found.Clause}：{found.Steps.Select(s => $"{s.Text}，{s.Value}").LastOrDefault() ?? "条件没有达到"}。请核对情况，或另选条款。"),
        PolicyAnswer.Unknown =>
            new("grant.facts-missing", "facts", $"还不能判断是否符合，缺：{string.Join("、", found.Missing.Select(f => f.Name))}。请在“情况”里补上。"),
        _ when found.Fen is null && found.Needs.Count > 0 && found.Range is null => new("grant.facts-missing", "facts",
            $"符合条件，但算不出金额，缺：{string.Join("、", found.Needs.Select(f => f.Name))}。请在“情况”里补上。"),
        _ => null,
    };

    private static long? Ceiling(PolicyResult found, int year)
    {
        decimal? Of(IReadOnlyList<YearAmount>? years, decimal? whole) =>
            year != 0 && years is { Count: > 0 } ? years.Where(y => y.Year == year).Sum(y => y.Fen) : whole;
        var most = found.Answer == PolicyAnswer.Ambiguous || found.Readings.Count > 0
            ? found.Readings.Where(r => r.Answer == PolicyAnswer.Yes).Select(r => Of(r.Years, r.Fen)).DefaultIfEmpty(null).Max()
            : Of(found.Years, found.Fen) ?? found.Range?.High;
        return most is { } fen ? (long)decimal.Round(fen, 0, MidpointRounding.AwayFromZero) : null;
    }

    /// <summary>One part a year where the text counts stages or years, else all at once.</summary>
    private static List<PlannedPart> Plan(PolicyResult found, long ceiling, int year, DateOnly on)
    {
        var parts = found.Stages is { Count: > 1 } stages ? stages.ToList()
            : year == 0 && found.Years is { Count: > 1 } years && years.All(y => y.Year < 100) ? [.. years.Select(y => y.Fen)]
            : new List<decimal> { ceiling };
        var first = on.AddDays(UsualDays);
        return [.. parts.Select((fen, i) => new PlannedPart(first.AddYears(i), (long)decimal.Round(fen, 0, MidpointRounding.AwayFromZero)))
            .Where(p => p.Fen > 0)];
    }

    private static string Show(FactRow row, Fact fact) =>
        fact.IsSeries ? string.Join("，",
            row.Series[fact.Slot]!.Select(y => string.Create(CultureInfo.InvariantCulture, $"{y.Key} 年 {FactText.Write(fact, y.Value)}")))
        : fact.Columns is not null ? $"{row.Lists[fact.Slot]!.Count} 项清单" : FactText.Of(row, fact);

    /// <summary>A plan brought to another sum: earlier parts stay as far as they go, the last one takes the rest.</summary>
    public static List<PlannedPart> Fit(IReadOnlyList<PlannedPart> plan, long fen)
    {
        var (fitted, left) = (new List<PlannedPart>(), fen);
        for (var i = 0; i < plan.Count && left > 0; i++)
        {
            var part = i == plan.Count - 1 ? left : Math.Min(plan[i].Fen, left);
            fitted.Add(plan[i] with { Fen = part });
            left -= part;
        }
        return fitted;
    }
}
