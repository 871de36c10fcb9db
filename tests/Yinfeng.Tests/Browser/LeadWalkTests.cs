using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>A lead by its people: two counties and the city above them, from the first report to the project, and a third who claims it too.</summary>
public sealed class LeadWalkTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ALead_GoesItsWay_ToTheProject(bool script)
    {
        var (title, investor) = script ? ("光电组件生产基地", "临沂东光光电有限公司") : ("冷链物流园", "菏泽北辰冷链有限公司");
        var look = script ? Look.Desk : Look.NoScript;
        var (li, qi, shi, ling) = ($"li-{script}", $"qi-{script}", $"shi-{script}", $"ling-{script}");
        await PersonAsync(li, "李临邑", "371424", Role.Reporter);
        await PersonAsync(qi, "齐河生", "371425", Role.Reporter);
        await PersonAsync(ling, "陵城客", "371403", Role.Reporter);
        await PersonAsync(shi, "施市办", "371400", Role.Approver);
        var page = await world.SignInAsync(look, li);
        var seen = new WalkedPage(page, $"lead-{script}");

        var first = await TakenInAsync(page, seen, script, title, investor);
        await MergedAsync(page, seen, script, first, title, investor);
        await GradedAndFollowedAsync(page, seen, script, first);
        await HandedOverAsync(page, seen, script, first, shi);
        await RecycledAndClaimedAsync(page, seen, script, first, title, qi, li);
        await ConvertedAsync(page, title);
        await ClaimedByAThirdAsync(page, seen, script, title, investor, ling);
        Assert.Empty(world.Faults);
    }

    /// <returns>The path of the lead.</returns>
    private static async Task<string> TakenInAsync(IPage page, WalkedPage seen, bool script, string title, string investor)
    {
        await page.GotoAsync("/leads");
        await page.Locator("main a:has-text('登记线索')").First.PressAsync("Enter");
        await TypeAsync(page, title, "没有这个县", investor, "3亿元");
        await seen.LookAsync("form-refused", script);
        await Assertions.Expect(page.Locator("#f-unit-e")).ToContainTextAsync("不能确定是哪一个");
        await Assertions.Expect(page.Locator("#f-investor")).ToHaveValueAsync(investor);
        await page.FillAsync("#f-unit", "临邑县");
        await page.PressAsync("#f-unit", "Enter");
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync(title);
        await Assertions.Expect(page.Locator("main h1 + .sub")).ToContainTextAsync("C 级 · 临邑县 李临邑");
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>The second report on the same investor is warned of, kept as not accepted, and merged into the first.</summary>
    private static async Task MergedAsync(IPage page, WalkedPage seen, bool script, string first, string title, string investor)
    {
        await page.GotoAsync("/leads/new");
        await TypeAsync(page, $"{title}（经同学介绍）", "371424", investor, "2亿元");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("已由临邑县的李临邑在");
        await seen.LookAsync("warned", script);
        await page.Locator("[name=confirmedNew]").PressAsync("Space");
        await page.PressAsync("#f-title", "Enter");
        await Assertions.Expect(page.Locator("section[aria-label=线索情况]")).ToContainTextAsync("不受首报保护：投资方已在洽谈");
        var second = new Uri(page.Url).AbsolutePath;

        await page.GotoAsync(first);
        await OpenAsync(page, "合并");
        await Assertions.Expect(page.Locator("#f-other")).ToHaveValueAsync(second.Split('/')[^1]); // The one lead on the same investor.
        await page.PressAsync("#f-other", "Enter");
        await Assertions.Expect(page.Locator("section[aria-label=经过]")).ToContainTextAsync($"并入“{title}（经同学介绍）”");
        await page.GotoAsync(second);
        await Assertions.Expect(page.Locator("section[aria-label=线索情况]")).ToContainTextAsync($"已并入{title}");
        await seen.LookAsync("merged", script);
    }

    /// <summary>A lead of grade A wants a follow-up the next day; a later one is refused and nothing typed is lost.</summary>
    private static async Task GradedAndFollowedAsync(IPage page, WalkedPage seen, bool script, string lead)
    {
        var today = BusinessTime.Today(TimeProvider.System);
        await page.GotoAsync(lead);
        await page.Locator("main a:has-text('修改')").PressAsync("Enter");
        await page.SelectOptionAsync("#f-grade", "A");
        await page.FillAsync("#f-owner", "没有这个人");
        await page.PressAsync("#f-title", "Enter");
        await Assertions.Expect(page.Locator("#f-owner-e")).ToContainTextAsync("没有名为“没有这个人”的填报员");
        await page.FillAsync("#f-owner", "李临邑");
        await page.PressAsync("#f-title", "Enter");
        await Assertions.Expect(page.Locator("main h1 + .sub")).ToContainTextAsync($"A 级 · 临邑县 李临邑 · {today.AddDays(1):yyyy-MM-dd} 前跟进");

        await page.FillAsync("#f-text", "电话联系，约好明天见面");
        await page.FillAsync("#f-next", $"{today.AddDays(9):yyyy-MM-dd}");
        await page.Locator("section[aria-label=记一次跟进] button").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#f-next-e")).ToContainTextAsync("A 级线索最迟");
        await Assertions.Expect(page.Locator("#f-text")).ToHaveValueAsync("电话联系，约好明天见面");
        await page.FillAsync("#f-next", "");
        await page.Locator("section[aria-label=记一次跟进] button").PressAsync("Enter");
        await Assertions.Expect(page.Locator("section[aria-label=经过]")).ToContainTextAsync("约好明天见面");
        await Assertions.Expect(page.Locator("section[aria-label=线索情况]")).ToContainTextAsync("受首报保护");
        await seen.LookAsync("followed", script);
    }

    /// <summary>The city hands it to the neighbour; who found it keeps a part.</summary>
    private async Task HandedOverAsync(IPage page, WalkedPage seen, bool script, string lead, string city)
    {
        await world.SignInAsync(page, city);
        await page.GotoAsync(lead);
        await OpenAsync(page, "流转");
        await page.FillAsync("#f-toUnit", "齐河县");
        await page.FillAsync("#f-keep", "100");
        await page.FillAsync("#f-transferReason", "投资方选在齐河");
        await page.PressAsync("#f-keep", "Enter");
        await Assertions.Expect(page.Locator("#f-keep-e")).ToContainTextAsync("不含 100");
        await Assertions.Expect(page.Locator("#f-toUnit")).ToHaveValueAsync("齐河县");
        await page.FillAsync("#f-keep", "40");
        await page.PressAsync("#f-keep", "Enter");
        await Assertions.Expect(page.Locator("section[aria-label=线索情况]")).ToContainTextAsync("齐河县 60%，临邑县 40%；转为项目后 5 年");
        await seen.LookAsync("handed-over", script);
    }

    /// <summary>The neighbour lets the time pass: the lead goes to the pool, whoever found it takes it back, from the board.</summary>
    private async Task RecycledAndClaimedAsync(IPage page, WalkedPage seen, bool script, string lead, string title, string neighbour, string finder)
    {
        await world.SignInAsync(page, neighbour);
        await page.GotoAsync("/leads/board");
        await Assertions.Expect(page.Locator("section[aria-label='A 级']")).ToContainTextAsync(title);
        await LetPassAsync(lead, days: 8);
        await page.GotoAsync(lead);
        await Assertions.Expect(page.Locator("main h1 + .sub")).ToContainTextAsync("超期 8 天");
        await world.Services.GetRequiredService<RecycleLeads>().RunAsync(default);

        await world.SignInAsync(page, finder);
        await page.GotoAsync("/leads/board");
        await seen.LookAsync("board", script);
        await page.Locator("section[aria-label=线索池] a", new() { HasText = title }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("section[aria-label=线索情况]")).ToContainTextAsync("超期 8 天");
        await seen.LookAsync("pooled", script);
        await page.Locator("section[aria-label=领取] button").PressAsync("Enter");
        await Assertions.Expect(page.Locator("section[aria-label=经过]")).ToContainTextAsync("临邑县，原为齐河县");
        await world.SignInAsync(page, neighbour);
        await page.GotoAsync(lead);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("没有找到"); // It is no longer theirs to see.
        await world.SignInAsync(page, finder);
        await page.GotoAsync(lead);
    }

    private static async Task ConvertedAsync(IPage page, string title)
    {
        await page.Locator("section[aria-label=转为项目] button").PressAsync("Enter");
        await page.WaitForURLAsync("**/projects/*");
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync(title);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("临邑县");
    }

    /// <summary>A third county learns who has the investor and nothing more, insists, and brings it before the city.</summary>
    private async Task ClaimedByAThirdAsync(IPage page, WalkedPage seen, bool script, string title, string investor, string third)
    {
        await world.SignInAsync(page, third);
        await page.GotoAsync("/leads/taken");
        await page.FillAsync("#f-Investor", investor);
        await page.PressAsync("#f-Investor", "Enter");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("已有单位登记，请先联系");
        await Assertions.Expect(page.Locator("main ul.list")).ToContainTextAsync("李临邑");
        await Assertions.Expect(page.Locator("main ul.list")).Not.ToContainTextAsync(title);
        await seen.LookAsync("taken", script);

        await page.GotoAsync("/leads/new");
        await TypeAsync(page, $"{title}一期", "陵城区", investor, "");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("已有临邑县在跟进，请先与其联系");
        await page.Locator("[name=confirmedNew]").PressAsync("Space");
        await page.PressAsync("#f-title", "Enter");
        await Assertions.Expect(page.Locator("section[aria-label=线索情况]")).ToContainTextAsync("不受首报保护");
        await page.Locator("main a:has-text('提出异议')").PressAsync("Enter");
        await page.FillAsync("#f-otherUnit", "临邑县");
        await page.FillAsync("#f-reason", "我们上个月已经接待过投资方");
        await seen.LookAsync("objection", script);
        await page.Locator("main button.pri").PressAsync("Enter");
        await Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("已立案，双方限时认领");
        await seen.LookAsync("case", script);
    }

    private static async Task TypeAsync(IPage page, string title, string unit, string investor, string amount)
    {
        await page.FillAsync("#f-title", title);
        await page.FillAsync("#f-unit", unit);
        await page.FillAsync("#f-investor", investor);
        await page.SelectOptionAsync("#f-channel", "驻点招商");
        await page.FillAsync("#f-intendedInvestmentWan", amount);
        await page.PressAsync("#f-title", "Enter");
    }

    /// <summary>What is seldom done is folded; the keyboard opens it.</summary>
    private static Task OpenAsync(IPage page, string act) => page.Locator($"details:has(h2:text-is('{act}')) > summary").PressAsync("Enter");

    /// <summary>As if so many days had gone by since the lead was due.</summary>
    private Task<Decision> LetPassAsync(string lead, int days)
    {
        var id = long.Parse(lead.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        return world.Services.GetRequiredService<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            (await work.Db.Set<Lead>().SingleAsync(l => l.Id == id)).NextOn = BusinessTime.Today(TimeProvider.System).AddDays(-days);
            work.Audit("lead.deadline", $"lead:{id}", new { days });
            return Decision.Allow;
        }, default);
    }

    private async Task PersonAsync(string login, string name, string unit, params Role[] roles) => world.OneTime[login] =
        (await world.Services.GetRequiredService<AddUser>().RunAsync(Viewer.Operator("test"), new NewUser(login, name, unit, roles), default)).Value!.Password;
}
