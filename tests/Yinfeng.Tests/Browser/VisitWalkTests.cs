using System.Globalization;
using Microsoft.Playwright;
using Yinfeng.Kernel;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>A clerk records a visit with whom they met, finds it behind its figure, finishes its late next step, and erases the person.</summary>
public sealed class VisitWalkTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    private static readonly DateOnly Today = BusinessTime.Today(TimeProvider.System);

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AVisit_IsRecordedFoundFinished_AndItsPersonErased(bool script)
    {
        var (company, town) = script ? ("东风能源科技有限公司", "临邑县") : ("南山食品有限公司", "乐陵市");
        var clerk = await world.SignInAsync(script ? Look.Desk : Look.NoScript);
        var look = new WalkedPage(clerk, $"visit-{script}");

        await clerk.GotoAsync("/visits");
        await clerk.Locator("main .act a:has-text(\"记对接\")").PressAsync("Enter");
        await clerk.FillAsync("#f-company", company);
        await clerk.SelectOptionAsync("#f-kind", "Outbound");
        await clerk.FillAsync("#f-on", Day(-9));
        await clerk.FillAsync("#f-unit", town);
        await clerk.FillAsync("#f-posts", "局长、招商一科科长");
        await clerk.FillAsync("#f-content", "看了产线，回头打 13912345678。");
        await clerk.FillAsync("#f-nextStep", "送选址方案");
        await clerk.FillAsync("#f-nextDue", Day(-2));
        await clerk.FillAsync("#f-contactName", "欧阳明轩");
        await clerk.FillAsync("#f-contactPhone", "13912345678");
        await look.LookAsync("form", script);
        await clerk.Locator("main form button.pri").PressAsync("Enter");
        await Assertions.Expect(clerk.Locator(".form-errors")).ToContainTextAsync("手机号");
        await Assertions.Expect(clerk.Locator("#f-contactPhone")).ToHaveValueAsync("13912345678");
        await clerk.FillAsync("#f-content", "看了产线。");
        await clerk.Locator("main form button.pri").PressAsync("Enter");

        await Assertions.Expect(clerk.Locator("h1")).ToHaveTextAsync(company);
        await Assertions.Expect(clerk.Locator("[aria-label=联系人]")).ToContainTextAsync("欧阳明轩");
        await Assertions.Expect(clerk.Locator("[aria-label=下一步]")).ToContainTextAsync("超期 2 天");
        await look.LookAsync("visit", script);
        var address = new Uri(clerk.Url).AbsolutePath;

        await clerk.GotoAsync("/visits");
        await look.LookAsync("list", script);
        await clerk.Locator($"a[aria-label='{town} 六个月对接 1 次']").PressAsync("Enter");
        await Assertions.Expect(clerk.Locator("#rows tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(clerk.Locator("#rows tbody")).ToContainTextAsync(company);
        await clerk.GotoAsync("/pending?kind=VisitStepToTake&overdue=1");
        await clerk.Locator($"main a:has-text(\"{company}\")").PressAsync("Enter");
        Assert.Equal(address, new Uri(clerk.Url).AbsolutePath);
        await clerk.FillAsync("#f-outcome", "方案已送达");
        await clerk.Locator("main form button.pri").PressAsync("Enter");
        await Assertions.Expect(clerk.Locator("[aria-label=下一步]")).ToContainTextAsync("方案已送达");

        await clerk.GotoAsync("/visits/contacts?q=" + Uri.EscapeDataString(company));
        await clerk.Locator("main summary").PressAsync("Enter");
        await look.LookAsync("contacts", script);
        await clerk.FillAsync("main input[name=reason]", "本人要求");
        await clerk.Locator("main details button").PressAsync("Enter");
        await Assertions.Expect(clerk.Locator("[aria-label=联系人清单]")).ToContainTextAsync("没有符合条件的联系人");
        await clerk.GotoAsync(address);
        await Assertions.Expect(clerk.Locator("main")).Not.ToContainTextAsync("欧阳明轩");
        Assert.Empty(world.Faults);
    }

    private static string Day(int fromToday) => Today.AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
