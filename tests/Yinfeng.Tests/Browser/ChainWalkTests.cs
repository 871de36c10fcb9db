using Microsoft.Playwright;
using Yinfeng.Host;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>A chain is chosen, walked through by keys, a node gets its task, the chain is changed and put in force; with scripts and without.</summary>
public sealed class ChainWalkTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AChain_IsRead_GivenATask_Changed_AndPutInForce(bool script)
    {
        await Demo.FillAsync(world.Services, world.Order, TextWriter.Null, CancellationToken.None);
        var page = await world.SignInAsync(script ? Look.Desk : Look.NoScript);
        await page.GotoAsync("/chains?unit=371400");
        await page.ClickAsync("main th a:has-text(\"食品与粮食深加工\")");
        await Assertions.Expect(page.Locator("svg.chain a.node")).ToHaveCountAsync(24);
        if (script)
        {
            var first = page.Locator("svg.chain a.node").First;
            await first.FocusAsync();
            await page.Keyboard.PressAsync("ArrowRight");
            Assert.Equal("1", await page.EvaluateAsync<string>("document.activeElement.dataset.column"));
        }
        await page.Locator("svg.chain a.node[data-node=dietary-fiber]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#node h2")).ToHaveTextAsync("膳食纤维");
        Found.Nothing(script ? (await Axe.ViolationsAsync(page)).Select(v => v.ToString()!) : []);

        await page.SelectOptionAsync("#f-kind", "Strengthen");
        await page.FillAsync("#f-owner", "市工信局");
        await page.ClickAsync("text=保存任务");
        await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("任务已保存");
        await Assertions.Expect(page.Locator("a.node[data-node=dietary-fiber] .task")).ToContainTextAsync("强链");

        var own = script ? "own-fiber" : "own-fiber-2";
        await page.GotoAsync("/chains/new?unit=371400");
        await page.SelectOptionAsync("#f-template", "food-grain");
        await page.FillAsync("#f-id", own);
        await page.FillAsync("#f-name", "膳食纤维链");
        await page.ClickAsync("text=存为草稿并编辑");
        await page.ClickAsync("#nodes summary:has-text('饮料酒')");
        await page.ClickAsync("[aria-label='删去环节 饮料酒']");
        await Assertions.Expect(page.Locator("#nodes > header .hint")).ToHaveTextAsync("23 个");
        await page.FillAsync("#f-why", "按本市实际");
        await page.ClickAsync("button[value=put]");
        await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("新的一版已启用");
        await Assertions.Expect(page.Locator("svg.chain a.node")).ToHaveCountAsync(23);
        Found.Nothing(world.Faults);
    }
}
