using Microsoft.Playwright;
using Yinfeng.Host;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>Every page of the demo workspace, with full tables, at a desk and on a phone.</summary>
public sealed class DemoPagesTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    private static readonly string[] Fixed =
    [
        "/", "/board?period=2021-12&unit=140800", "/board?period=2023-03&unit=371400", "/projects", "/projects/new", "/imports",
        "/lights?period=2021-09&unit=140800", "/clocks?period=2021-12&unit=140800", "/monthly?month=2021-12&unit=140800",
        "/desk", "/notices", "/?period=2021-12&unit=140800", "/map?period=2021-12&unit=140800", "/closing", "/bulletins", "/returns",
        "/targets", "/leads", "/units", "/units/140800", "/settings", "/users", "/users/new", "/password", "/nowhere",
    ];

    /// <summary>Pages of one thing are found as a visitor finds them: the first link of their kind on a page.</summary>
    private static readonly (string On, string Link)[] Followed =
    [
        ("/board?period=2021-12&unit=140800", "main a[href*='/board/figure']"),
        ("/projects", "main a[href^='/projects/']:not([href*='export']):not([href*='new'])"),
        ("/imports", "main table a[href^='/imports/']"),
        ("/users", "main a[href^='/users/']:not([href*='new'])"),
    ];

    [ChromiumTheory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task EveryPage_HasNoViolationAndAsksNoOtherHost(int width)
    {
        await Demo.FillAsync(world.Services, world.Order, TextWriter.Null, CancellationToken.None);
        var page = await world.SignInAsync(new Look(width));
        var found = new List<string>();
        foreach (var address in Fixed.Concat(await FollowAsync(page)))
        {
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
            found.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{width} {address}: {v}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))
            {
                found.Add($"{width} {address}: the page scrolls sideways");
            }
        }
        Found.Nothing(found.Concat(world.Faults));
    }

    private static async Task<List<string>> FollowAsync(IPage page)
    {
        var addresses = new List<string>();
        foreach (var (on, link) in Followed)
        {
            await page.GotoAsync(on);
            addresses.Add((await page.Locator(link).First.GetAttributeAsync("href"))!);
        }
        var project = addresses[1];
        return [.. addresses, project + "/edit", project + "/credit", project + "/status", project + "/months/2021-12"];
    }
}
