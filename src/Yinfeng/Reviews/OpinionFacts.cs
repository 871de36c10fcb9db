using System.Text.Json;

namespace Yinfeng.Reviews;

/// <summary>An opinion as typed; a draft keeps it letter by letter.</summary>
/// <param name="Verdict">Name of an <see cref="OpinionVerdict"/>.</param>
public sealed record OpinionFacts(string? Verdict, string? Text, IReadOnlyList<ConditionFacts>? Conditions = null)
{
    public static readonly OpinionFacts Empty = new("", "", []);

    public string ToJson() => JsonSerializer.Serialize(this, ReviewMinutes.Json);
    public static OpinionFacts FromJson(string json) => JsonSerializer.Deserialize<OpinionFacts>(json, ReviewMinutes.Json) ?? Empty;

    /// <summary>Conditions in which anything was typed.</summary>
    public IEnumerable<ConditionFacts> Filled => (Conditions ?? []).Where(c => !string.IsNullOrWhiteSpace(c.Text) || !string.IsNullOrWhiteSpace(c.Unit)
        || !string.IsNullOrWhiteSpace(c.Deadline));
}

/// <param name="Unit">Who has to meet it, name or code; empty for the project's owner.</param>
/// <param name="Deadline">"2026-08-31"; empty for the usual time after the conclusion.</param>
public sealed record ConditionFacts(string? Text, string? Unit, string? Deadline);
