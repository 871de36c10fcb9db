using System.Text;
using Yinfeng.Enterprises;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Enterprises;

/// <summary>Files that are headed in their own way: titles above, two rows of heads, other words, GBK; and what a clerk says about them once.</summary>
public sealed class RegistryColumnsTests
{
    [Theory]
    [InlineData("企业名称,信用代码,成立日期\n甲公司,1,2012-01-01\n", 0, "企业名称,信用代码,成立日期")]
    [InlineData("德州市规上企业名录,,\n填报单位：某局,,2023年\n企业名称,信用代码,成立日期\n甲公司,1,2012-01-01\n", 2, "企业名称,信用代码,成立日期")]
    [InlineData("企业名称,登记信息,,所在地\n,成立日期,注册资本(万元),县区\n甲公司,2012-01-01,500,临邑县\n", 1, "企业名称,成立日期,注册资本(万元),县区")]
    [InlineData("名录\n单位,编号,何时办的\n甲公司,1,2012-01-01\n", 1, "单位,编号,何时办的")] // Nothing known: what has the most cells.
    public void Head_OfUntidyFiles_IsFound(string text, int last, string heads)
    {
        var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();

        var head = RegistryHead.Of(rows, SaidColumns.Nothing);

        Assert.Equal((last, heads), (head.Last, string.Join(',', head.Texts)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_BelowTitles_InGbk_TakesEveryRow(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        var decision = await ImportAsync(store, await FileAsync(store, ["填报单位：某局,,,", "企业名称,统一社会信用代码,\"注册资本\n（万元）\",所在区县",
            $"德州东方机械有限公司,{Code(1)},500,临邑县"], encoding: Encoding.GetEncoding("GBK"), head: "德州市企业名录,,,"));

        Assert.Equal("1 1 0 0 0", Counts(decision));
        var company = await OneAsync(store, "德州东方机械有限公司");
        Assert.Equal((Code(1), 500_000_000), (company.CreditCode, company.CapitalCents));
    }

    [Fact]
    public async Task Import_AWorkbookWithATitleAndTwoRowsOfHeads_TakesEveryRow()
    {
        await using var store = await TestStore.NewAsync();
        var path = Path.Combine(store.Database.DataFolder, "名录.xlsx");
        await using (var file = File.Create(path))
        {
            WorkbookWriter.Write(file, [new SheetToWrite("名录", [new("德州市企业名录", 20)],
            [
                ["企业名称", "登记信息", null], [null, "统一社会信用代码", "成立日期"], ["德州东方机械有限公司", Code(1), "2012-03-05"], ["德州西方机械有限公司", Code(2), null],
            ])]);
        }

        Assert.Equal("2 2 0 0 0", Counts(await ImportAsync(store, path)));
        Assert.Equal(20120305, (await OneAsync(store, "德州东方机械有限公司")).RegisteredOn);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Columns_SaidOnce_AreUsedForTheNextFileWithTheSameHeads(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        const string Heads = "单 位,编号,何时办的,名称";
        var path = await FileAsync(store, [$"德州东方机械有限公司,{Code(1)},2012-03-05,东方"], head: Heads);
        var staged = await store.Get<StagedRegistries>().AddAsync(TestStore.Viewer, File.OpenRead(path), "企业.csv", Some.Day("2014-12-31"), default);
        var guess = await store.Get<RegistryColumns>().LookAsync(staged, null, default);
        var said = new Dictionary<string, string> { ["name"] = "单位", ["creditCode"] = "编号", ["registeredOn"] = "何时办的" };
        var look = await store.Get<RegistryColumns>().LookAsync(staged, said, default);

        await store.Get<RegistryTemplates>().KeepAsync(TestStore.Viewer, look.Heads, said, default);
        var next = await ImportAsync(store, await FileAsync(store, [$"南通东方化工有限公司,{Code(2)},2013-01-01,化工"], name: "又一份.csv", head: Heads));

        Assert.Equal("名称", guess.Columns["name"]); // The words alone take the wrong column.
        Assert.Equal(("德州东方机械有限公司", "2012-03-05", null), (look.Rows[0].Name, look.Rows[0].RegisteredOn, look.Rows[0].Refusal));
        Assert.Equal("1 1 0 0 0", Counts(next));
        Assert.Equal(20130101, (await OneAsync(store, "南通东方化工有限公司")).RegisteredOn);
    }

    [Fact]
    public async Task Look_AtAFileWithoutACompanyName_ShowsItsHeads()
    {
        await using var store = await TestStore.NewAsync();
        var path = await FileAsync(store, ["甲,1"], head: "单位,编号");
        var staged = await store.Get<StagedRegistries>().AddAsync(TestStore.Viewer, File.OpenRead(path), "企业.csv", Some.Day("2014-12-31"), default);

        var look = await store.Get<RegistryColumns>().LookAsync(staged, null, default);

        Assert.Equal(["单位", "编号"], look.Heads);
        Assert.Equal((0, 0), (look.Looked, look.Rows.Count));
        Assert.Equal(["甲", "1"], look.Samples[0]);
    }
}
