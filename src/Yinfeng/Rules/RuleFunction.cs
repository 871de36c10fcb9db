namespace Yinfeng.Rules;

/// <summary>The functions of the language and what they take.</summary>
internal static class RuleFunction
{
    public const string Year = "年份", Month = "月份", Later = "较晚", Earlier = "较早", Larger = "较大", Smaller = "较小", Known = "已知",
        Sum = "合计", If = "若", Otherwise = "缺省", Round = "四舍五入", Tiers = "分档", Marginal = "累进",
        YearBefore = "上年", FirstYear = "首年", LastYear = "末年", Latest = "最近", Total = "历年合计", Highest = "历年最高",
        ItemSum = "逐项合计", ItemCount = "逐项计数", Full = "每满", InYear = "年度值", Years = "周年";

    private const int Many = 50;

    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["year"] = Year, ["month"] = Month, ["later"] = Later, ["earlier"] = Earlier, ["max"] = Larger, ["min"] = Smaller, ["known"] = Known,
        ["sum"] = Sum, ["if"] = If, ["default"] = Otherwise, ["round"] = Round, ["tiers"] = Tiers, ["marginal"] = Marginal,
        ["year_before"] = YearBefore, ["first_year"] = FirstYear, ["last_year"] = LastYear, ["latest"] = Latest, ["total"] = Total, ["in_year"] = InYear,
        ["highest"] = Highest, ["sum_items"] = ItemSum, ["count_items"] = ItemCount, ["per_full"] = Full, ["years_between"] = Years,
        ["最大"] = Larger, ["最小"] = Smaller,
    };

    /// <summary>How many values each takes and how it is written; the message for a wrong call shows it.</summary>
    public static readonly IReadOnlyDictionary<string, (int Least, int Most, string Usage)> All =
        new Dictionary<string, (int, int, string)>(StringComparer.Ordinal)
        {
            [Year] = (1, 1, "年份(签约日期)"), [Month] = (1, 1, "月份(签约日期)"),
            [Later] = (2, 2, "较晚(签约日期, 开工日期)"), [Earlier] = (2, 2, "较早(签约日期, 开工日期)"),
            [Larger] = (2, Many, "较大(总投资, 1亿元)"), [Smaller] = (2, Many, "较小(总投资, 1亿元)"), [Known] = (1, 1, "已知(总投资)"),
            [Sum] = (2, Many, "合计(甲, 乙, 丙)"), [If] = (3, 3, "若(总投资 >= 1亿元, 5%, 3%)"), [Otherwise] = (2, 2, "缺省(总投资, 0元)"),
            [Round] = (2, 2, "四舍五入(完成率, 2)"), [Tiers] = (1, 1, "分档(总投资, 1亿元 → 3%, 5亿元 → 5%)"),
            [Marginal] = (1, 1, "累进(总投资, 0元 → 5%, 1亿元 → 3%)"),
            [YearBefore] = (1, 1, "上年(年产值)"), [FirstYear] = (1, 1, "首年(年纳税额 > 0元)"), [InYear] = (2, 2, "年度值(销售收入, 2023)"), [LastYear] = (1, 1, "末年(销售收入)"),
            [Latest] = (1, 2, "最近(销售收入) 或 最近(销售收入, 3年)"), [Total] = (1, 1, "历年合计(研发费用)"), [Highest] = (1, 1, "历年最高(销售收入)"),
            [ItemSum] = (3, 3, "逐项合计(设备清单, 单台含税价 >= 5万元, 单台含税价 × 台数)"), [ItemCount] = (2, 2, "逐项计数(导游, 带团批次 >= 30批次)"),
            [Full] = (2, 2, "每满(组织游客人次, 1万人次)"), [Years] = (2, 2, "周年(注册日期, 申报日期)"),
        };

    /// <summary>Whether the function looks at all years of a fact at once.</summary>
    public static bool OverYears(string name) => Find(name) is YearBefore or FirstYear or LastYear or Latest or Total or Highest or InYear;

    /// <summary>The Chinese name of a function given any of its names; null when there is none.</summary>
    public static string? Find(string name) => All.ContainsKey(name) ? name : Others.GetValueOrDefault(name);
}
