using Yinfeng.Lights;
using Yinfeng.Rules;

namespace Yinfeng.Tests.Lights;

/// <summary>Rules as dated data: which version holds where and when, and what a mistake in the file says.</summary>
public class LightRuleBookTests
{
    private const string Own = """
        - 规则: unit.progress
          名称: 完成进度
          类型: 完成进度
          版本:
            - 起始: 2023-07-01
              单位: 371400
              来源: 德州市 2023 年考核办法
              主体: 本单位
              考核指标: [funds.total]
              绿灯落后不超过: 5个百分点
              黄灯落后不超过: 20个百分点
        """;

    [Fact]
    public void Defaults_AreThoseOfTheTrade()
    {
        var rules = LightBooks.Default.For(LightBooks.Tree, new DateOnly(2023, 1, 1))[0];

        Assert.Equal(3, rules.Plan!.Limit.Months);
        Assert.Equal(5, rules.Report!.DueDay);
        Assert.Equal((1_000, 3_000), (rules.Progress!.GreenBehind, rules.Progress.YellowBehind));
        Assert.Equal(14, rules.Limits[0]!.Limit.Days);
    }

    [Fact]
    public void ANewVersion_HoldsFromItsDayForItsUnitAndBelow()
    {
        var book = LightBooks.With(Own);
        var (province, city, county) = (0, 1, 2); // Slots of the tree.

        Assert.All(book.For(LightBooks.Tree, new DateOnly(2023, 6, 30)), r => Assert.Equal(1_000, r.Progress!.GreenBehind));
        var after = book.For(LightBooks.Tree, new DateOnly(2023, 7, 1));
        Assert.Equal([1_000, 500, 500], new[] { province, city, county }.Select(s => after[s].Progress!.GreenBehind));
        Assert.Equal("unit.progress@2023-07-01/371400", after[county].Progress!.Id);
        Assert.Equal(3, after[county].Plan!.Limit.Months); // What the office did not change stays.
    }

    [Theory]
    [InlineData("黄灯不超过: 3", "light.term")]
    [InlineData("黄灯不超过: 3 亿元", "light.term")]
    [InlineData("黄灯不超过: 三个月", "rule.name")]
    [InlineData("阶段: [会审]", "light.stage")]
    [InlineData("条件: 总投 >= 1亿元", "rule.name")]
    [InlineData("条件: 总投资 >= 1", "rule.mismatch")]
    [InlineData("绿灯落后不超过: 10个百分点", "rule.key")]
    public void AMistake_IsNamedWithItsLine(string line, string code)
    {
        var wrong = Assert.Throws<RuleException>(() => LightBooks.With($"""
            - 规则: project.plan
              名称: 计划节点
              类型: 计划节点
              版本:
                - 起始: 2023-07-01
                  来源: 试验
                  主体: 责任单位
                  {(line.StartsWith("阶段", StringComparison.Ordinal) ? "黄灯不超过: 3个月" : "阶段: [签约]")}
                  {line}
            """));

        var error = Assert.Single(wrong.Errors, e => e.Code == code);
        Assert.Contains("lights.yaml 第 9 行", error.ToString(), StringComparison.Ordinal);
    }
}
