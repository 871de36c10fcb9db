using System.Text.Encodings.Web;
using System.Text.Json;
using Yinfeng.Analytics.Classify;

namespace Yinfeng.Industries;

/// <summary>A word that decided.</summary>
/// <param name="In">name or scope.</param>
internal sealed record IndustryWordJson(string Word, string In, decimal Weight);

/// <summary>An answer as REST and commands give it.</summary>
/// <param name="Division">Two digits of GB/T 4754; null where nothing in name and scope tells it.</param>
internal sealed record IndustryJson(string Name, string? Division, string? Title, decimal Confidence, string? Second, IReadOnlyList<IndustryWordJson> Words)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IndustryJson Of(string name, IndustryAnswer answer, IndustryJudge judge) => new(name, Code(answer.Division),
        judge.Titles.GetValueOrDefault(answer.Division), Math.Round((decimal)answer.Confidence, 2), Code(answer.Second),
        [.. answer.Reasons.Select(r => new IndustryWordJson(r.Word, r.InName ? "name" : "scope", Math.Round((decimal)r.Weight, 2)))]);

    public static string? Code(int division) => division == 0 ? null : division.ToString("00", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A correction as REST and commands give it.</summary>
internal sealed record IndustryCorrectionJson(long Id, string Name, string Division, string? Was, string By, DateTime At)
{
    public static IndustryCorrectionJson Of(IndustryCorrection c) =>
        new(c.Id, c.Name, IndustryJson.Code(c.Division)!, IndustryJson.Code(c.Was), c.ActorId, c.AtUtc);
}
