using System.Text;
using System.Text.Json;

namespace Yinfeng.Projects;

/// <summary>Values of the ledger's query string: "signed", "Signed" and, for stages, "签约" are one thing.</summary>
internal static class LedgerTerms
{
    private static readonly Dictionary<string, ProjectStage> Stages = Enum.GetValues<ProjectStage>()
        .SelectMany(s => new[] { (Terms.Of(s), s), (s.ToString().ToUpperInvariant(), s) }).ToDictionary(p => p.Item1, p => p.s);

    public static ProjectStage? Stage(string text) =>
        Stages.TryGetValue(text, out var stage) || Stages.TryGetValue(text.ToUpperInvariant(), out stage) ? stage : null;

    public static T? Value<T>(string text) where T : struct, Enum =>
        char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value : null;

    public static string? Word<T>(T? value) where T : struct, Enum => value is { } v ? Words<T>.Of[v] : null;

    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of =
            Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()));
    }

    /// <summary>Folds what people type and what ledgers say onto one form: width, case, simplified script. For searching only; what is
    /// stored and shown stays as it was written.</summary>
    public static string Fold(string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return folded.AsSpan().IndexOfAny(SimplifiedScript.Traditional) < 0 ? folded
            : string.Create(folded.Length, folded, static (into, from) => SimplifiedScript.Write(from, into));
    }
}
