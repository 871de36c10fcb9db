using Yinfeng.Imports;

namespace Yinfeng.Tests.Imports.Reads;

/// <summary>Target sheets in the layouts in which offices send them; every one sets the same figures.</summary>
public class TargetLayoutTests
{
    private static readonly string[] Expected =
    [
        "140800 funds.total  False 5350000000", "140800 signed.count  False 300000",
        "140802 funds.total  False 5050000000", "140802 funds.total 2024-03 False 1000000000", "140802 signed.count  False 200000",
        "140821 funds.total  False 300000000", "140821 funds.total 2024-03 False 100000000", "140821 signed.count  False 100000",
    ];

    [Fact]
    public void UnitsDown_IndicatorsAcross() => Check(new MadeSheet("目标").Add("2024年招商引资目标任务分解表").Add("单位", "签约项目数（个）", "到位资金（万元）", "一季度到位资金计划（万元）")
        .Add("盐湖区", 20, 505_000, 100_000).Add("临猗县", 10, 30_000, 10_000).Add("全市", 30, 535_000));

    [Fact]
    public void IndicatorsDown_UnitsAcross() => Check(new MadeSheet("目标").Add("2024年招商引资目标任务分解表")
        .Add("序号", "指标名称", "计量单位", "全市", "盐湖区", "临 猗 县", "备注")
        .Add(1, "签约项目数", "个", 30, 20, "10个", null).Add(2, "到位资金", "万元", 535_000, 505_000, "3亿元", "含外资")
        .Add(3, "一季度到位资金计划", "亿元", null, 10, 1));

    [Fact]
    public void IndicatorsDown_PlanDatesBelowEachUnit() => Check(new MadeSheet("目标").Add("2024年目标任务").Add("单位：亿元、个")
        .Add("指标", "全市", "盐湖区", null, "临猗县", null).Add(null, "年度目标", "年度目标", "3月末计划", "年度目标", "3月末计划")
        .Merge(3, 2, 3, 3).Merge(3, 4, 3, 5).Merge(3, 0, 4, 0)
        .Add("签约项目数", 30, 20, null, 10).Add("到位资金", 53.5, 50.5, 10, 3, 1));

    [Fact]
    public void IndicatorOnceOverItsTargets_UnitsAcross() => Check(new MadeSheet("目标").Add("2024年目标任务（单位：亿元）")
        .Add("指标", "类别", "合计", "盐湖区", "临猗县").Add("签约项目数（个）", "年度目标", 30, 20, 10)
        .Add("到位资金", "年度目标", 53.5, 50.5, 3).Add(null, "一季度计划", null, 10, 1).Merge(4, 0, 5, 0));

    [Fact]
    public void UnitsDown_MonthsAsPlanColumns()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("序时计划").Add("2024年到位资金序时进度计划（单位：亿元）")
            .Add("单位", "到位资金", null, null, null).Add(null, "年度目标", "1月", "2月", "1-3月").Merge(2, 1, 2, 4).Merge(2, 0, 3, 0)
            .Add("盐湖区", 12, 1, 2, 3).Add("临猗县", 6, 0.5, 1, 1.5)), 140800);
        Assert.Equal(
        [
            "140802 funds.total  False 120000000000", "140802 funds.total 2024-01 False 10000000000", "140802 funds.total 2024-02 False 20000000000",
            "140802 funds.total 2024-03 False 30000000000", "140821 funds.total  False 60000000000", "140821 funds.total 2024-01 False 5000000000",
            "140821 funds.total 2024-02 False 10000000000", "140821 funds.total 2024-03 False 15000000000",
        ], Texts(reading));
    }

    [Fact]
    public void IndicatorsDown_MonthsAcross_AreForTheUnitOfTheFile()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("盐湖区").Add("2024年招商引资任务及分月计划").Add("指标", "单位", "全年目标", "1月", "6月末", "12月", "力争")
            .Add("签约项目数", "个", 20, 1, 10, 20, 25).Add("到位资金", "亿元", 50, 2, 25, 50, null).Add("到位资金完成率", "%", 3, 3, 3)), 140802);
        Assert.Equal(
        [
            "140802 funds.total  False 500000000000", "140802 funds.total 2024-01 False 20000000000", "140802 funds.total 2024-06 False 250000000000",
            "140802 funds.total 2024-12 False 500000000000", "140802 signed.count  False 200000", "140802 signed.count  True 250000",
            "140802 signed.count 2024-01 False 10000", "140802 signed.count 2024-06 False 100000", "140802 signed.count 2024-12 False 200000",
        ], Texts(reading));
    }

    [Fact]
    public void IndicatorsDown_UnitsAndIndicatorsNotKnown_AreNamed()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("目标").Add("2024年目标任务").Add("指标", "盐湖区", "临猗县", "天外区")
            .Add("签约项目数", 20, 10, 1).Add("幸福指数", 1, 2, 3)), 140800);
        Assert.Contains(reading.Warnings, w => w.Contains("天外区", StringComparison.Ordinal));
        Assert.Contains(reading.Warnings, w => w.Contains("幸福指数", StringComparison.Ordinal));
        Assert.Equal(2, reading.Targets.Count);
    }

    private static void Check(MadeSheet sheet)
    {
        var reading = Ledgers.Book(new MadeBook(sheet), 140800);
        // Money above is written short: in fen it has two more zeros than 万元 has digits.
        Assert.Equal(Expected.Select(e => e.Contains("funds", StringComparison.Ordinal) ? e + "00" : e), Texts(reading));
        Assert.All(reading.Targets, t => Assert.Equal("目标", t.Place.Sheet));
    }

    private static IEnumerable<string> Texts(LedgerReading reading) => reading.Targets
        .Select(t => $"{t.UnitId} {t.Indicator} {t.PlanMonth} {t.Stretch} {t.Value}").Order(StringComparer.Ordinal);
}
