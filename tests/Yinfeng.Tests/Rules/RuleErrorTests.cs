using Yinfeng.Rules;

namespace Yinfeng.Tests.Rules;

public class RuleErrorTests
{
    private static readonly DateOnly On = new(2023, 6, 30);
    private static readonly RuleScope Scope = new(ProjectFacts.Known, new Dictionary<string, RuleParameter>
    {
        ["准入门槛"] = new("准入门槛", new RuleType(RuleKind.Money), [(new DateOnly(2024, 1, 1), 1)], "某文件"),
    }, FocusRegions.Load(), On);

    [Theory]
    [InlineData("总投资 >= 1000", "mismatch", 9, "金额和不带单位的数不能比较", "5000万元")]
    [InlineData("预期用工 > 10", "mismatch", 9, "数量（人）和不带单位的数不能比较", "10人")]
    [InlineData("预期用工 > 10个", "mismatch", 9, "数量（人）和数量（个）不能比较", "同一个单位")]
    [InlineData("签约日期 > 2023", "mismatch", 9, "日期和不带单位的数不能比较", "年份(签约日期)")]
    [InlineData("总投资 + 5% > 1亿元", "mismatch", 9, "金额和百分比不能放在一起算", "同一种值")]
    [InlineData("固定资产投资 / 总投资 > 5%", "mismatch", 9, "不带单位的数和百分比", "写上 %")]
    [InlineData("总投资 * 固定资产投资 > 1亿元", "money-times-money", 9, "两个金额不能相乘", "百分比")]
    [InlineData("预期用工 / 总投资 > 1", "over-money", 9, "不能除以金额", "金额")]
    [InlineData("总投次 > 1亿元", "name", 9, "没有叫“总投次”的事实", "“总投资”")]
    [InlineData("是 且投资方来源 = 省外", "unexpected", 11, "且投资方来源", "空格")]
    [InlineData("投资方来源 = 外省", "choice", 17, "没有“外省”这个取值", "省内、省外、境外")]
    [InlineData("投资方来源 属于 [外省]", "choice", 19, "没有“外省”这个取值", "省内、省外、境外")]
    [InlineData("投资方来源 > \"省外\"", "mismatch", 9, "选项和文字", "同一种值")]
    [InlineData("产业链 > \"光电\"", "order", 9, "没有大小之分", "属于")]
    [InlineData("总投资 且 在线签约", "condition", 9, "要一个条件", "总投资 >= 1亿元")]
    [InlineData("非 总投资", "condition", 11, "要一个条件", "比较")]
    [InlineData("签约日期 + 1年 > 2023-01-01", "numeric", 9, "不能参加运算", "加减乘除")]
    [InlineData("总投资", "result", 9, "要的是条件", "条件")]
    [InlineData("1亿元 < 总投资 < 5亿元", "chained", 19, "一次只能比较两个值", "且")]
    [InlineData("总投资 >=", "unfinished", 15, "没有写完", "补上")]
    [InlineData("(总投资 > 1亿元", "expected", 19, "缺少“)”", "补上“)”")]
    [InlineData("总投资 > 1亿元)", "unexpected", 18, "不该出现“)”", "且")]
    [InlineData("总投资 > ; 1亿元", "character", 15, "不认识字符“;”", "删去")]
    [InlineData("签约日期 > 2023-02-30", "date", 16, "不是日历上的一天", "2023-05-17")]
    [InlineData("总投资 > 1.2.3亿元", "number", 15, "不是一个数", "1.5")]
    [InlineData("产业链 = \"光电", "quote", 15, "没有收尾", "引号")]
    [InlineData("大约(总投资) > 1亿元", "function", 9, "没有叫“大约”的算法", "年份")]
    [InlineData("年份(签约日期, 开工日期) = 2023", "arguments", 9, "要 1 个值，写了 2 个", "年份(签约日期)")]
    [InlineData("年份(总投资) = 2023", "argument", 12, "要日期，却是金额", "年份(签约日期)")]
    [InlineData("较大(产业链, 产业链) > 1亿元", "numeric", 9, "不能参加运算", "较大(总投资, 1亿元)")]
    [InlineData("投资方地区 属于 重点地区", "set", 9, "没有叫“重点地区”的集合", "重点区域")]
    [InlineData("产业链 属于 重点区域", "set-type", 9, "是地区的集合", "投资方地区")]
    [InlineData("总投资 以 \"1\" 开头", "beginning", 9, "没有“开头”", "行业代码")]
    [InlineData("行业代码 以 C39 开头", "expected", 16, "这里应是“引号里的代码开头”", "补上")]
    [InlineData("总投资 >= 准入门槛", "parameter-date", 16, "在 2023-06-30 还没有取值", "更早的取值")]
    public void Parse_SaysWhatIsWrongWhereAndWhatToDo(string rule, string code, int column, string what, string todo)
    {
        var error = Assert.Throws<RuleException>(() => ConditionRule.Parse(RuleOperatorTests.Source(rule), Scope)).Errors[0];

        Assert.Equal("rule." + code, error.Code);
        Assert.Equal((7, column), (error.Line, error.Column));
        Assert.Contains(what, error.What, StringComparison.Ordinal);
        Assert.Contains(todo, error.Do, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ReportsEveryMistakeAtOnce_EachOnce()
    {
        var errors = Assert.Throws<RuleException>(() => ConditionRule.Parse(
            RuleOperatorTests.Source("总投次 > 1亿元 且 投资方来源 = 外省 且 预期用工 > 10"), Scope)).Errors;

        Assert.Equal(["rule.name", "rule.choice", "rule.mismatch"], errors.Select(e => e.Code));
    }

    [Fact]
    public void Message_ShowsFilePlaceAndMarksTheWrongPart()
    {
        var error = Assert.Throws<RuleException>(() => ConditionRule.Parse(RuleOperatorTests.Source("在线签约 且 总投次 > 1亿元"), Scope)).Errors[0];

        Assert.Equal("""
            规则.yaml 第 7 行第 16 列：没有叫“总投次”的事实或参数。
                在线签约 且 总投次 > 1亿元
                            ^^^^^^
            怎么办：是否想写“总投资”?词与词之间要留空格。
            """, error.ToString());
    }

    [Theory]
    [InlineData("- 指标: a\n  名称: 甲\n  单位: 个\n  口径: []", "rule.value", 3)]
    [InlineData("- 指标: a\n  名称: 甲\n  单位: 个数\n  口径:\n    - 起始: 2020-01-01\n      来源: 某文件\n      发生: 总投资", "rule.result", 7)]
    [InlineData("- 指标: a\n  名称: 甲\n  单位: 金额\n  口径:\n    - 起始: 2020-01-01\n      来源: 某文件\n      发生: 签约日期", "indicator.amount", 7)]
    [InlineData("- 指标: a\n  名称: 甲\n  单位: 个数\n  口径:\n    - 起始: 2020\n      来源: 某文件\n      发生: 签约日期", "rule.value", 5)]
    [InlineData("- 指标: a\n  名称: 甲\n  单位: 个数\n  口径:\n    - 起始: 2020-01-01\n      来源: 某文件\n      发声: 签约日期", "rule.key", 7)]
    [InlineData("- 指标: a\n  名称: 甲\n  单位: 比率\n  口径:\n    - 起始: 2020-01-01\n      来源: 某文件\n      分子: b", "rule.missing", 5)]
    [InlineData("- 指标: [", "rule.yaml", 2)]
    public void IndicatorFile_NamesTheLine(string yaml, string code, int line)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, yaml);
        try
        {
            var errors = Assert.Throws<RuleException>(() => new IndicatorCatalog(path, Scope.Sets)).Errors;
            Assert.Contains(errors, e => e.Code == code && e.Line == line);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
