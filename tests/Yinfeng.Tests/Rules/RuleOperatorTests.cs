using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Tests.Rules;

public class RuleOperatorTests
{
    private static readonly DateOnly On = new(2023, 6, 30);

    [Theory]
    [InlineData("总投资 >= 1亿元", Truth.Yes)]
    [InlineData("总投资 > 3亿元", Truth.No)]
    [InlineData("总投资 ≥ 30000万元", Truth.Yes)]
    [InlineData("总投资 <= 2.9999亿元", Truth.No)]
    [InlineData("总投资 ≤ 300,000,000元", Truth.Yes)]
    [InlineData("总投资 < 3亿元", Truth.No)]
    [InlineData("总投资 = 3亿元", Truth.Yes)]
    [InlineData("总投资 等于 3亿元", Truth.Yes)]
    [InlineData("总投资 ≠ 3亿元", Truth.No)]
    [InlineData("1亿元 <= 总投资", Truth.Yes)]
    [InlineData("总投资 大于 固定资产投资", Truth.Yes)]
    [InlineData("预期用工 >= 120人", Truth.Yes)]
    [InlineData("预期用工 小于 120 人", Truth.No)]
    [InlineData("固定资产投资 / 总投资 >= 0.5", Truth.Yes)]
    [InlineData("总投资 * 50% = 1.5亿元", Truth.Yes)]
    [InlineData("总投资 × 5% 封顶 1000万元 = 1000万元", Truth.Yes)]
    [InlineData("总投资 × 1% 保底 500万元 = 500万元", Truth.Yes)]
    [InlineData("总投资 + 固定资产投资 - 1亿元 = 3.5亿元", Truth.Yes)]
    [InlineData("-总投资 < 0元", Truth.Yes)]
    [InlineData("总投资 - (固定资产投资 - 1亿元) = 2.5亿元", Truth.Yes)]
    [InlineData("总投资 - 固定资产投资 - 1亿元 = 0.5亿元", Truth.Yes)]
    [InlineData("总投资 ÷ 预期用工 = 250万元/人", Truth.Yes)]
    [InlineData("预期用工 * 2000元 = 24万元", Truth.Yes)]
    [InlineData("投资方来源 = 省外", Truth.Yes)]
    [InlineData("投资方来源 ≠ 省外", Truth.No)]
    [InlineData("投资方来源 属于 [省内, 境外]", Truth.No)]
    [InlineData("投资方来源 属于【省外、境外】", Truth.Yes)]
    [InlineData("投资方来源 不属于 [省内]", Truth.Yes)]
    [InlineData("产业链 属于 [\"光电\", \"化工\"]", Truth.Yes)]
    [InlineData("产业链 = “光电”", Truth.Yes)]
    [InlineData("预期用工 属于 [100人, 120人]", Truth.Yes)]
    [InlineData("行业代码 以 \"C39\" 开头", Truth.Yes)]
    [InlineData("行业代码 以 \"C40\"、\"C38\" 开头", Truth.No)]
    [InlineData("投资方地区 以 \"31\" 开头", Truth.Yes)]
    [InlineData("投资方地区 = \"310115\"", Truth.Yes)]
    [InlineData("签约日期 >= 2021-03-09", Truth.Yes)]
    [InlineData("签约日期 < 2021-03-09", Truth.No)]
    [InlineData("签约日期 = 2021-03-09", Truth.Yes)]
    [InlineData("年份(签约日期) = 2021 且 月份(签约日期) = 3", Truth.Yes)]
    [InlineData("year(签约日期) = 2021 and not 在线签约", Truth.Yes)]
    [InlineData("较晚(签约日期, 开工日期) = 开工日期", Truth.Unknown)] // The start is known to the month only.
    [InlineData("较早(签约日期, 开工日期) = 签约日期", Truth.Yes)]
    [InlineData("较大(总投资, 固定资产投资) = 3亿元", Truth.Yes)]
    [InlineData("较小(总投资, 固定资产投资) = 1.5亿元", Truth.Yes)]
    [InlineData("已知(总投资) 且 非 已知(注册资本)", Truth.Yes)]
    [InlineData("在线签约 = 否", Truth.Yes)]
    [InlineData("非 在线签约 且 (总投资 > 5亿元 或 投资方来源 = 省外)", Truth.Yes)]
    [InlineData("总投资 > 5亿元 且 投资方来源 = 省外 或 是", Truth.Yes)]
    [InlineData("total_investment >= 1亿元", Truth.Yes)]
    public void Ask_EveryOperator(string rule, Truth expected) => Assert.Equal(expected, Rule(rule).Ask(Facts()));

    [Theory]
    [InlineData("注册资本 > 1万元", Truth.Unknown, "注册资本")]
    [InlineData("注册资本 > 1万元 且 总投资 > 5亿元", Truth.No, "")]
    [InlineData("注册资本 > 1万元 或 总投资 > 1亿元", Truth.Yes, "")]
    [InlineData("注册资本 > 1万元 且 总投资 > 1亿元", Truth.Unknown, "注册资本")]
    [InlineData("非 注册资本 > 1万元 或 实缴资本 > 1万元", Truth.Unknown, "注册资本,实缴资本")]
    [InlineData("注册资本 + 总投资 > 1亿元", Truth.Unknown, "注册资本")]
    [InlineData("开工日期 > 2021-06-10", Truth.Unknown, "")]
    [InlineData("开工日期 > 2021-05-31", Truth.Yes, "")]
    [InlineData("投产日期 > 2021-05-31", Truth.Unknown, "投产日期")]
    [InlineData("引进类型 = 引资", Truth.Unknown, "引进类型")]
    public void Explain_NamesOnlyTheFactsThatWouldDecide(string rule, Truth expected, string missing)
    {
        var answer = Rule(rule).Explain(Facts());

        Assert.Equal(expected, answer.Truth);
        Assert.Equal(missing, string.Join(",", answer.Missing));
    }

    [Theory]
    [InlineData("总投资 * 5% 封顶 5000万元", 15_000_000)]
    [InlineData("较大(总投资 * 5%, 2000万元)", 20_000_000)]
    [InlineData("预期用工 * 2000元", 240_000)]
    [InlineData("(总投资 - 固定资产投资) * 10%", 15_000_000)]
    public void Compute_GivesExactYuan(string rule, int yuan) => Assert.Equal(
        (decimal)yuan, NumberRule.Parse(Source(rule), new RuleScope(ProjectFacts.Known, On), RuleKind.Money).Compute(Facts()) / Money.FenPerYuan);

    [Fact]
    public void Compute_MissingFactOrZeroBelowTheLine_IsUnknown()
    {
        var scope = new RuleScope(ProjectFacts.Known, On);
        var rule = NumberRule.Parse(Source("注册资本 * 2"), scope);

        Assert.Null(rule.Compute(Facts()));
        Assert.Equal("注册资本", Assert.Single(rule.Missing(Facts())).Name);
        Assert.Null(NumberRule.Parse(Source("总投资 / (预期用工 - 120人)"), scope).Compute(Facts()));
    }

    [Theory]
    [InlineData(2022, 12, Truth.Yes)] // 1亿元 until the end of the year
    [InlineData(2023, 1, Truth.No)] // 5亿元 since
    public void Parameter_IsTakenAsOfTheDay(int year, int month, Truth expected)
    {
        var threshold = new RuleParameter("准入门槛", new RuleType(RuleKind.Money),
            [(new DateOnly(2020, 1, 1), Money.FenPerYi), (new DateOnly(2023, 1, 1), 5m * Money.FenPerYi)], "某文件第三条");
        var scope = new RuleScope(ProjectFacts.Known, new Dictionary<string, RuleParameter> { ["准入门槛"] = threshold },
            FocusRegions.Load(), new DateOnly(year, month, 15));

        Assert.Equal(expected, ConditionRule.Parse(Source("总投资 >= 准入门槛"), scope).Ask(Facts()));
    }

    internal static RuleSource Source(string text) => new("规则.yaml", 7, 9, text);

    private static ConditionRule Rule(string text) => ConditionRule.Parse(Source(text), new RuleScope(ProjectFacts.Known, On));

    private static ProjectFacts Facts()
    {
        var facts = new ProjectFacts();
        facts.Set(ProjectFacts.TotalInvestment, 3 * Money.FenPerYi);
        facts.Set(ProjectFacts.FixedInvestment, 15 * Money.FenPerYi / 10);
        facts.Set(ProjectFacts.ExpectedJobs, 120);
        facts.Set(ProjectFacts.SignedOn, new LedgerDate(2021, 3, 9));
        facts.Set(ProjectFacts.StartedOn, new LedgerDate(2021, 6, 0));
        facts.Set(ProjectFacts.Origin, "省外");
        facts.Set(ProjectFacts.InvestorRegion, 310115);
        facts.Set(ProjectFacts.SignedOnline, false);
        facts.Set(ProjectFacts.Industry, "C3974");
        facts.Set(ProjectFacts.Chain, "光电");
        return facts;
    }
}
