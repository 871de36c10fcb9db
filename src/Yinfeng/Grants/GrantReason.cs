using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Policies;

namespace Yinfeng.Grants;

/// <summary>What the policy answered for the facts, kept with the grant so that it opens to its arithmetic for good.</summary>
/// <param name="Clause">The clause as the document numbers it.</param>
/// <param name="Years">Amounts in fen by year; the first, second … year where the text counts years.</param>
/// <param name="Stages">Amounts in fen that are paid stage by stage.</param>
public sealed record GrantReason(PolicyAnswer Answer, string? Clause, string? Quote, IReadOnlyList<MatchStep> Steps,
    IReadOnlyList<MatchReading> Readings,
    IReadOnlyList<YearAmount> Years, IReadOnlyList<decimal> Stages, decimal? LowFen, decimal? HighFen)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    internal static GrantReason Of(PolicyResult result) => new(result.Answer, result.Clause, result.Quote, result.Steps, result.Readings,
        result.Years ?? [], result.Stages ?? [], result.Range?.Low, result.Range?.High);

    internal string ToJson() => JsonSerializer.Serialize(this, Options);

    internal static GrantReason FromJson(string json) => JsonSerializer.Deserialize<GrantReason>(json, Options)!;
}
