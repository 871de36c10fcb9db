using System.Globalization;
using System.Text.Json;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Facts as JSON, by Chinese or English name: {"固定资产投资": "1.2亿元", "sales": {"2024": "1000万元"}, "新建": "是"}.</summary>
/// <remarks>A bare number of a money fact is 元.</remarks>
public static class PolicyFactsJson
{
    /// <summary>The facts, and a sentence for every name that is not known or value that cannot be read.</summary>
    public static (FactRow Row, IReadOnlyList<string> Problems) Read(JsonElement facts)
    {
        var row = new FactRow(PolicyFacts.Known);
        var problems = new List<string>();
        if (facts.ValueKind == JsonValueKind.Object && facts.TryGetProperty("facts", out var inner))
        {
            facts = inner;
        }
        if (facts.ValueKind != JsonValueKind.Object)
        {
            return (row, ["事实应是一个 JSON 对象，例如 {\"实际投资\": \"1亿元\"}。"]);
        }
        Fill(row, facts, problems);
        return (row, problems);
    }

    /// <summary>Every fact given, by Chinese or English name, as it can be read again.</summary>
    public static Dictionary<string, object> Write(FactRow row, bool english)
    {
        var told = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var fact in row.Schema.Facts.Where(row.Has))
        {
            told[english ? fact.Code : fact.Name] = fact switch
            {
                { IsSeries: true } => row.Series[fact.Slot]!.ToDictionary(y => y.Key.ToString(CultureInfo.InvariantCulture), y => FactText.Write(fact, y.Value)),
                { Columns: not null } => row.Lists[fact.Slot]!.Select(item => Write(item, english)).ToList(),
                _ => FactText.Of(row, fact),
            };
        }
        return told;
    }

    private static void Fill(FactRow row, JsonElement facts, List<string> problems)
    {
        foreach (var given in facts.EnumerateObject())
        {
            if (row.Schema.Find(given.Name) is not { } fact)
            {
                problems.Add($"不认识的事实“{given.Name}”，没有用上。");
            }
            else if (given.Value.ValueKind != JsonValueKind.Null && !Set(row, fact, given.Value, problems))
            {
                problems.Add($"“{fact.Name}”的值 {given.Value} 读不出来。{FactText.Usage(fact)}");
            }
        }
    }

    private static bool Set(FactRow row, Fact fact, JsonElement value, List<string> problems)
    {
        if (fact.IsSeries)
        {
            return value.ValueKind == JsonValueKind.Object && Series(row, fact, value);
        }
        if (fact.Columns is { } columns)
        {
            if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(i => i.ValueKind != JsonValueKind.Object))
            {
                return false;
            }
            row.Lists[fact.Slot] = [.. value.EnumerateArray().Select(item =>
            {
                var of = new FactRow(columns);
                Fill(of, item, problems);
                return of;
            })];
            return true;
        }
        var text = value.ValueKind switch
        {
            JsonValueKind.True => "是",
            JsonValueKind.False => "否",
            JsonValueKind.Array => RuleTags.Join(value.EnumerateArray().Select(e => e.ToString())),
            JsonValueKind.Object => null,
            _ => value.ToString(),
        };
        return text is not null && FactText.TrySet(row, fact, text);
    }

    private static bool Series(FactRow row, Fact fact, JsonElement value)
    {
        var years = new SortedDictionary<int, decimal>();
        foreach (var year in value.EnumerateObject())
        {
            if (!int.TryParse(year.Name.TrimEnd('年'), NumberStyles.None, CultureInfo.InvariantCulture, out var y) || y is < 1949 or > 2200
                || FactText.Number(fact, year.Value.ToString()) is not { } amount)
            {
                return false;
            }
            years[y] = amount;
        }
        row.Series[fact.Slot] = years;
        return true;
    }
}
