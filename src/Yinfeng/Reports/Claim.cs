using System.Text.Json;

namespace Yinfeng.Reports;

/// <summary>A published statement to be checked. Figures are given as published, as JSON numbers or strings: "109.40" shows two decimals.</summary>
/// <param name="Text">The statement; always given.</param>
/// <param name="Kind">sum, share, completion, yoy, points; or null: the text itself and <paramref name="Numbers"/> are looked at.</param>
/// <param name="Numbers">Recomputations, parted by semicolons, whose results should stand in the text: "497/538;92.38%".</param>
/// <param name="Parts">sum: the parts.</param>
/// <param name="Figure">sum: total; share: part; completion, yoy and points: value.</param>
/// <param name="Base">share: whole; completion and points: target; yoy: last year's value, if known.</param>
/// <param name="Shown">The published result: a percentage, or points ahead of time.</param>
/// <param name="Count">yoy: the value counts whole things such as projects.</param>
/// <param name="Month">points: months passed.</param>
public sealed record Claim(string Text, string? Kind, string? Numbers, IReadOnlyList<string> Parts, string? Figure, string? Base,
    string? Shown, bool Count, int? Month)
{
    /// <summary>Reads an array of claims, or an object with such an array under "claims".</summary>
    /// <exception cref="JsonException">It is neither, or a claim has no text.</exception>
    public static List<Claim> ReadAll(JsonElement root)
    {
        var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("claims", out var inner) ? inner : root;
        return list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(Read)]
            : throw new JsonException("文件应是一个数组，或带有 claims 数组的对象。");
    }

    private static Claim Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return new Claim(json.GetString()!, null, null, [], null, null, null, false, null);
        }
        if (json.ValueKind != JsonValueKind.Object || One(json, "text") is not { } text)
        {
            throw new JsonException("每条说法都要有 text。");
        }
        var parts = json.TryGetProperty("parts", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(Raw).OfType<string>().ToList() : [];
        return new Claim(text, One(json, "kind"), One(json, "numbers"), parts,
            One(json, "total", "part", "value"), One(json, "whole", "target", "base", "lastYear"), One(json, "percent", "yoy", "points"),
            json.TryGetProperty("count", out var count) && count.ValueKind == JsonValueKind.True,
            json.TryGetProperty("month", out var month) && month.ValueKind == JsonValueKind.Number && month.TryGetInt32(out var m) ? m : null);
    }

    private static string? One(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (json.TryGetProperty(name, out var value) && Raw(value) is { } raw)
            {
                return raw;
            }
        }
        return null;
    }

    private static string? Raw(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}

/// <summary>The answer to a claim.</summary>
/// <param name="Ok">"yes", "no" or "cannot-tell".</param>
/// <param name="Recomputed">What the figures give; null where nothing could be computed.</param>
public sealed record ClaimVerdict(string Text, string Ok, string? Recomputed, string Why);
