using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Reviews;

/// <summary>Minutes of a review (会审纪要) as data: everything their page and their docx show. Frozen with the conclusion, so a field may
/// be added but never change its meaning.</summary>
/// <param name="Mark">纪要标志: "德州市招商引资项目会审纪要".</param>
/// <param name="Number">"会审〔2026〕3号"; null for a draft.</param>
/// <param name="Outcome">"有条件通过"; null for a draft.</param>
/// <param name="Organ">Who writes and sends them.</param>
public sealed record ReviewMinutes(string Mark, string? Number, string Name, string Project, string Owner, string? Investor, string? Investment,
    string Subject, IReadOnlyList<string> Background, DateOnly OpenedOn, DateOnly Deadline, IReadOnlyList<string> Materials,
    IReadOnlyList<MinutesOpinion> Opinions, IReadOnlyList<MinutesCondition> Conditions, string? Outcome, IReadOnlyList<string> Conclusion, string Organ,
    DateOnly? ConcludedOn)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static ReviewMinutes FromJson(string json) => JsonSerializer.Deserialize<ReviewMinutes>(json, Json)!;

    /// <summary>Pure: the same review, opinions and conditions give the same minutes.</summary>
    /// <param name="office">The office that runs reviews.</param>
    /// <param name="opinions">Those that count.</param>
    /// <param name="conditions">Those that were adopted, in order, with their deadlines.</param>
    internal static ReviewMinutes Of(Review review, Project project, string office, UnitTree tree, IEnumerable<ReviewSeat> seats,
        IReadOnlyList<ReviewOpinion> opinions, IEnumerable<(ReviewCondition Condition, DateOnly Deadline)> conditions, IEnumerable<string> materials)
    {
        var unit = UnitText.Name(review.UnitId, tree);
        return new ReviewMinutes($"{unit}招商引资项目会审纪要", review.Number is { } number ? $"会审〔{review.NumberYear}〕{number}号" : null,
            ReviewTerms.Name(review), project.Name, UnitText.Name(project.OwnerUnitId, tree), project.Investor,
            project.TotalInvestmentFen is { } fen ? Money.Show(fen) : null, review.Subject, Lines(review.Background), review.OpenedOn, review.Deadline,
            [.. materials],
            [.. seats.Select(s => opinions.FirstOrDefault(o => o.UnitId == s.UnitId) is { } o
                ? new MinutesOpinion(UnitText.Name(s.UnitId, tree), ReviewTerms.Of(o.Verdict), o.Text, o.Name, o.On, o.IsLate)
                : new MinutesOpinion(UnitText.Name(s.UnitId, tree), review.State == ReviewState.Open ? "待反馈" : "逾期未反馈", null, null, null, false))],
            [.. conditions.Select(c => new MinutesCondition(c.Condition.Text, UnitText.Name(c.Condition.UnitId, tree), c.Deadline,
                opinions.FirstOrDefault(o => o.Id == c.Condition.OpinionId) is { } from ? UnitText.Name(from.UnitId, tree) : ""))],
            review.Outcome is { } outcome ? ReviewTerms.Of(outcome) : null, Lines(review.Outcome is null ? null : review.Conclusion), unit + office, review.ClosedOn);
    }

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <param name="Verdict">"同意"; "逾期未反馈" where the unit said nothing.</param>
public sealed record MinutesOpinion(string Unit, string Verdict, string? Text, string? By, DateOnly? On, bool Late);

/// <param name="From">The unit that asked for it.</param>
public sealed record MinutesCondition(string Text, string Unit, DateOnly Deadline, string From);
