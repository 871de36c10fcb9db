using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>A clerk's first day: from the first start to a figure that opens down to its cell, with and without scripts.</summary>
public abstract class LoopWalk(BrowserWorld world, Look look)
{
    private const string Ledger = """
        盐湖区2023年招商引资项目台账（单位：万元）,,,,,,
        序号,项目名称,投资方,所属县区,总投资,固定资产投资,签约时间
        1,年产五万吨铝箔项目（示例）,示例甲公司,盐湖区,4.86亿,30000,2023年2月8日
        2,客车零部件项目（示例）,示例乙公司,盐湖区,１２０００,8000,2023.3.6
        3,果蔬冷链物流园项目（示例）,示例丙公司,盐湖区,5600,4000,2023-02-30
        合计,,,,,,
        """;

    protected async Task WalkAsync()
    {
        var page = await world.SignInAsync(look);
        try
        {
            await ImportAsync(page);
            await OpenAFigureAsync(page);
            await StartAProjectAsync(page);
            await ExportAsync(page);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            Assert.Fail($"{e.Message}\nStood at {page.Url}:\n{await page.Locator("main").InnerTextAsync()}");
        }
        Found.Nothing(world.Faults);
    }

    private static async Task ImportAsync(IPage page)
    {
        await page.GotoAsync("/imports");
        await page.SetInputFilesAsync("#f-file", new FilePayload { Name = "盐湖区台账.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Ledger) });
        await page.FillAsync("[name=unit]", "140802");
        await page.ClickAsync("text=上传并读取");
        await page.Locator("text=对的，去核对行").First.ClickAsync();

        // The thirtieth of February is refused, with the reason on its row; corrected, all three are stored.
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("保存 2 行");
        await page.Locator("tr", new() { HasText = "果蔬冷链" }).Locator("a:has-text('改正')").ClickAsync();
        await page.FillAsync("[name=signed_on]", "2023-02-28");
        await page.ClickAsync("text=保存改正");
        await page.ClickAsync("button:has-text('保存 3 行')");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/imports/\d+\?done"));
    }

    private static async Task OpenAFigureAsync(IPage page)
    {
        await page.GotoAsync("/board?period=2023-03&unit=140802&indicator=signed.count");
        await page.Locator("main a[href*='/board/figure'][href*='signed.count']").First.ClickAsync();
        await Assertions.Expect(page.Locator(".figure b")).ToHaveTextAsync("3");
        await page.Locator("tr", new() { HasText = "客车零部件" }).Locator("a[href*='/imports/']").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("第 4 行");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("2023.3.6");
    }

    private static async Task StartAProjectAsync(IPage page)
    {
        await page.GotoAsync("/projects?q=" + Uri.EscapeDataString("客车零部件"));
        await page.Locator("main a[href^='/projects/']", new() { HasText = "客车零部件" }).First.ClickAsync();
        await page.Locator("form.move [name=on]").FillAsync("2023-06-01");
        await page.ClickAsync("button:has-text('推进到“开工”')");
        await Assertions.Expect(page.Locator("#stages li[data-field]").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#stages")).ToContainTextAsync("施工许可");

        // The named person's override, with a reason that stays on the page.
        await page.Locator("#stages summary", new() { HasText = "特批" }).ClickAsync();
        await page.Locator("#f-ostage").SelectOptionAsync("Started");
        await page.FillAsync("#f-oon", "2023-06-01");
        await page.FillAsync("[name=decidedBy]", "管理员");
        await page.FillAsync("#f-oreason", "许可已批，扫描件月底补交");
        await page.ClickAsync("button:has-text('特批')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("许可已批，扫描件月底补交");
        await Assertions.Expect(page.Locator("form.move button")).ToContainTextAsync("投产");
    }

    private static async Task ExportAsync(IPage page)
    {
        await page.GotoAsync("/projects");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#ledger-export").ClickAsync());
        var file = Path.Combine(Directory.CreateTempSubdirectory("yinfeng-export-").FullName, "export.xlsx");
        await download.SaveAsAsync(file);
        Assert.Equal("PK"u8.ToArray(), File.ReadAllBytes(file)[..2]);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}

public sealed class LoopWalkTests(BrowserWorld world) : LoopWalk(world, Look.Desk), IClassFixture<BrowserWorld>
{
    [ChromiumFact]
    public Task Loop_FromFirstStartToExport_Works() => WalkAsync();
}

public sealed class LoopWalkWithoutScriptTests(BrowserWorld world) : LoopWalk(world, Look.NoScript), IClassFixture<BrowserWorld>
{
    [ChromiumFact]
    public Task Loop_WithScriptsSwitchedOff_WorksTheSame() => WalkAsync();
}
