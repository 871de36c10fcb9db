using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Enterprises;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Enterprises;
using Yinfeng.Tests.Targeting;

namespace Yinfeng.Tests.Browser;

/// <summary>From a chain to a lead: a city and a chain, the node that is missing, who could fill it and why, one lead, and where it stands on the map.</summary>
public sealed class TargetWalkTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AMissingNode_LeadsToCompanies_ALead_AndTheMap(bool script)
    {
        await FillAsync();
        var page = await world.SignInAsync(script ? Look.Desk : Look.NoScript);
        var look = new WalkedPage(page, $"target-{script}");

        await page.GotoAsync("/chains/new-energy-storage/gaps?unit=371500");
        await look.LookAsync("gaps", script);
        await page.ClickAsync("main nav a:has-text(\"缺\")");
        await page.Locator("a[aria-label=锂电池电芯的目标企业]").PressAsync("Enter");

        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("目标企业");
        await Assertions.Expect(page.Locator("[aria-label=回测]")).ToContainTextAsync("本名单的排法");
        var first = page.Locator("ol.targets > li").Nth(script ? 0 : 1);
        var company = await first.Locator("h3 a").InnerTextAsync();
        await Assertions.Expect(first.Locator(".reasons li").First).ToBeVisibleAsync();
        await look.LookAsync("targets", script);
        await first.Locator("form button").PressAsync("Enter");

        await page.WaitForURLAsync("**/leads/*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(company);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("为什么找它");

        await page.GotoAsync("/map?layer=Leads&side=From");
        await Assertions.Expect(page.Locator("#map-table")).ToContainTextAsync(company[..2]);
        await look.LookAsync("map", script);
        Assert.Empty(world.Faults);
    }

    private async Task FillAsync()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("yinfeng-").FullName, "企业.csv");
        var here = Enumerable.Range(1, 400).Select(i =>
            RegistryText.Row($"聊城第{i}食品有限公司", RegistryText.Code(50_000 + i), "2005-01-01", scope: "食品加工。", adcode: "371500", county: "371502").Replace("德州市", "聊城市", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(path, [RegistryText.Head, .. BatteryMakers.Rows(), .. here]);
        await world.Services.GetRequiredService<ImportEnterprises>().RunAsync(TestStore.Viewer,
            new EnterpriseImportRequest(RegistryFile.Open(path), Some.Day("2016-12-31")), null, default);
    }
}
