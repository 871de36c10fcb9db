using System.Globalization;
using System.Text.Json;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Returns;
using Yinfeng.Sheets;
using Yinfeng.Targets;
using Yinfeng.Tests.Closing;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Returns;

/// <summary>Every field of the board and lists of projects, worked out by hand, in xlsx as in JSON.</summary>
public sealed class ReturnValueTests : IDisposable
{
    private static readonly YearMonth March = new(2023, 3);
    private readonly string _file = Path.GetTempFileName();

    private const string Fields = """
        标题: 到位资金月报
        行: 下级
        列:
          - { 表头: 单位, 固定: 单位名称 }
          - { 表头: 本期, 指标: funds.total, 栏: value, 单位: 万元 }
          - { 表头: 同期, 指标: funds.total, 栏: lastYear }
          - { 表头: 同比, 指标: funds.total, 栏: yoy, 单位: "%" }
          - { 表头: 目标, 指标: funds.total, 栏: target, 单位: 亿元, 小数: 2 }
          - { 表头: 完成率, 指标: funds.total, 栏: completion }
          - { 表头: 序时计划, 指标: funds.total, 栏: plan, 单位: 万元 }
          - { 表头: 完成序时, 指标: funds.total, 栏: planCompletion }
          - { 表头: 差距, 指标: funds.total, 栏: gap, 单位: "%", 小数: 2 }
          - { 表头: 名次, 指标: funds.total, 栏: rank }
        """;

    private const string Listed = """
        标题: 新签约项目清单
        行: 项目
        范围: 当月签约
        列:
          - { 表头: 序号, 固定: 序号 }
          - { 表头: 县, 固定: 单位名称 }
          - { 表头: 报送, 固定: 固定文字, 文字: 招商局 }
          - { 表头: 名称, 项目: 项目名称 }
          - { 表头: 投资方, 项目: 投资方 }
          - { 表头: 行业, 项目: 所属行业 }
          - { 表头: 总投资（万元）, 项目: 总投资, 单位: 万元 }
          - { 表头: 总投资（亿元）, 项目: 总投资, 单位: 亿元, 小数: 2 }
          - { 表头: 签约, 项目: 签约日期 }
          - { 表头: 就业, 项目: 预计就业（人） }
          - { 表头: 落地, 项目: 落地单位 }
          - { 表头: 来源, 项目: 投资方来源 }
          - { 表头: 当年到位, 项目: 当年到位资金, 单位: 万元 }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task Columns_ShowWhatTheMonthsTargetsAndPlansComeTo(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (linyi, laoling) = (Some.Project(ProjectStage.Started), Some.Project(ProjectStage.Started, "风机叶片项目", Some.Laoling));
        await Some.SaveAsync(store, linyi, laoling, ClosedStore.Month(linyi, 2022, 2, 2000), ClosedStore.Month(linyi, 2023, 2, 3000),
            ClosedStore.Month(laoling, 2023, 3, 1234.5678m),
            new Target { UnitId = Some.Linyi, Year = 2023, Indicator = "funds.total", Level = TargetLevel.Base, Value = Money.FenPerYi, Version = 1 },
            new Plan { UnitId = Some.Linyi, Month = March, Indicator = "funds.total", Value = Money.FromWan(2400) });

        var table = await MakeAsync(store, Fields, "371400");

        // 3000 of 10000: 30 %; a quarter of the year is gone: 5 points ahead. 3000 of 2400: 125 %. 3000 after 2000: half more.
        Assert.Equal(["临邑县", 3000m, 0.2m, 50m, 1m, 30m, 2400m, 125m, 5m, 1L], Row(table, "临邑县"));
        Assert.Equal(["乐陵市", 1234.5678m, 0m, null, null, null, null, null, null, null], Row(table, "乐陵市"));
        await SameEverywhereAsync(table);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_HasTheProjectsOfTheMonthThatAPersonMaySee_EachInARow(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (first, second, early) = (Signed("甲项目", "2023-03-20"), Signed("乙项目", "2023-03"), Signed("丙项目", "2023-02-28"));
        var elsewhere = Signed("丁项目", "2023-03-02", ClosedStore.Licheng);
        (first.Industry, first.ExpectedJobs, first.LandingUnitId, first.InvestorOrigin) = ("食品制造", 120, Some.Laoling, InvestorOrigin.OutsideProvince);
        (second.TotalInvestmentFen, second.Investor) = (null, "=HYPERLINK(\"http://x\")");
        elsewhere.CityId = ClosedStore.Jinan;
        await Some.SaveAsync(store, first, second, early, elsewhere, ClosedStore.Month(first, 2022, 12, 7),
            ClosedStore.Month(first, 2023, 2, 10.5m), ClosedStore.Month(first, 2023, 4, 99));

        var table = await MakeAsync(store, Listed, "371400");

        Assert.Equal(
        [
            [1L, "临邑县", "招商局", "乙项目", "=HYPERLINK(\"http://x\")", null, null, null, "2023-03", null, "临邑县", "未填", null],
            [2L, "临邑县", "招商局", "甲项目", "首创生物", "食品制造", 12345.67m, 1.23m, "2023-03-20", 120L, "乐陵市", "省外", 10.5m],
        ], table.Rows);
        await SameEverywhereAsync(table);
        Assert.Equal(3, (await MakeAsync(store, Listed.Replace("当月签约", "当年签约", StringComparison.Ordinal), "371400")).Rows.Count);
        Assert.Empty((await MakeAsync(store, Listed.Replace("当月签约", "当月开工", StringComparison.Ordinal), "371400")).Rows);
        Assert.Equal("丁项目", (await MakeAsync(store, Listed, "370100")).Rows.Single()[3]);
        var neighbour = await store.Get<ReturnQueries>().MakeAsync(Some.User("li", Some.Laoling), March, null, new MappingInUse("清单", 1, Listed), default);
        Assert.Empty(neighbour.Value!.Rows); // Built there, yet of another county.
    }

    /// <summary>A list of the year has as many rows as the board counts.</summary>
    [Fact]
    public async Task ListOfTheYear_IsAsLongAsTheBoardCounts()
    {
        await using var store = await TestStore.NewAsync();
        await Some.SaveAsync(store, [.. Enumerable.Range(1, 5).Select(m => Signed($"第 {m} 个", $"2023-0{m}")), Signed("只知年份", "2023")]);
        var board = (await store.Get<BoardQueries>().BoardAsync(TestStore.Viewer, March, "371400", ["signed.count"], default)).Value!;

        var table = await MakeAsync(store, Listed.Replace("当月签约", "当年签约", StringComparison.Ordinal), "371400");

        Assert.Equal(board.Rows[0][0].Value, table.Rows.Count);
    }

    [Theory]
    [InlineData("行: 项目\n列:\n  - { 表头: 名称, 项目: 项目名称 }", 2, "缺少“范围”")]
    [InlineData("行: 项目\n范围: 上月签约\n列:\n  - { 表头: 名称, 项目: 项目名称 }", 3, "当月签约")]
    [InlineData("行: 下级\n范围: 当月签约\n列:\n  - { 表头: 名称, 固定: 单位名称 }", 3, "只有按项目列的报表才有“范围”")]
    [InlineData("行: 项目\n范围: 当月签约\n列:\n  - { 表头: 名称, 项目: 项目名 }", 5, "项目没有“项目名”这一栏。可用的栏：责任单位")]
    [InlineData("行: 项目\n范围: 当月签约\n列:\n  - { 表头: 名称, 指标: funds.total, 栏: value }", 5, "项目: 总投资")]
    [InlineData("行: 下级\n列:\n  - { 表头: 名称, 项目: 项目名称 }", 4, "把“行”改为“项目”")]
    [InlineData("行: 项目\n范围: 当月签约\n列:\n  - { 表头: 投资, 项目: 总投资, 单位: 元 }", 5, "万元、亿元")]
    [InlineData("行: 项目\n范围: 当月签约\n列:\n  - { 表头: 名称, 项目: 投资方, 小数: 2 }", 5, "不是金额")]
    public async Task MappingOfAList_WithAMistake_NamesTheLineAndWhatToDo(string rest, int line, string says)
    {
        await using var store = await TestStore.NewAsync();

        var refused = await store.Get<SaveMapping>().RunAsync(TestStore.Viewer, "清单", "标题: 清单\n" + rest, default);

        var unmet = Assert.Single(refused.Unmet);
        Assert.Contains(says, unmet.Message, StringComparison.Ordinal);
        if (!says.Contains("缺少", StringComparison.Ordinal))
        {
            Assert.StartsWith($"第 {line} 行：", unmet.Message, StringComparison.Ordinal);
        }
    }

    private static Project Signed(string name, string on, long owner = Some.Linyi)
    {
        var project = Some.Project(ProjectStage.Signed, name, owner, totalFen: Money.FromWan(12345.67m));
        project.SignedOn = Some.Day(on);
        return project;
    }

    private static async Task<ReturnTable> MakeAsync(TestStore store, string mapping, string unit)
    {
        var made = await store.Get<ReturnQueries>().MakeAsync(TestStore.Viewer, March, unit, new MappingInUse("月报", 1, mapping), default);
        Assert.True(made.Allowed, string.Join(" ", made.Unmet.Select(u => u.Message)));
        return made.Value!;
    }

    private static object?[] Row(ReturnTable table, string unit) => table.Rows.Single(r => (string?)r[0] == unit);

    /// <summary>What a reader of the file and a reader of the JSON find is the same.</summary>
    private async Task SameEverywhereAsync(ReturnTable table)
    {
        await File.WriteAllBytesAsync(_file, ReturnSheet.Write(table));
        using var book = WorkbookReader.Open(_file);
        var sheet = new List<string>();
        foreach (var row in book.Sheets[0].ReadRows())
        {
            sheet.Add(string.Join('|', Enumerable.Range(0, table.Layout.Columns.Count).Select(c => row[c].Kind switch
            {
                CellKind.Text => row[c].Text,
                CellKind.Number => Number(row[c].Number),
                _ => "",
            })));
        }
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(ReturnJson.Of(table), ReportJson.Options));
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().Select(r => string.Join('|', r.EnumerateArray().Select(v => v.ValueKind switch
        {
            JsonValueKind.Number => Number(v.GetDecimal()),
            JsonValueKind.Null => "",
            _ => v.GetString(),
        })));
        Assert.Equal(rows, sheet.Skip(2));
    }

    private static string Number(decimal value) => (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    public void Dispose() => File.Delete(_file);
}
