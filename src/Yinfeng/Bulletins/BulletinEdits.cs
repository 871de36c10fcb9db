using System.Text.Json;

namespace Yinfeng.Bulletins;

/// <summary>What a person wrote into a draft by hand. Null leaves what the rules say.</summary>
/// <param name="Praised">One paragraph per line; empty leaves nobody praised.</param>
/// <param name="Named">As <paramref name="Praised"/>, for those named.</param>
/// <param name="Remarks">Paragraphs added at the end of the text.</param>
/// <param name="Claims">Statements already published elsewhere, one per line; those that cannot be true go into the notes.</param>
public sealed record BulletinEdits(string? Praised = null, string? Named = null, string? Remarks = null, string? Claims = null)
{
    public static readonly BulletinEdits None = new();

    public string ToJson() => JsonSerializer.Serialize(this, BulletinModel.Json);

    public static BulletinEdits FromJson(string? json) =>
        string.IsNullOrEmpty(json) ? None : JsonSerializer.Deserialize<BulletinEdits>(json, BulletinModel.Json)!;

    /// <summary>The paragraphs of a text field.</summary>
    public static IReadOnlyList<string> Paragraphs(string? text) =>
        [.. (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
