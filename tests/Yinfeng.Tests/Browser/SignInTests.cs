using Microsoft.Playwright;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

public sealed class SignInTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    [ChromiumTheory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task SignInPage_IsAccessible(int width)
    {
        var page = await world.VisitAsync(new Look(width));
        await page.GotoAsync("/login");
        Found.Nothing(await Axe.ViolationsAsync(page));
    }

    // A guard that cannot fail guards nothing.
    [ChromiumFact]
    public async Task Axe_OnAPageWithAnUnlabelledField_FindsIt()
    {
        var page = await world.VisitAsync();
        await page.SetContentAsync("<html lang=zh><title>x</title><main><input></main></html>");
        Assert.Contains(await Axe.ViolationsAsync(page), v => v.StartsWith("label:", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task FirstStart_OneTimePassword_LeadsThroughChoosingOneToTheHomePage()
    {
        var page = await world.SignInAsync();
        Assert.Equal("/", new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        Found.Nothing(world.Faults);
    }

    [ChromiumFact]
    public async Task Stranger_OnAnyPage_IsLedToTheDoor()
    {
        var page = await world.VisitAsync();
        await page.GotoAsync("/projects?q=x");
        Assert.Equal("/login", new Uri(page.Url).AbsolutePath);
    }
}
