using Microsoft.Playwright;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>The map's form: the nodes follow the chosen chain, at once with scripts and after 查看 without.</summary>
public sealed class MapWalkTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NodesFollowTheChain(bool script)
    {
        var page = await world.SignInAsync(script ? Look.Desk : Look.NoScript);
        await page.GotoAsync("/map?layer=Companies&chain=food-grain&node=dietary-fiber");
        await Assertions.Expect(page.Locator("#m-node option:has-text('膳食纤维')")).ToHaveCountAsync(1);
        if (script)
        {
            await page.EvaluateAsync("window.stays = true");
        }
        await page.FocusAsync("#m-chain");
        await page.SelectOptionAsync("#m-chain", "auto-parts");
        if (!script)
        {
            await page.ClickAsync("[data-map-form] button");
        }
        await Assertions.Expect(page.Locator("#m-node option:has-text('整车')")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#m-node option:has-text('膳食纤维')")).ToHaveCountAsync(0);
        Assert.Contains("chain=auto-parts", page.Url, StringComparison.Ordinal);
        if (script)
        {
            Assert.Equal("true m-chain", await page.EvaluateAsync<string>("`${window.stays} ${document.activeElement.id}`"));
            await page.SelectOptionAsync("#m-node", "vehicle");
            await Assertions.Expect(page.Locator(".phead .sub")).ToContainTextAsync("所选环节");
            Found.Nothing((await Axe.ViolationsAsync(page)).Select(v => v.ToString()!));
            await page.GoBackAsync();
            await Assertions.Expect(page.Locator("#m-node")).ToHaveValueAsync("");
        }
        Found.Nothing(world.Faults);
    }
}
