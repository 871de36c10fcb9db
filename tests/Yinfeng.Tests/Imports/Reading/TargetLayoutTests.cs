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

    private static readonly string[] AddedUp =
    [
        "140802 funds.total  False 120000000000", "140802 funds.total 2024-01 False 10000000000", "140802 funds.total 2024-02 False 40000000000",
        "140802 funds.total 2024-03 False 60000000000",
    ];

    [Theory]
    [InlineData("1月当月", "2月当月", "3月当月")]
    [InlineData("1月（当月）", "2月（当月）", "3月（当月）")]
    [InlineData("1月单月计划", "2月单月计划", "3月单月计划")]
    [InlineData("1月", "2月", "3月")] // The third is less than the second: no plan to date falls.
    public void MonthsAlone_AreAddedUp(string january, string february, string march)
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("计划").Add("2024年到位资金目标计划（单位：亿元）")
            .Add("单位", "到位资金", null, null, null).Add(null, "年度目标", january, february, march).Merge(2, 1, 2, 4).Merge(2, 0, 3, 0)
            .Add("盐湖区", 12, 1, 3, 2)), 140800);
        Assert.Equal(AddedUp, Texts(reading));
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void MonthsAlone_IndicatorsDown_AreAddedUp()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("盐湖区").Add("2024年招商引资任务及当月计划").Add("指标", "单位", "全年目标", "1月", "2月", "3月")
            .Add("到位资金", "亿元", 12, 1, 3, 2)), 140802);
        Assert.Equal(AddedUp, Texts(reading));
    }

    [Fact]
    public void QuartersThatAddUpToTheYear_AreAddedUp()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("计划").Add("2024年招商引资目标计划（单位：亿元）")
            .Add("单位", "到位资金年度目标", "到位资金一季度计划", "到位资金二季度计划", "到位资金三季度计划", "到位资金四季度计划")
            .Add("盐湖区", 12, 2, 3, 3, 4).Add("临猗县", 6, 1, 1, 2, 2)), 140800);
        Assert.Equal([120, 20, 50, 80, 120], reading.Targets.Where(t => t.UnitId == 140802).OrderBy(t => t.PlanMonth?.Month).Select(t => t.Value / 1_000_000_000));
        Assert.Equal([60, 10, 20, 40, 60], reading.Targets.Where(t => t.UnitId == 140821).OrderBy(t => t.PlanMonth?.Month).Select(t => t.Value / 1_000_000_000));
    }

    [Fact]
    public void MonthAloneBesideItsPlanToDate_GivesWay()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("计划").Add("2024年到位资金目标计划（单位：亿元）")
            .Add("单位", "到位资金", null, null, null).Add(null, "1月当月", "1月累计", "2月当月", "2月累计").Merge(2, 1, 2, 4).Merge(2, 0, 3, 0)
            .Add("盐湖区", 1, 1, 3, 5)), 140800);
        Assert.Equal(["140802 funds.total 2024-01 False 10000000000", "140802 funds.total 2024-02 False 50000000000"], Texts(reading));
    }

    [Fact]
    public void MonthsAloneWithAHole_AreNotRead_AndNamed()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("计划").Add("2024年到位资金目标计划（单位：亿元）")
            .Add("单位", "到位资金", null, null).Add(null, "年度目标", "1月当月", "3月当月").Merge(2, 1, 2, 3).Merge(2, 0, 3, 0)
            .Add("盐湖区", 12, 1, 3)), 140800);
        Assert.Equal(["140802 funds.total  False 120000000000", "140802 funds.total 2024-01 False 10000000000"], Texts(reading));
        Assert.Contains(reading.Warnings, w => w.Contains("没有 2 月的列", StringComparison.Ordinal));
    }

    [Fact]
    public void MonthsThatSayNothing_AreReadToDate_AndSaidSo()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("计划").Add("2024年到位资金目标计划（单位：亿元）")
            .Add("单位", "到位资金", null, null).Add(null, "年度目标", "1月", "2月").Merge(2, 1, 2, 3).Merge(2, 0, 3, 0)
            .Add("盐湖区", 12, 1, 3)), 140800);
        Assert.Contains("140802 funds.total 2024-02 False 30000000000", Texts(reading));
        Assert.Contains(reading.Warnings, w => w.Contains("按累计数读", StringComparison.Ordinal));
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
