using System.Globalization;
using System.Text.Json;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Benchmarks;

/// <summary>The facts and policies of T2 as an office would have them: facts with Chinese names, each policy as text of the rules language.</summary>
internal static class T2Rules
{
    private const int Now = 202506;
    public static readonly FactSchema Schema = new();
    public static readonly Fact Industry = Schema.Text("行业代码", "industry"), Region = Schema.Region("地区", "region");
    private static readonly Fact Capital = Schema.Money("注册资本", "capital"), Revenue = Schema.Money("营业收入", "revenue");
    private static readonly Fact Invest = Schema.Money("投资额", "invest"), Research = Schema.Percent("研发占比", "rd_share");
    private static readonly Fact Age = Schema.Count("成立月数", "age_months", "月"), People = Schema.Count("职工人数", "headcount", "人");
    private static readonly Fact Jobs = Schema.Count("新增就业", "new_jobs", "人");
    private static readonly string[] FlagNames =
        ["高新技术企业", "科技型中小企业", "专精特新", "小巨人", "规上企业", "外资企业", "上市企业", "绿色工厂", "总部企业", "农业龙头"];
    private static readonly Fact[] Flags = [.. FlagNames.Select((name, bit) => Schema.Bool(name, $"flag{bit}"))];

    /// <summary>One enterprise; the file has amounts in 万元 and shares in hundredths of a percent.</summary>
    public static void Fill(FactRow row, ReadOnlySpan<int> cells)
    {
        row.Set(Industry, cells[1].ToString("0000", CultureInfo.InvariantCulture));
        row.Set(Region, cells[2]);
        row.Set(Capital, cells[3] * Money.FenPerWan);
        row.Set(Revenue, cells[4] * Money.FenPerWan);
        row.Set(Invest, cells[5] * Money.FenPerWan);
        row.Set(Research, cells[6] * 100L);
        row.Set(Age, cells[7]);
        row.Set(People, cells[8]);
        row.Set(Jobs, cells[9]);
        for (var bit = 0; bit < Flags.Length; bit++)
        {
            row.Set(Flags[bit], (cells[10] >> bit & 1) == 1);
        }
    }

    /// <summary>The policies in force, as (condition, amount).</summary>
    public static IEnumerable<(string Condition, string Amount)> Texts(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var policy in document.RootElement.EnumerateArray())
        {
            if (policy.GetProperty("valid_from").GetInt32() <= Now && Now <= policy.GetProperty("valid_to").GetInt32())
            {
                yield return (Condition(policy), Amount(policy.GetProperty("amount")));
            }
        }
    }

    private static string Condition(JsonElement policy)
    {
        var parts = new List<string>();
        void Limit(string property, string fact, string sign, Func<int, string> unit)
        {
            if (policy.TryGetProperty(property, out var value))
            {
                parts.Add($"{fact} {sign} {unit(value.GetInt32())}");
            }
        }
        IEnumerable<string> Marked(string property) => policy.TryGetProperty(property, out var mask)
            ? FlagNames.Where((_, bit) => (mask.GetInt32() >> bit & 1) == 1) : [];
        if (policy.GetProperty("region_len").GetInt32() > 0)
        {
            parts.Add($"地区 以 \"{policy.GetProperty("region").GetInt32()}\" 开头");
        }
        var codes = policy.GetProperty("industry").EnumerateArray()
            .Select(c => $"\"{c[1].GetInt32().ToString("0000", CultureInfo.InvariantCulture)[^c[0].GetInt32()..]}\"").ToArray();
        if (codes.Length > 0)
        {
            parts.Add($"行业代码 以 {string.Join('、', codes)} 开头");
        }
        Limit("capital_min", "注册资本", ">=", Wan);
        Limit("revenue_min", "营业收入", ">=", Wan);
        Limit("revenue_max", "营业收入", "<=", Wan);
        Limit("invest_min", "投资额", ">=", Wan);
        Limit("rd_min", "研发占比", ">=", Percent);
        Limit("age_min", "成立月数", ">=", v => $"{v}月");
        Limit("age_max", "成立月数", "<=", v => $"{v}月");
        Limit("jobs_min", "新增就业", ">=", v => $"{v}人");
        parts.AddRange(Marked("flags_all"));
        if (Marked("flags_any").ToList() is { Count: > 0 } any)
        {
            parts.Add($"({string.Join(" 或 ", any)})");
        }
        return parts.Count == 0 ? "是" : string.Join(" 且 ", parts);
    }

    private static string Amount(JsonElement amount)
    {
        int Of(string property) => amount.GetProperty(property).GetInt32();
        var of = amount.TryGetProperty("base", out var known) ? Base(known.GetString()!) : "";
        return amount.GetProperty("type").GetString() switch
        {
            "rate" => $"{of} × {Percent(Of("rate_bp"))} 封顶 {Of("cap")}元",
            "head" => $"{of} × {Of("unit")}元 封顶 {Of("cap")}元",
            "tier" => $"累进({of}, {Tiers(amount)}) 封顶 {Of("cap")}元",
            _ => $"{Of("value")}元",
        };
    }

    /// <summary>Spending on research in whole 万元, as the peers compute it: cut off, which is half a step less, rounded.</summary>
    private static string Base(string name) => name switch
    {
        "revenue" => "营业收入",
        "invest" => "投资额",
        "capital" => "注册资本",
        "headcount" => "职工人数",
        "new_jobs" => "新增就业",
        _ => "1万元 × 四舍五入(营业收入 ÷ 1万元 × 研发占比 ÷ 100% - 0.49995, 0)",
    };

    private static string Tiers(JsonElement amount)
    {
        var rates = amount.GetProperty("rate_bp").EnumerateArray().Select(r => Percent(r.GetInt32())).ToArray();
        var starts = amount.GetProperty("hi").EnumerateArray().Select(h => h.GetInt32()).Prepend(0).ToArray();
        return string.Join(", ", rates.Select((rate, i) => $"{starts[i]}万元 → {rate}"));
    }

    private static string Wan(int value) => $"{value}万元";
    private static string Percent(int hundredths) => $"{(hundredths / 100m).ToString(CultureInfo.InvariantCulture)}%";
}
