using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Facts as an investor types them, one to a line: 固定资产投资：1.2亿元; 年纳税额：2024=400万元，2025=600万元. Or as JSON.</summary>
internal static partial class PolicyFactsText
{
    private const int Longest = 20_000;

    public static (FactRow Row, IReadOnlyList<string> Problems) Read(string? text)
    {
        text = (text ?? "").Trim();
        if (text.Length > Longest)
        {
            return (new FactRow(PolicyFacts.Known), [$"事实太长，最多 {Longest} 个字。"]);
        }
        if (text.StartsWith('{'))
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                return PolicyFactsJson.Read(document.RootElement);
            }
            catch (JsonException damaged)
            {
                return (new FactRow(PolicyFacts.Known), [$"第 {damaged.LineNumber + 1} 行不是 JSON。请核对括号、引号和逗号。"]);
            }
        }
        var facts = new Dictionary<string, object>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Line().Match(line) is not { Success: true } found)
            {
                wrong.Add($"“{line}”读不出来。写成“固定资产投资：1.2亿元”这样的一行。");
                continue;
            }
            var (name, value) = (found.Groups[1].Value, found.Groups[2].Value);
            facts[name] = PolicyFacts.Known.Find(name) is { IsSeries: true }
                ? Year().Matches(value).ToDictionary(y => y.Groups[1].Value, y => y.Groups[2].Value.Trim()) : value;
        }
        var (row, problems) = PolicyFactsJson.Read(JsonSerializer.SerializeToElement(facts));
        return (row, [.. wrong, .. problems]);
    }

    /// <summary>Facts as they can be typed again; lists stay out, they are given as JSON.</summary>
    public static string Write(FactRow row) => string.Join('\n', row.Schema.Facts.Where(f => f != PolicyFacts.AskedOn && f.Columns is null && row.Has(f)).Select(f =>
        $"{f.Name}：" + (f.IsSeries
            ? string.Join("，", row.Series[f.Slot]!.Select(y => string.Create(CultureInfo.InvariantCulture, $"{y.Key}={FactText.Write(f, y.Value)}")))
            : FactText.Of(row, f))));

    [GeneratedRegex(@"^([^:：\s]+)\s*[:：\s]\s*(.+)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"(\d{4})年?\s*[=:：]\s*([^，,；;]+)")]
    private static partial Regex Year();
}
