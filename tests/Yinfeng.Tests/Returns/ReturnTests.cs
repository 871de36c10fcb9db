using System.Net;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Reports;
using Yinfeng.Returns;
using Yinfeng.Rules;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Projects;
using Yinfeng.Tests.Reports;

namespace Yinfeng.Tests.Returns;

public class ReturnTests
{
    private static readonly YearMonth June = new(2023, 6);
    private const string Funds = """
        标题: 到位资金月报
        行: 本级和下级
        列:
          - { 表头: 单位, 固定: 单位名称 }
          - { 表头: 填报, 固定: 固定文字, 文字: 招商局 }
          - { 表头: 全数, 指标: funds.total, 栏: value, 单位: 亿元 }
          - { 表头: 万元, 指标: funds.total, 栏: value, 单位: 万元, 小数: 0 }
          - { 表头: 同期, 指标: funds.total, 栏: lastYear, 单位: 亿元, 小数: 1 }
          - { 表头: 名次, 指标: funds.total, 栏: rank }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task Return_ShowsTheBoardsFigures_AndReadsBackFromItsWorkbook(string provider)
    {
        await using var store = await SeededAsync(provider);
        var returns = store.Get<ReturnQueries>();
        var board = (await store.Get<BoardQueries>().BoardAsync(TestStore.Viewer, June, "371400", ["funds.total"], default)).Value!;

        var table = (await returns.MakeAsync(TestStore.Viewer, June, "371400", new MappingInUse("月报", 1, Funds), default)).Value!;

        Assert.Equal(board.Rows.Select((r, i) => new object?[]
        {
            r[0].Unit.Name, "招商局", r[0].Value, Rounded(r[0].Value * 10_000, 0), Rounded(r[0].LastYear, 1), i == 0 ? null : r[0].Rank,
        }), table.Rows);
        Assert.Contains(table.Rows, r => r[2] is > 0m);
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, ReturnSheet.Write(table));
        using var book = WorkbookReader.Open(path);
        Assert.Equal(table.Rows.Count + 2, book.Sheets[0].ReadRows().Count());
        File.Delete(path);
    }

    [Theory]
    [InlineData(0.00005, "万元", 0, 1.0)]
    [InlineData(-0.00005, "万元", 0, -1.0)]
    [InlineData(0.125, "亿元", 2, 0.13)]
    [InlineData(-0.125, "亿元", 2, -0.13)]
    [InlineData(0.12345678, "万元", null, 1234.5678)]
    public void Figure_IsScaledAndRoundedHalfAwayFromZero(double value, string unit, int? places, double expected)
    {
        var cell = new BoardCell(null!, null!, (decimal)value, null, null, null, null, null, 50, null, null, null, null);
        Assert.Equal((decimal)expected, new ReturnColumn("数", ReturnField.Value, "funds.total", unit, places).Of(cell));
        Assert.Null(new ReturnColumn("数", ReturnField.Target, "funds.total", unit, places).Of(cell));
    }

    [Theory]
    [InlineData("{ 表头: 甲, 指标: funds.totle, 栏: value }", "没有指标“funds.totle”。可用的指标：signed.count")]
    [InlineData("{ 表头: 甲, 指标: funds.total, 栏: 本期 }", "value、lastYear")]
    [InlineData("{ 表头: 甲, 指标: funds.total, 栏: value, 单位: 个 }", "可用的单位：亿元、万元")]
    [InlineData("{ 表头: 甲, 指标: funds.total, 栏: rank, 单位: 个 }", "名次没有单位")]
    [InlineData("{ 表头: 甲, 指标: funds.total, 栏: completion, 小数: 1 }", "已保留 2 位")]
    [InlineData("{ 表头: 甲, 固定: 单位名 }", "单位名称")]
    [InlineData("{ 表头: 甲, 指标: funds.total, 栏: value, 倍数: 2 }", "不认识的栏目“倍数”")]
    [InlineData("{ 表头: 序号, 固定: 单位名称 }", "表头“序号”重复")]
    [InlineData("甲", "这一列没有写栏目")]
    [InlineData("{ 表头: [", "不是 YAML")]
    public async Task Mapping_WithAMistake_IsRefusedNamingTheLineAndWhatIsPossible(string column, string says)
    {
        await using var store = await TestStore.NewAsync();
        var text = $"标题: 月报\n行: 下级\n列:\n  - {{ 表头: 序号, 固定: 序号 }}\n  - {column}\n";

        var refused = await store.Get<SaveMapping>().RunAsync(TestStore.Viewer, "月报", text, default);

        var unmet = Assert.Single(refused.Unmet);
        Assert.Equal("text", unmet.Field);
        Assert.Contains(says, unmet.Message, StringComparison.Ordinal);
        Assert.Matches("^第 [56] 行：", unmet.Message);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Mapping_EverySaveIsAVersion_AndTheNearestUnitUpwardIsUsed(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (returns, save) = (store.Get<ReturnQueries>(), store.Get<SaveMapping>());
        var shipped = (await returns.MappingAsync(TestStore.Viewer, null, default)).Value!;
        var city = Some.User("wang", Some.Dezhou) with { Rights = Rights.All };

        Assert.Equal(("省级招商引资月报", 0), (shipped.Name, shipped.Version));
        Assert.Equal(1, (await save.RunAsync(TestStore.Viewer, shipped.Name, shipped.Text, default)).Value);
        Assert.Equal(1, (await save.RunAsync(city, shipped.Name, Funds, default)).Value);
        Assert.Equal(2, (await save.RunAsync(city, shipped.Name, Funds + "\n", default)).Value);

        Assert.Equal((2, Funds + "\n"), await UsedAsync(Some.User("li", Some.Linyi)));
        Assert.Equal((1, shipped.Text), await UsedAsync(Some.User("zhao", 370100)));
        var clerk = Some.User("li", Some.Linyi) with { Rights = Roles.Of(Role.Reporter) };
        await Assert.ThrowsAsync<RightMissingException>(() => save.RunAsync(clerk, "月报", Funds, default));
        Assert.Equal("return.unknown", (await returns.MappingAsync(city, "年报", default)).Unmet.Single().Code);

        async Task<(int, string)> UsedAsync(Viewer viewer)
        {
            var used = (await returns.MappingAsync(viewer, shipped.Name, default)).Value!;
            return (used.Version, used.Text);
        }
    }

    [Fact]
    public async Task Return_RowsAndScope_AreRespected()
    {
        await using var store = await SeededAsync("sqlite");
        var returns = store.Get<ReturnQueries>();
        Task<Decision<ReturnTable>> Make(Viewer viewer, string? unit, string rows) =>
            returns.MakeAsync(viewer, June, unit, new MappingInUse("月报", 1, Funds.Replace("本级和下级", rows, StringComparison.Ordinal)), default);
        var county = Some.User("li", Some.Linyi);

        Assert.Equal("board.unit.unknown", (await Make(county, "371400", "本级")).Unmet.Single().Code);
        Assert.Equal("临邑县", (await Make(county, null, "本级")).Value!.Rows.Single()[0]);
        Assert.DoesNotContain((await Make(TestStore.Viewer, "371400", "下级")).Value!.Rows, r => (string?)r[0] == "德州市");
    }

    [Fact]
    public async Task Page_ARefusedMapping_KeepsWhatWasTyped_AndAGoodOneIsUsed()
    {
        await using var store = await SeededAsync("sqlite");
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer);
        const string Address = "/returns?period=2023-06&unit=371400";
        KeyValuePair<string, string>[] Fields(string text) => [new("of", ""), new("period", "2023-06"), new("unit", "371400"), new("name", "资金月报"), new("text", text)];

        var refused = await site.PostAsync(Address, "/returns/mapping", Fields(Funds.Replace("栏: rank", "栏: 排名", StringComparison.Ordinal)));
        var saved = await site.PostAsync(Address, "/returns/mapping", Fields(Funds));
        var page = await site.Client.GetStringAsync(saved.Headers.Location);
        var json = await site.Client.GetStringAsync("/api/returns/资金月报?period=2023-06&unit=371400");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var kept = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("栏: 排名", kept, StringComparison.Ordinal);
        Assert.Contains("第 9 行", kept, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Contains("到位资金月报", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("\"unit\":\"371400\"", json, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync("/returns?name=没有")).StatusCode);
    }

    [Fact]
    public async Task ShippedMapping_MakesAReturn()
    {
        await using var store = await SeededAsync("sqlite");
        var returns = store.Get<ReturnQueries>();
        Assert.NotEmpty(ReturnReader.Read((await returns.MappingAsync(TestStore.Viewer, null, default)).Value!.Text, store.Get<IndicatorCatalog>()).Layout!.Columns);
    }

    private static decimal? Rounded(decimal? value, int places) => value is { } v ? decimal.Round(v, places, MidpointRounding.AwayFromZero) : null;

    private static async Task<TestStore> SeededAsync(string provider)
    {
        var store = await TestStore.NewAsync(provider);
        var ledger = new OwnLedger(new Random(21));
        ledger.Grow(40);
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Db.AddRange(OwnLedger.Units());
            work.Db.AddRange(ledger.Rows());
            work.Audit("test.seed", "", new { });
            (work.Changes.Units, work.Changes.Everything) = (true, true);
            return Task.FromResult(0);
        }, default);
        return store;
    }
}
