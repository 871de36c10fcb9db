using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Analytics.Resolve;

namespace Yinfeng.Resolving;

/// <summary>A company that a name may mean.</summary>
internal sealed record CandidateJson(long Id, string Name, string? CreditCode, int? Adcode, decimal Score, string Reason)
{
    public static CandidateJson Of(ResolvedCompany c) =>
        new(c.Id, c.Name, c.CreditCode, c.Adcode == 0 ? null : c.Adcode, (decimal)c.Score, ResolvingTerms.Of(c.Reason));
}

/// <summary>What a written name means.</summary>
/// <param name="CreditCode">Of the company; null unless matched, or where the base knows none.</param>
/// <param name="Name">Of the company as registered: of the one matched, otherwise of the likeliest.</param>
/// <param name="Score">Of that company, 0 to 1.</param>
/// <param name="Answered">A person said so.</param>
internal sealed record ResolvedJson(int Row, string Input, string? CreditCode, string? Name, decimal Score, NameStatus Status, string? Reason, bool Answered,
    IReadOnlyList<CandidateJson> Candidates)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static ResolvedJson Of(int row, Resolved resolved)
    {
        var shown = resolved.Company ?? (resolved.Answered ? null : resolved.Candidates.Count > 0 ? resolved.Candidates[0] : null);
        return new(row, resolved.Name, resolved.Company?.CreditCode, shown?.Name, (decimal)(shown?.Score ?? 0), resolved.Status,
            shown is null ? null : ResolvingTerms.Of(shown.Reason), resolved.Answered, [.. resolved.Candidates.Select(CandidateJson.Of)]);
    }
}

/// <summary>An answer as REST gives it.</summary>
internal sealed record NameAnswerJson(long Id, string Name, int? Place, long? CompanyId, string By, DateTime At)
{
    public static NameAnswerJson Of(NameAnswer a) => new(a.Id, a.Name, a.Place == 0 ? null : a.Place, a.EnterpriseId, a.ActorId, a.AtUtc);
}
