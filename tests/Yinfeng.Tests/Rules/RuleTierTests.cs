using Yinfeng.Rules;

namespace Yinfeng.Tests.Rules;

/// <summary>Tiers, sums, choices and rounding: values at the edges, and what the checker says of mistakes.</summary>
public class RuleTierTests
{
    private static readonly FactSchema Schema = new();
    private static readonly Fact Rate = Schema.Exact("完成率", "completion", new RuleType(RuleKind.Percent));
    private static readonly Fact Invested = Schema.Exact("实际投资", "invested", new RuleType(RuleKind.Money));
    private static readonly Fact Points = Schema.Exact("分值", "weight", new RuleType(RuleKind.Number));

    private static RuleScope Scope => new(Schema, new DateOnly(2023, 1, 1));
    private static NumberRule Rule(string text) => NumberRule.Parse(new RuleSource("考核.yaml", 3, 5, text), Scope);

    private static FactRow Row(decimal? rate, decimal? yuan = null)
    {
        var row = new FactRow(Schema);
        row.SetExact(Rate, rate);
        row.SetExact(Invested, yuan * 100);
        row.SetExact(Points, 40);
        return row;
    }

    [Theory]
    [InlineData(0.5999, 0)]
    [InlineData(0.6, 5)]
    [InlineData(0.7999, 5)]
    [InlineData(0.8, 8)]
    [InlineData(3, 40)]
    public void WholeTiers_GoByTheHighestReached(double rate, double points) =>
        Assert.Equal((decimal)points, Rule("分档(完成率, 60% → 5, 80% → 8, 100% → 分值)").Compute(Row((decimal)rate)));

    // 1亿元 at 5 %, the next 4亿元 at 3 %, the rest at 1 %.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(50_000_000, 2_500_000)]
    [InlineData(100_000_000, 5_000_000)]
    [InlineData(600_000_000, 18_000_000)]
    public void MarginalTiers_EachRateHoldsForItsPart(double invested, double yuan) =>
        Assert.Equal((decimal)yuan * 100, Rule("累进(实际投资, 0元: 5%, 1亿元: 3%, 5亿元: 1%)").Compute(Row(1, (decimal)invested)));

    [Theory]
    [InlineData("合计(1, 2.5, 分值)", 43.5)]
    [InlineData("较大(1, 完成率 × 分值, 3)", 20)]
    [InlineData("最小(4, 7, 完成率 × 分值)", 4)]
    [InlineData("若(完成率 >= 50%, 分值, 0)", 40)]
    [InlineData("若(完成率 > 50%, 分值, 0) 保底 7", 7)]
    [InlineData("四舍五入(完成率 × 分值 ÷ 3, 2)", 6.67)]
    [InlineData("四舍五入(2.345, 2) + 四舍五入(0 − 2.345, 2)", 0)]
    public void Calls_Compute(string text, double value) => Assert.Equal((decimal)value, Rule(text).Compute(Row(0.5m)));

    [Fact]
    public void Round_OfAPercentage_CountsItsOwnPlaces() => Assert.Equal(0.4374m, Rule("四舍五入(完成率, 2)").Compute(Row(0.43735m)));

    [Theory]
    [InlineData("分档(完成率, 60% → 5)")]
    [InlineData("累进(完成率, 0% → 50)")]
    [InlineData("若(完成率 > 50%, 1, 0)")]
    [InlineData("合计(完成率 × 分值, 1)")]
    public void WhatIsMissing_MakesTheResultUnknown_NotZero(string text)
    {
        Assert.Null(Rule(text).Compute(Row(null)));
        Assert.Equal([Rate], Rule(text).Missing(Row(null)));
        Assert.Equal(2, Rule($"缺省({text}, 2)").Compute(Row(null)));
    }

    [Fact]
    public void Explain_GivesEachPartWithItsValue_TheResultLast()
    {
        var steps = Rule("较小(完成率 ÷ 80%, 1) × 分值").Explain(Row(0.6m));

        Assert.Equal(["完成率 = 60%", "完成率 ÷ 80% = 0.75", "较小(完成率 ÷ 80%, 1) = 0.75", "分值 = 40", "较小(完成率 ÷ 80%, 1) × 分值 = 30"],
            steps.Select(s => $"{s.Text} = {s.Shown}"));
    }

    [Fact]
    public void Explain_APartInBrackets_KeepsThem() => Assert.Equal("(完成率 − 50%) ÷ 10% = 5",
        Rule("(完成率 − 50%) ÷ 10%").Explain(Row(1)).Select(s => $"{s.Text} = {s.Shown}").Last());

    [Theory]
    [InlineData("分档(完成率)", "tiers", "没有写各档")]
    [InlineData("合计(1, 2, 60% → 5)", "tiers", "不分档")]
    [InlineData("分档(完成率, 80% → 5, 60% → 8)", "tier-order", "从低到高")]
    [InlineData("分档(完成率, 60% → 5, 60% → 8)", "tier-order", "不能重复")]
    [InlineData("分档(完成率, 0.6 → 5)", "mismatch", "不能比较")]
    [InlineData("分档(完成率, 60% → 5, 80% → 8%)", "mismatch", "不能放在同一组档里")]
    [InlineData("分档(完成率, 完成率 → 5)", "tier-start", "要写成一个数")]
    [InlineData("累进(实际投资, 0元 → 100元)", "rate", "要写比例")]
    [InlineData("分档(完成率, 60% → 5, 8)", "tier", "起点 → 取值")]
    [InlineData("若(分值, 1, 0)", "condition", "要一个条件")]
    [InlineData("合计(1, 完成率)", "mismatch", "不能比较")]
    [InlineData("四舍五入(实际投资, 2)", "round-money", "金额不用位数")]
    [InlineData("四舍五入(分值, 完成率)", "round-places", "0 到 8 的整数")]
    public void AMistake_IsToldWithPlaceAndRemedy(string text, string code, string what)
    {
        var wrong = Assert.Throws<RuleException>(() => Rule(text));

        var error = Assert.Single(wrong.Errors);
        Assert.Equal("rule." + code, error.Code);
        Assert.Contains(what, error.What, StringComparison.Ordinal);
        Assert.StartsWith("考核.yaml 第 3 行第 ", error.ToString(), StringComparison.Ordinal);
        Assert.NotEqual("", error.Do);
    }
}
