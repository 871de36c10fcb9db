using Yinfeng.Imports;
using Yinfeng.Kernel;
using InvestmentKind = Yinfeng.Projects.InvestmentKind;

namespace Yinfeng.Tests.Imports.Reads;

/// <summary>Layouts that offices use and a drawn one would rarely hit: repeated heads, several tables, sections, ticks, late merges, plans.</summary>
public sealed class LayoutTests
{
    private static readonly object?[] Head = ["序号", "县区", "项目名称", "投资方", "总投资（万元）", "签约时间"];

    private static MadeSheet Plain(string name = "台账") => new MadeSheet(name).Add("重点项目台账").Add(Head);

    [Fact]
    public void HeadRepeatedAfterAPageBreak_IsAHeadNotAProject()
    {
        var reading = Ledgers.Book(new MadeBook(Plain()
            .Add(1, "盐湖区", "甲一项目", "甲公司", 100, "2023-01-01")
            .Add(Head)
            .Add(2, "盐湖区", "乙一项目", "乙公司", 200, "2023-01-02")), 140800);
        Assert.Equal(["甲一项目", "乙一项目"], reading.Rows.Select(r => r.ProjectName));
        Assert.Contains(reading.IgnoredRows, r => r is { Row: 4, Kind: "header" });
    }

    [Fact]
    public void SecondTableWithOtherColumnsAndUnit_IsReadByItsOwnHead()
    {
        var reading = Ledgers.Book(new MadeBook(Plain()
            .Add(1, "盐湖区", "甲一项目", "甲公司", 100, "2023-01-01")
            .Row(6, "二、续建项目")
            .Row(7, "单位：亿元")
            .Row(8, "招商项目名称", "投资企业", "所属县区", "计划总投资", "开工时间")
            .Row(9, "乙一项目", "乙公司", "临猗县", 2, "2023.4.5")), 140800);
        Assert.Equal(2, reading.Rows.Count);
        Assert.Equal((140821L, 2 * Money.FenPerYi, "2023-04-05"),
            (reading.Rows[1].UnitId!.Value, reading.Rows[1].TotalInvestment!.Value, reading.Rows[1].StartedOn.ToString()!));
    }

    [Fact]
    public void SectionsNameTheUnit_WhereThereIsNoUnitColumn()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("1").Add("项目名称", "投资方", "总投资(亿元)")
            .Add("一、盐湖区（1个）").Add("甲一项目", "甲公司", 1.5)
            .Add("二、临猗县（1个）").Add("乙一项目", "乙公司", 2.5)), 140800);
        Assert.Equal([140802L, 140821L], reading.Rows.Select(r => r.UnitId!.Value));
        Assert.Equal(2, reading.IgnoredRows.Count(r => r.Kind == "section"));
    }

    [Fact]
    public void NoUnitColumn_RowsBelongToTheUnitOfTheFile()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("1").Add("项目名称", "投资方", "总投资(亿元)").Add("甲一项目", "甲公司", 1.5)), 140821);
        Assert.Equal(140821, Assert.Single(reading.Rows).UnitId);
        Assert.Null(reading.Rows[0].Adcode);
    }

    [Fact]
    public void UnitFillsDownOverMergedCellsOnly()
    {
        var sheet = Plain().Add(1, "盐湖区", "甲一项目", "甲公司", 100, null).Add(2, null, "乙一项目", "乙公司", 100, null)
            .Add(3, null, "丙一项目", "丙公司", 100, null).Merge(3, 1, 4, 1);
        Assert.Equal(["盐湖区", "盐湖区", null], Ledgers.Book(new MadeBook(sheet), 140800).Rows.Select(r => r.Unit));
    }

    [Fact]
    public void MergesKnownOnlyAtTheEnd_FillAllTheSame()
    {
        var sheet = new MadeSheet("大表") { MergesComeLate = true };
        sheet.Add(Head).Add(1, "盐湖区", "甲一项目", "甲公司", 100, null).Add(2, null, "乙一项目", "乙公司", 100, null).Merge(2, 1, 3, 1);
        var reading = Ledgers.Book(new MadeBook(sheet), 140800);
        Assert.Equal([140802L, 140802L], reading.Rows.Select(r => r.UnitId!.Value));
    }

    [Fact]
    public void TicksUnderStages_GiveTheHeadOfTheTickedColumn()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("1")
            .Row(1, "项目名称", "县区", "总投资（亿元）", "推进阶段", null, null)
            .Row(2, null, null, null, "已签约", "已开工", "已投产").Merge(1, 3, 1, 5).Merge(1, 0, 2, 0).Merge(1, 1, 2, 1).Merge(1, 2, 2, 2)
            .Row(3, "甲一项目", "盐湖区", 1, "√")
            .Row(4, "乙一项目", "盐湖区", 1, null, "✓")), 140800);
        Assert.Equal(["已签约", "已开工"], reading.Rows.Select(r => r.Stage));
    }

    [Fact]
    public void ThreeRowHead_UnitsInTheLastRow()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("1")
            .Row(1, "2022年重点项目")
            .Row(2, "基本情况", null, null, "投资情况", null, "资金到位情况", null)
            .Row(3, "项目名称", "投资方", "县区", "总投资", "固定资产投资", "1月", "2月")
            .Row(4, null, null, null, "（亿元）", "（亿元）", "（万元）", "（万元）")
            .Row(5, "甲一项目", "甲公司", "盐湖区", 3, 2, 500, 700)
            .Merge(1, 0, 1, 6).Merge(2, 0, 2, 2).Merge(2, 3, 2, 4).Merge(2, 5, 2, 6)), 140800);
        var row = Assert.Single(reading.Rows);
        Assert.Equal((3 * Money.FenPerYi, 2 * Money.FenPerYi), (row.TotalInvestment!.Value, row.FixedInvestmentFen!.Value));
        Assert.Equal([(202201, 500 * Money.FenPerWan), (202202, 700 * Money.FenPerWan)], row.Months.Select(m => (m.Month.Value, m.FundsFen)));
    }

    [Fact]
    public void LastYearsMonthsBesideThisYears_KeepTheirYears()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("1")
            .Row(1, "项目名称", "县区", "总投资（万元）", "2023年1月到位资金", "2022年1月到位资金", "2023年1月完成投资")
            .Row(2, "甲一项目", "盐湖区", 100, 10, 20, 30)), 140800);
        Assert.Equal([(202301, "D"), (202201, "E")], reading.Rows[0].Months.Select(m => (m.Month.Value, m.Column)));
    }

    [Fact]
    public void MonthsWithoutAYear_AreNotTakenAndSaidSo()
    {
        var book = new MadeSheet("1").Row(1, "项目名称", "县区", "总投资（万元）", "1月", "2月").Row(2, "甲一项目", "盐湖区", 100, 10, 20);
        var reading = Ledgers.Book(new MadeBook(book), 140800);
        Assert.Empty(reading.Rows[0].Months);
        Assert.Contains(reading.Warnings, w => w.Contains("没有年份", StringComparison.Ordinal));
        Assert.Equal(2, Ledgers.Book(new MadeBook(book), 140800, 2024).Rows[0].Months.Count);
    }

    [Fact]
    public void PlannedColumnAlone_IsAPlan_BesideTheActualOneAFurtherFact()
    {
        var alone = Ledgers.Book(new MadeBook(new MadeSheet("1").Add("项目名称", "县区", "计划开工时间").Add("甲一项目", "盐湖区", "2023-05-01")), 140800).Rows[0];
        Assert.True(alone.StartedPlanned);
        Assert.Equal("date-planned", Assert.Single(alone.Problems).Reason);
        var beside = Ledgers.Book(new MadeBook(new MadeSheet("1").Add("项目名称", "县区", "计划开工时间", "实际开工时间")
            .Add("甲一项目", "盐湖区", "2023-05-01", "2023-06-02")), 140800).Rows[0];
        Assert.Equal(("2023-06-02", false, "2023-05-01"), (beside.StartedOn.ToString()!, beside.StartedPlanned, beside.More["planned_started_on"]));
    }

    [Fact]
    public void LastYearsSheetRepeatingAProject_IsTheSameProject_OtherPhasesAreNot()
    {
        object?[] head = ["项目名称", "投资方", "县区", "总投资（万元）", "1月"];
        var reading = Ledgers.Book(new MadeBook(
            new MadeSheet("2023年").Add(head).Add("云帆冷链物流一期项目", "云帆冷链有限公司", "盐湖区", 9000, 10),
            new MadeSheet("2022年同期").Add(head).Add("云帆冷链物流一期项目", "云帆冷链有限公司", "盐湖区", 9500, 20)
                .Add("云帆冷链物流二期项目", "云帆冷链有限公司", "盐湖区", 9000, 30)), 140800);
        Assert.Equal(new RowPlace("2023年", 2), reading.Rows[1].DuplicateOf);
        Assert.Null(reading.Rows[2].DuplicateOf);
        Assert.Equal([202301, 202201, 202201], reading.Rows.SelectMany(r => r.Months).Select(m => m.Month.Value));
    }

    [Fact]
    public void WrongPrintedTotal_IsReported_ARightOneIsNot()
    {
        var reading = Ledgers.Book(new MadeBook(Plain()
            .Add(1, "盐湖区", "甲一项目", "甲公司", 100, null).Add(2, "盐湖区", "乙一项目", "乙公司", 250, null)
            .Add(null, "小计", null, null, 350, null)
            .Add(3, "临猗县", "丙一项目", "丙公司", "3000万美元", null).Add(4, "临猗县", "丁一项目", "丁公司", 50, null)
            .Add(null, "合  计", null, null, 500, null)), 140800);
        var mismatch = Assert.Single(reading.TotalMismatches);
        Assert.Equal((8, 500m, 400m), (mismatch.Row, mismatch.PrintedWan, mismatch.ComputedWan));
    }

    [Fact]
    public void SheetsThatAreNoLedgers_AreLeftAloneAndSaidSo()
    {
        var reading = Ledgers.Book(new MadeBook(
            new MadeSheet("封面").Add("运城市投资促进局").Add("二〇二三年三月"),
            Plain().Add(1, "盐湖区", "甲一项目", "甲公司", 100, null),
            new MadeSheet("各县到位资金情况").Add("县区", "签约项目", "到位资金").Add("盐湖区", 5, 100)), 140800);
        Assert.Single(reading.Rows);
        Assert.Empty(reading.Targets);
        Assert.Contains(reading.Warnings, w => w.Contains("封面", StringComparison.Ordinal));
    }

    [Fact]
    public void KindColumn_OnlyWhenItSaysFixedOrNot()
    {
        var kinds = Ledgers.Book(new MadeBook(new MadeSheet("1").Add("项目名称", "县区", "项目类别").Add("甲一项目", "盐湖区", "固投").Add("乙一项目", "盐湖区", "非固投")), 140800);
        Assert.Equal([InvestmentKind.FixedAsset, InvestmentKind.NonFixedAsset], kinds.Rows.Select(r => r.Kind!.Value));
        Assert.True(kinds.Sheets[0].HasKindColumn);
        var other = Ledgers.Book(new MadeBook(new MadeSheet("1").Add("项目名称", "县区", "项目类别").Add("甲一项目", "盐湖区", "工业")), 140800);
        Assert.Null(other.Rows[0].Kind);
        Assert.Equal("工业", other.Rows[0].More["category"]);
        Assert.Contains(other.Warnings, w => w.Contains("固投", StringComparison.Ordinal));
    }

    [Fact]
    public void Targets_AnnualPlansAndStretch_InTheirUnits()
    {
        var reading = Ledgers.Book(new MadeBook(new MadeSheet("目标")
            .Row(1, "2024年招商引资目标任务分解表")
            .Row(2, "单位：亿元、个")
            .Row(3, "单位", "签约项目数", "到位资金", null, null, null, "开工率（%）", "备注")
            .Row(4, null, null, "年度目标", "一季度计划", "上半年计划", "奋斗目标", null, null)
            .Merge(3, 2, 3, 5).Merge(3, 0, 4, 0).Merge(3, 1, 4, 1).Merge(3, 6, 4, 6).Merge(3, 7, 4, 7)
            .Row(5, "盐湖区", 20, 50.5, 10, 25, 60, 80)
            .Row(6, "临 猗 县", 10, "3亿元", 1, 2, null, "60%")
            .Row(7, "合计", 30, 53.5, 11, 27, 60, 70)), 140800);
        string[] expected =
        [
            "140802 signed.count  False 200000", "140802 funds.total  False 5050000000_00", "140802 funds.total 2024-03 False 1000000000_00",
            "140802 funds.total 2024-06 False 2500000000_00", "140802 funds.total  True 6000000000_00", "140802 start.rate  False 800000",
            "140821 funds.total  False 300000000_00", "140821 start.rate  False 600000", "140800 signed.count  False 300000",
        ];
        var actual = reading.Targets.Select(t => $"{t.UnitId} {t.Indicator} {t.PlanMonth} {t.Stretch} {t.Value}").ToList();
        Assert.All(expected, e => Assert.Contains(e.Replace("_", "", StringComparison.Ordinal), actual));
        Assert.Equal(17, actual.Count);
    }

    [Fact]
    public void MappingGiven_IsFollowedInsteadOfTheHeads()
    {
        var book = new MadeSheet("表").Add("x", "y", "z").Add("甲一项目", "盐湖区", 3);
        var mapping = new SheetMapping
        {
            Sheet = "表", Role = SheetRole.Ledger, HeaderFirstRow = 1, HeaderLastRow = 1,
            Columns = new() { ["A"] = "project_name", ["B"] = "unit", ["C"] = "total_investment_wan" }, Units = new() { ["C"] = "亿元" },
        };
        var reading = LedgerReader.Read(new MadeBook(book), new LedgerReadOptions { Tree = Ledgers.Tree, UnitId = 140800, Mapping = [mapping] });
        Assert.Equal((140802L, 3 * Money.FenPerYi), (reading.Rows[0].UnitId!.Value, reading.Rows[0].TotalInvestment!.Value));
    }
}
