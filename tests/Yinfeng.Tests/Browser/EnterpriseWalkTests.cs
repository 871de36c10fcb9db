using System.Text;
using Microsoft.Playwright;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>A clerk takes in a list with heads of its own, searches for a company as one types, opens it and goes on to its sister.</summary>
public sealed class EnterpriseWalkTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AList_IsMapped_ItsCompaniesAreFound_AndLeadToTheirGroup(bool script)
    {
        var (brand, head, place, sister) = script ? ("东方水泥", "单位", "德州", "南通") : ("西岭食品", "主体", "聊城", "扬州");
        var file = new FilePayload
        {
            Name = $"{place}名录.csv", MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes($"{place}重点企业名录,,\n,,2023年\n{head},何时办的,注册资本（万元）\n"
                + $"{brand}（{place}）有限公司,2012-03-05,5000\n{brand}（{sister}）有限公司,2013-01-01,100\n,2013-01-01,1\n"),
        };
        var clerk = await world.SignInAsync(script ? Look.Desk : Look.NoScript);
        var look = new WalkedPage(clerk, $"enterprise-{script}");

        await clerk.GotoAsync("/enterprises/imports");
        await clerk.SetInputFilesAsync("#f-file", new FilePayload { Name = "旧表.xlsx", MimeType = "application/octet-stream", Buffer = [0xFF, 0, 0xFE, 1, 0x80, 0, 2] });
        await clerk.ClickAsync("text=上传，下一步核对列");
        await Assertions.Expect(clerk.Locator(".form-errors")).ToContainTextAsync("“旧表.xlsx”不是文本表格");
        await Assertions.Expect(clerk.Locator("text=等待核对列")).ToHaveCountAsync(0);
        await clerk.SetInputFilesAsync("#f-file", file);
        await clerk.ClickAsync("text=上传，下一步核对列");
        await Assertions.Expect(clerk.Locator("[role=status]")).ToContainTextAsync("没有认出哪一列是企业名称");
        await clerk.ClickAsync("text=保存并导入");
        await Assertions.Expect(clerk.Locator(".form-errors")).ToContainTextAsync("没有一列读成企业名称");
        await clerk.SelectOptionAsync($"[aria-label='{head} 读成']", "name");
        await clerk.SelectOptionAsync("[aria-label='何时办的 读成']", "registeredOn");
        await clerk.ClickAsync("text=照此预览");
        await Assertions.Expect(clerk.Locator("#rows")).ToContainTextAsync("不收");
        await look.LookAsync("columns", script);
        await clerk.ClickAsync("text=保存并导入");
        await ImportedAsync(clerk);

        await clerk.GotoAsync("/enterprises");
        await clerk.FillAsync("#eq", $"{brand[..3]}某（{place}）有限公司"); // One wrong character.
        await clerk.PressAsync("#eq", "Enter");
        var found = clerk.Locator("#found tbody tr").First;
        await Assertions.Expect(found).ToContainTextAsync("名称相差一个字");
        await look.LookAsync("found", script);
        await found.Locator("a").PressAsync("Enter");

        await Assertions.Expect(clerk.Locator("h1")).ToHaveTextAsync($"{brand}（{place}）有限公司");
        await Assertions.Expect(clerk.Locator("#group")).ToContainTextAsync("姊妹企业");
        await look.LookAsync("company", script);
        await clerk.Locator("#group a", new() { HasText = sister }).PressAsync("Enter");
        await Assertions.Expect(clerk.Locator("h1")).ToHaveTextAsync($"{brand}（{sister}）有限公司");
        Assert.Empty(world.Faults);
    }

    /// <summary>Waits for the report; without scripts the page is asked again by hand.</summary>
    private static async Task ImportedAsync(IPage page)
    {
        for (var i = 0; i < 60 && !page.Url.Contains("/enterprises/imports/", StringComparison.Ordinal) | page.Url.Contains("/jobs/", StringComparison.Ordinal); i++)
        {
            await Task.Delay(500);
            await page.ReloadAsync();
        }
        await Assertions.Expect(page.Locator(".kpis")).ToContainTextAsync("新增企业2");
    }
}
