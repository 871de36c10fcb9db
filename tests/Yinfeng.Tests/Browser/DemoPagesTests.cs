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
        "/desk", "/notices", "/?period=2021-12&unit=140800", "/map?period=2021-12&unit=140800", "/map?period=2021-12&unit=140800&side=To", "/map?period=2021-12&unit=140800&at=440000&look=Points", "/map/rows?period=2021-12&unit=140800", "/map?layer=Parks&unit=371400", "/map?layer=Companies", "/closing", "/audit", "/audit?from=5&size=9", "/bulletins", "/returns",
        "/reviews", "/pending", "/monthly/overdue", "/meetings", "/meetings/new", "/meetings/resolutions",
        "/targets", "/enterprises", "/enterprises?place=371400", "/chains", "/chains?unit=371400", "/chains/high-end-equipment?unit=140800&node=casting", "/chains/food-grain?unit=371400&node=dietary-fiber", "/chains/food-grain/edit?unit=371400&node=dietary-fiber", "/chains/food-grain/versions?unit=371400", "/chains/new", "/chains/new-energy-storage/gaps?unit=371400", "/chains/new-energy-storage/targets?unit=371400", "/chains/advice", "/enterprises/imports", "/enterprises?q=%E6%9C%BA%E6%A2%B0", "/leads", "/leads/taken", "/leads/board", "/leads/import", "/shareholdings", "/arbitration", "/arbitration/new", "/task-forces", "/units", "/units/140800", "/password", "/posts", "/nowhere",
        "/assessment?period=2021-12&unit=140800", "/assessment?period=2021-12&unit=140821", "/assessment/replay?period=2021-12&unit=140800",
        "/assessment/editions", "/assessment/schemes", "/assessment/schemes/new", "/assessment/entries", "/assessment/leaders?period=2021-12",
        "/inspections", "/inspections/tasks", "/inspections/plans/new", "/inspections/inspectors/new",
        "/visits", "/visits/new", "/visits/contacts", "/promises", "/promises/new", "/policies/digest", "/policies/dezhou-2022-incentive/changes",
        "/industries", "/resolution",
        "/suspicion", "/suspicion/lists", "/policies", "/policies/versions", "/policies/new", "/policies/dezhou-2022-incentive", "/policies/entitled", "/policies/entitled/companies?place=371400", "/policies/dezhou-2022-incentive/entitled", "/policies/match?facts=%E5%AE%9E%E9%99%85%E6%8A%95%E8%B5%84%EF%BC%9A2%E4%BA%BF%E5%85%83",
        "/grants", "/grants/budgets?estimate=1",
    ];

    /// <summary>Pages of one thing are found as a visitor finds them: the first link of their kind on a page.</summary>
    private static readonly (string On, string Link)[] Followed =
    [
        ("/board?period=2021-12&unit=140800", "main a[href*='/board/figure']"),
        ("/projects", "main a[href^='/projects/']:not([href*='export']):not([href*='new'])"),
        ("/imports", "main table a[href^='/imports/']"),
        ("/meetings?status=Planned", "main table a[href^='/meetings/']"),
        ("/meetings?status=Held", "main table a[href^='/meetings/']"),
        ("/meetings/resolutions?late=1", "main table a[href^='/meetings/resolutions/']"),
        ("/meetings/resolutions?state=Reported", "main table a[href^='/meetings/resolutions/']"),
        ("/assessment/editions", "main tbody tr:first-child a[href^='/assessment/editions/']"), ("/assessment?period=2021-12&unit=140800", "main th a"),
        ("/inspections", "main tbody tr:first-child a[href^='/inspections/draws/']"),
        ("/inspections", "main tbody tr:last-child a[href^='/inspections/draws/']"),
        ("/arbitration", "main th a[href^='/arbitration/']"),
        ("/visits", "main th a[href^='/visits/']"), ("/promises", "main th a[href^='/promises/']"), ("/inspections/tasks", "main th a[href^='/inspections/tasks/']"),
    ];

    /// <summary>Pages of the administrators, who see none of the others.</summary>
    private static readonly (string Login, string[] Addresses)[] Administrators =
    [
        ("admin", ["/", "/users", "/users/new"]), ("system", ["/", "/settings", "/settings/boundaries", "/units", "/units/140800"]), ("audit", ["/", "/audit/log", "/audit/log/0", "/audit/erase"]),
    ];

    [ChromiumTheory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task EveryPage_HasNoViolationAndAsksNoOtherHost(int width)
    {
        await Demo.FillAsync(world.Services, world.Order, TextWriter.Null, CancellationToken.None);
        var page = await world.SignInAsync(new Look(width));
        var found = new List<string>();
        await LookAsync(page, width, Fixed.Concat(await FollowAsync(page)), found);
        foreach (var (login, addresses) in Administrators)
        {
            await world.SignInAsync(page, login);
            await LookAsync(page, width, addresses, found);
            if (login == "admin")
            {
                await page.GotoAsync("/users");
                await LookAsync(page, width, [(await page.Locator("main table a[href^='/users/']").First.GetAttributeAsync("href"))!], found);
            }
            await page.GotoAsync("/projects");
            Assert.Contains("没有办理这件事的权限", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        }
        Found.Nothing(found.Concat(world.Faults));
    }

    private static async Task LookAsync(IPage page, int width, IEnumerable<string> addresses, List<string> found)
    {
        foreach (var address in addresses)
        {
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
            found.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{width} {address}: {v}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))
            {
                found.Add($"{width} {address}: the page scrolls sideways");
            }
        }
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
        var minutes = addresses.Where(a => a.StartsWith("/meetings/", StringComparison.Ordinal) && !a.Contains("resolutions", StringComparison.Ordinal)).Select(a => a + "/minutes");
        return [.. addresses, .. minutes, project + "/edit", project + "/credit", project + "/status", project + "/months/2021-12"];
    }
}
