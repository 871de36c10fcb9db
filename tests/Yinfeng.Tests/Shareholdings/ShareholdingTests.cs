using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shareholdings;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Shareholdings;

public sealed class ShareholdingTests : IDisposable
{
    private const string Top = "914403001922038216", Middle = "9144030071526726XG";
    private const string Lists = """
        企业名称,统一社会信用代码,股东名称,股东信用代码,股东类型,持股比例（%）,截止日期,来源
        深圳中间公司,9144030071526726XG,深圳顶层公司,914403001922038216,,60,2023-12-31,年报
        深圳中间公司,9144030071526726XG,张三丰,,,40,2023-12-31,年报
        临邑子公司,,深圳中间公司,,,50%,2023-12-31,年报
        临邑子公司,,深圳中间公司,,,50%,2023-12-31,年报
        临邑子公司,,深圳顶层公司,,企业法人,20,2023-12-31,年报
        旁边公司,,另一公司,,,101,2023-12-31,年报
        旁边公司,,,,,10,2023-12-31,年报
        ,,另一公司,,,10,2023-12-31,年报
        旁边公司,,另一公司,,,10,2023-13-41,年报
        旁边公司,,李四,440301198001011234,,10,2023-12-31,年报
        旁边公司,,王五合伙企业,,,,2023-12-31,年报
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yinfeng-holdings-");

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_EveryRowIsAccountedForWithItsReason(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);

        var report = await ImportAsync(store, Lists);

        Assert.Equal((11, 6, 1, 4), (report.Rows, report.Stored, report.Merged, report.Refused));
        Assert.Equal(report.Rows, report.Stored + report.Merged + report.Refused);
        Assert.Equal(["company-missing", "date-impossible", "duplicate", "holder-missing", "identity-number-dropped", "percent-impossible", "percent-missing"], report.ProblemCounts.Keys);
        Assert.True((await ImportAsync(store, Lists)).AlreadyImported);
        await using var db = store.Database.OpenRead();
        Assert.DoesNotContain(await db.Set<Shareholding>().ToListAsync(), h => $"{h.HolderKey}{h.HolderName}".Contains("44030119", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Controllers_AlongAllPaths_AndTheOtherWayRound(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, Lists);

        var view = await ViewAsync(store, "临邑子公司");

        Assert.Equal([("深圳顶层公司", 50m, (decimal?)20m, true), ("深圳中间公司", 50m, 50m, false)], view.Controllers.Select(c => (c.Party.Name, c.Percent, c.DirectPercent, c.IsEnd)));
        Assert.Equal(["深圳中间公司", "临邑子公司"], view.Group.Select(g => g.Party.Name));
        Assert.Equal((Top, 4), (view.GroupHead.Code, view.NetworkSize));
        Assert.Equal([("深圳中间公司", 60m), ("临邑子公司", 50m)], (await ViewAsync(store, Top)).Controlled.Select(c => (c.Party.Name, c.Percent)));
        Assert.Equal(["深圳顶层公司", "张三丰"], (await ViewAsync(store, Middle)).Controllers.Select(c => c.Party.Name));
    }

    [Fact]
    public async Task Path_BetweenTwoCompanies_NamesTheTies()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, Lists);
        var queries = store.Get<ShareholdingQueries>();

        var path = await queries.PathAsync(TestStore.Viewer, "临邑子公司", Top, null, default);
        Assert.Equal([("临邑子公司", null), ("深圳顶层公司", "被持有 20%")], path.Value!.Select(s => (s.Party.Name, s.Tie)));

        Assert.Empty((await queries.PathAsync(TestStore.Viewer, "临邑子公司", "旁边公司", null, default)).Value!);
        Assert.Equal(["from", "to"], (await queries.PathAsync(TestStore.Viewer, "没有", "也没有", null, default)).Unmet.Select(u => u.Field));
    }

    [Fact]
    public async Task ANewList_ReplacesTheOldOneAsAWhole_AndTheOldDayStaysReadable()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, Lists);

        await ImportAsync(store, "企业名称,股东名称,持股比例,日期\n临邑子公司,新股东公司,0.8,2024-06-30\n临邑子公司,深圳中间公司,0.2,2024-06-30\n");

        Assert.Equal([("新股东公司", 80m)], (await ViewAsync(store, "临邑子公司")).Controllers.Select(c => (c.Party.Name, c.Percent)));
        Assert.Equal(["深圳顶层公司", "深圳中间公司"], (await ViewAsync(store, "临邑子公司", new DateOnly(2024, 6, 29))).Controllers.Select(c => c.Party.Name));
    }

    [Fact]
    public async Task ACorrectedShare_OfALaterFile_Replaces()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, "企业名称,股东名称,持股比例,日期\n甲公司,乙公司,90,2024-06-30\n");

        var again = await ImportAsync(store, "企业名称,股东名称,持股比例,日期\n甲公司,乙公司,30,2024-06-30\n");

        Assert.Equal((0, 1), (again.Stored, again.Merged));
        Assert.Equal(30m, (await ViewAsync(store, "甲公司")).Controllers.Single().Percent);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task ALaterFile_CorrectsAddsAndKeeps_TheLargerShareOfItsOwnLines(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, "企业名称,股东名称,持股比例,日期\n甲公司,乙公司,90,2024-06-30\n丙公司,乙公司,80,2024-06-30\n丁公司,乙公司,70,2024-06-30\n");

        var again = await ImportAsync(store, """
            企业名称,股东名称,持股比例,日期,来源
            甲公司,乙公司,30,2024-06-30,补正
            甲公司,乙公司,50,2024-06-30,补正
            丙公司,乙公司,80,2024-06-30,补正
            丙公司,乙公司,40,2024-06-30,补正
            戊公司,乙公司,20,2024-06-30,补正
            戊公司,乙公司,60,2024-06-30,补正
            """);

        Assert.Equal((6, 1, 5, 0), (again.Rows, again.Stored, again.Merged, again.Refused));
        await using var db = store.Database.OpenRead();
        Assert.Equal(["丁公司 7000 list.csv 4", "丙公司 8000 list.csv 3", "戊公司 6000 补正 7", "甲公司 5000 补正 3"],
            (await db.Set<Shareholding>().ToListAsync()).Select(h => $"{h.CompanyName} {h.BasisPoints} {h.Source} {h.SourceRow}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Persons_AreMaskedForWhoeverMayNotSeeSecrets_AndNeverJoined()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, "企业名称,股东名称,持股比例\n甲公司,张三丰,90\n乙公司,张三丰,80\n");
        var clerk = new Viewer("user:li", "李", 371424, Rights.See | Rights.Report);

        var seen = await store.Get<ShareholdingQueries>().CompanyAsync(clerk, "甲公司", 25, null, default);

        var person = Assert.Single(seen!.Controllers).Party;
        Assert.Equal(("张＊＊", null, null), (person.Name, person.Key, person.Code));
        Assert.Equal("张＊＊", Assert.Single(seen.Declared).Holder.Name);
        Assert.DoesNotContain("乙公司", seen.Group.Select(g => g.Party.Name));
        Assert.Equal("张三丰", Assert.Single((await ViewAsync(store, "甲公司")).Controllers).Party.Name);
    }

    [Fact]
    public async Task Import_WithoutTheColumns_IsRefusedAsAWhole_AndXlsxIsRead()
    {
        await using var store = await TestStore.NewAsync();
        var path = Path.Combine(_folder.FullName, "a.csv");
        await File.WriteAllTextAsync(path, "名称,金额\n甲,1\n");

        Assert.Equal("header-not-found", (await store.Get<ImportShareholdings>().RunAsync(TestStore.Viewer, path, "a.csv", null, default)).Unmet[0].Code);

        await using (var file = File.Create(Path.ChangeExtension(path, "xlsx")))
        {
            WorkbookWriter.Write(file, [new SheetToWrite("股东", [new("企业名称"), new("股东名称"), new("持股比例")], [["甲公司", "乙公司", 0.6m], ["甲公司", "丙公司", 0.4m]])]);
        }
        var report = (await store.Get<ImportShareholdings>().RunAsync(TestStore.Viewer, Path.ChangeExtension(path, "xlsx"), "a.xlsx", new LedgerDate(2024, 1, 1), default)).Value!;
        Assert.Equal(2, report.Stored);
        Assert.Equal([60m, 40m], (await ViewAsync(store, "甲公司")).Controllers.Select(c => c.Percent));
    }

    private async Task<ShareholdingReport> ImportAsync(TestStore store, string text)
    {
        var path = Path.Combine(_folder.FullName, "list.csv");
        await File.WriteAllTextAsync(path, text);
        return (await store.Get<ImportShareholdings>().RunAsync(TestStore.Viewer, path, "list.csv", new LedgerDate(2023, 12, 31), default)).Value!;
    }

    /// <summary>Far apart in a long file, which is stored part by part.</summary>
    [Fact]
    public async Task Import_ALineTwiceInALongFile_KeepsTheLargerShare()
    {
        await using var store = await TestStore.NewAsync();
        var others = string.Concat(Enumerable.Range(1, 50_000).Select(i => $"第{i}公司,乙公司,60,2024-06-30\n"));

        var report = await ImportAsync(store, $"企业名称,股东名称,持股比例,日期\n甲公司,乙公司,30,2024-06-30\n{others}甲公司,乙公司,90,2024-06-30\n");

        Assert.Equal((50_002, 50_001, 1), (report.Rows, report.Stored, report.Merged));
        Assert.Equal(90m, Assert.Single((await ViewAsync(store, "甲公司")).Controllers).Percent);
    }

    private static async Task<ControlView> ViewAsync(TestStore store, string company, DateOnly? on = null) =>
        (await store.Get<ShareholdingQueries>().CompanyAsync(TestStore.Viewer, company, 25, on, default))!;

    public void Dispose() => _folder.Delete(recursive: true);
}
