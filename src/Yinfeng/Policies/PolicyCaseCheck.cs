using System.Text.Json;

namespace Yinfeng.Policies;

/// <summary>Compares an answer with a worked case.</summary>
public static class PolicyCaseCheck
{
    /// <summary>What differs, as sentences; empty where the case is met.</summary>
    public static IReadOnlyList<string> Run(PolicyCase one, PolicyMatch match)
    {
        var (row, problems) = PolicyFactsJson.Read(one.Facts);
        var result = match.Run(row, one.On, explain: false).FirstOrDefault(r => r.Policy.Source == one.File && r.Article == one.Article);
        return problems.Count > 0 ? problems : result is null ? [$"没有“{one.Article}”的答复。"]
            : Differences(one, JsonSerializer.SerializeToElement(PolicyJson.Of(result)));
    }

    /// <param name="told">The answer as JSON, as <see cref="PolicyJson"/> writes it.</param>
    public static IReadOnlyList<string> Differences(PolicyCase one, JsonElement told)
    {
        var differences = new List<string>();
        var answer = told.GetProperty("answer").GetString();
        var wanted = one.Expected.GetProperty("answer").GetString();
        if (answer != wanted && !(answer == "ambiguous" && wanted == "unknown"))
        {
            differences.Add($"答复是 {answer}，应是 {wanted}");
        }
        foreach (var (key, name) in new[] { ("amount_yuan", "amountYuan"), ("range_yuan", "rangeYuan"), ("per_year", "perYear"), ("per_stage", "perStage"),
            ("clause", "clause"), ("quote", "quote") })
        {
            if (one.Expected.TryGetProperty(key, out var value) && value.GetRawText() != told.GetProperty(name).GetRawText()
                && value.ToString() != told.GetProperty(name).ToString())
            {
                differences.Add($"{name} 是 {told.GetProperty(name)}，应是 {value}");
            }
        }
        foreach (var (key, name) in new[] { ("missing", "missing"), ("needs_for_amount", "needsForAmount") })
        {
            if (one.Expected.TryGetProperty(key, out var value) && !Names(value).SetEquals(Names(told.GetProperty(name))))
            {
                differences.Add($"{name} 是 {told.GetProperty(name)}，应是 {value}");
            }
        }
        if (one.Expected.TryGetProperty("not_needed", out var unneeded)
            && Names(unneeded).FirstOrDefault(n => Names(told.GetProperty("missing")).Contains(n) || Names(told.GetProperty("needsForAmount")).Contains(n)) is { } asked)
        {
            differences.Add($"不必问“{asked}”");
        }
        var readings = one.Readings is { } expected ? expected.EnumerateArray().Select(r => Reading(r, "amount_yuan", "per_year")).Order(StringComparer.Ordinal).ToList() : [];
        var given = told.GetProperty("readings").EnumerateArray().Select(r => Reading(r, "amountYuan", "perYear")).Order(StringComparer.Ordinal).ToList();
        if (readings.Count != given.Count || readings.Zip(given).Any(p => !p.Second.StartsWith(p.First, StringComparison.Ordinal)))
        {
            differences.Add($"读法是 {string.Join("；", given)}，应是 {string.Join("；", readings)}");
        }
        return differences;
    }

    private static HashSet<string> Names(JsonElement list) => [.. list.EnumerateArray().Select(n => n.ToString())];

    private static string Reading(JsonElement reading, string amount, string years) => $"{reading.GetProperty("answer")} {reading.GetProperty(amount)} "
        + (reading.TryGetProperty(years, out var each) && each.ValueKind == JsonValueKind.Array ? string.Join(",", each.EnumerateArray()) : "");
}
