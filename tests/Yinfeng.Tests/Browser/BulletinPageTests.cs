using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Bulletins;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>The pages of the bulletin on a desk and on a phone: usable by everybody, nothing wider than the screen, a template that answers.</summary>
public sealed class BulletinPageTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    private static readonly string[] Addresses = ["/bulletins", "/bulletins/2023-06?unit=371400", "/bulletins/template?unit=371400", "/bulletins/check"];

    [ChromiumFact]
    public async Task Pages_AreUsableByEverybody_OnADeskAndOnAPhone()
    {
        await SeedAsync();
        foreach (var look in new[] { Look.Desk, Look.Phone })
        {
            var page = await world.SignInAsync(look);
            foreach (var address in Addresses)
            {
                var answer = await page.GotoAsync(address);
                Assert.Equal((address, 200), (address, answer!.Status));
                Assert.Empty((await Axe.ViolationsAsync(page)).Select(v => $"{look.Width} {address} {v}"));
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{address} is wider than {look.Width}");
            }
        }
        Found.Nothing(world.Faults);
    }

    [ChromiumFact]
    public async Task Template_WithAMistake_SaysTheLine_AndKeepsWhatWasTyped()
    {
        var page = await world.SignInAsync(Look.NoScript);
        await page.GotoAsync("/bulletins/template?unit=371400");
        var text = await page.InputValueAsync("[name=text]") + "\n共签约{signed.cuont}。";
        await page.FillAsync("[name=text]", text);
        await page.ClickAsync("button:has-text('存为新版')");

        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("没有字段 {signed.cuont}");
        Assert.Contains("signed.cuont", await page.InputValueAsync("[name=text]"), StringComparison.Ordinal);
        Found.Nothing(world.Faults);
    }

    private async Task SeedAsync()
    {
        var site = new BulletinSite(9).Grow(30);
        await world.Services.GetRequiredService<Writer>().RunAsync(Viewer.Operator("test"), Rights.None, work =>
        {
            work.Db.AddRange(site.Projects);
            work.Db.AddRange(site.Months);
            work.Db.AddRange(site.Targets);
            work.Audit("test.seed", "", new { });
            work.Changes.Everything = true;
            return Task.FromResult(Decision.Allow);
        }, default);
    }
}
