using System.Globalization;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Yinfeng.Policies;

/// <summary>A worked case beside a policy: facts in, answer out.</summary>
/// <param name="On">The day of the question: 申报日期, else 签约日期, else 2023-06-30.</param>
public sealed record PolicyCase(string Id, string File, string Article, JsonElement Facts, string Question, DateOnly On, JsonElement Expected, JsonElement? Readings)
{
    /// <summary>Every case of a file of YAML documents.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">The text is no YAML.</exception>
    public static IReadOnlyList<PolicyCase> Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(d => Of(JsonSerializer.SerializeToElement(Plain(d.RootNode))))];
    }

    /// <summary>As handed in: the cases, or a sentence for what is wrong with the file.</summary>
    public static (IReadOnlyList<PolicyCase> Cases, IReadOnlyList<string> Problems) TryRead(string? yaml)
    {
        try
        {
            var cases = string.IsNullOrWhiteSpace(yaml) ? [] : Read(yaml);
            return (cases, [.. cases.Where(c => !c.IsWhole()).Select(c => $"用例 {c.Id} 的 expected 写法不对：answer 写 yes、no 或 unknown，missing 等写成列表，读法各有 answer 和 amount_yuan。")]);
        }
        catch (YamlDotNet.Core.YamlException damaged)
        {
            return ([], [$"用例第 {damaged.Start.Line} 行读不出来：{damaged.Message}"]);
        }
        catch (Exception shape) when (shape is KeyNotFoundException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            return ([], ["用例缺少栏目。每个用例写 id、policy（file、article）、facts、question 和 expected（answer、amount_yuan、missing），用一行 --- 隔开。"]);
        }
    }

    private bool IsWhole() => Expected.ValueKind == JsonValueKind.Object && Expected.TryGetProperty("answer", out var answer)
        && answer.GetString() is "yes" or "no" or "unknown" or "ambiguous"
        && new[] { "missing", "needs_for_amount", "not_needed" }.All(k => !Expected.TryGetProperty(k, out var list) || list.ValueKind == JsonValueKind.Array)
        && (Readings is not { } readings || (readings.ValueKind == JsonValueKind.Array
            && readings.EnumerateArray().All(r => r.ValueKind == JsonValueKind.Object && r.TryGetProperty("answer", out _) && r.TryGetProperty("amount_yuan", out _))));

    private static PolicyCase Of(JsonElement told)
    {
        var facts = told.GetProperty("facts");
        var on = Day(facts, "申报日期") ?? Day(facts, "签约日期") ?? new DateOnly(2023, 6, 30);
        return new PolicyCase(told.GetProperty("id").GetString()!, told.GetProperty("policy").GetProperty("file").GetString()!,
            told.GetProperty("policy").GetProperty("article").GetString()!, facts, told.TryGetProperty("question", out var q) ? q.GetString()! : "", on,
            told.GetProperty("expected"), told.TryGetProperty("ambiguity", out var readings) ? readings : null);
    }

    private static DateOnly? Day(JsonElement facts, string name) => facts.TryGetProperty(name, out var value)
        && DateOnly.TryParseExact(value.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Numbers and null as such, everything else as text.</summary>
    private static object? Plain(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.ToDictionary(c => ((YamlScalarNode)c.Key).Value!, c => Plain(c.Value)),
        YamlSequenceNode list => list.Select(Plain).ToList(),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "null" or "" or "~" } => null,
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } plain when long.TryParse(plain.Value, NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };
}
