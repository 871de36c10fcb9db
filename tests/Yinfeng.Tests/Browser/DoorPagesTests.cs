using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>The door as people use it: the account page, a second factor taken into use and used, on a desk, on a phone, without scripts.</summary>
public sealed class DoorPagesTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    [ChromiumTheory]
    [InlineData(1440, true)]
    [InlineData(390, false)]
    public async Task SecondFactor_IsTakenIntoUse_UsedAndTurnedOff(int width, bool script)
    {
        var look = new Look(width, Script: script);
        var page = await world.SignInAsync(look);
        await CheckAsync(page, "/account", look);
        await CheckAsync(page, "/account/second", look);
        var secret = FromBase32((await page.InnerTextAsync(".secret")).Replace(" ", "", StringComparison.Ordinal));

        await page.FillAsync("[name=Code]", "000000");
        await page.FillAsync("[name=Current]", BrowserWorld.Password);
        await page.ClickAsync("text=启用两步验证");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("验证码不对");
        await page.FillAsync("[name=Code]", Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow().UtcDateTime))); // The same secret: nothing to scan again.
        await page.FillAsync("[name=Current]", BrowserWorld.Password);
        await page.ClickAsync("text=启用两步验证");
        var codes = await page.Locator(".codes code").AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);
        await JudgeAsync(page, "/account/second after", look);

        var another = await world.VisitAsync(look);
        await another.GotoAsync("/login?next=/account/second");
        await another.FillAsync("#login", "demo");
        await another.FillAsync("#password", BrowserWorld.Password);
        await another.ClickAsync("main button");
        await JudgeAsync(another, "/login/code", look);
        await another.FillAsync("#code", "not a code");
        await another.ClickAsync("main button");
        await Assertions.Expect(another.Locator("[role=alert]")).ToContainTextAsync("验证码不对");
        await another.FillAsync("#code", codes[0]);
        await another.ClickAsync("main button");
        await Assertions.Expect(another.Locator("h1")).ToContainTextAsync("登录成功"); // One try had failed: the person is told.
        await Assertions.Expect(another.Locator("main")).ToContainTextAsync("1 次登录没有成功");
        await JudgeAsync(another, "/account/signed-in", look);
        await another.ClickAsync("text=是本人，继续");
        await JudgeAsync(another, "/account/second on", look);
        await another.FillAsync("form[action$='/off'] [name=Code]", codes[1]);
        await another.FillAsync("form[action$='/off'] [name=Current]", BrowserWorld.Password);
        await another.ClickAsync("text=停用两步验证");
        await Assertions.Expect(another.Locator(".qr")).ToBeVisibleAsync();

        await page.GotoAsync("/account");
        await page.ClickAsync("text=退出其他全部登录");
        await another.GotoAsync("/account");
        Assert.Contains("/login", another.Url, StringComparison.Ordinal);
        Found.Nothing(world.Faults);
    }

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFormAfterTheEnd_IsGivenBack(bool script)
    {
        var look = new Look(390, 844, script);
        var page = await world.SignInAsync(look);
        await page.GotoAsync("/leads/new");
        await page.FillAsync("[name=title]", $"首创生物有意建厂 {script}");
        await page.FillAsync("[name=unit]", "371424");
        await page.SelectOptionAsync("[name=channel]", new SelectOptionValue { Index = 1 });
        await page.FillAsync("[name=firstReporter]", "李敏");
        await page.FillAsync("[name=firstReportedOn]", "2023-05");
        await page.FillAsync("[name=note]", "第一行\n第二行");
        await AgeAsync();
        await page.ClickAsync("main form button.pri");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("您刚才填写的内容已留下");
        await JudgeAsync(page, "/login after", look);
        await page.FillAsync("#login", "demo");
        await page.FillAsync("#password", BrowserWorld.Password);
        await page.ClickAsync("main button");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("您填写的内容还在");
        await JudgeAsync(page, "/account/kept", look);
        if (script)
        {
            await page.ClickAsync("text=回到原页面");
            await Assertions.Expect(page.Locator("[name=note]")).ToHaveValueAsync("第一行\n第二行");
            await Assertions.Expect(page.Locator("[name=title]")).ToHaveValueAsync($"首创生物有意建厂 {script}");
            await page.ClickAsync("main form button.pri");
        }
        else
        {
            await page.ClickAsync("main button.pri");
        }
        await page.GotoAsync("/leads");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"首创生物有意建厂 {script}");
        Found.Nothing(world.Faults);
    }

    /// <summary>Every sign-in is longer ago than the rules allow.</summary>
    private async Task AgeAsync()
    {
        await world.Services.GetRequiredService<Writer>().RunAsync(Viewer.Operator("test"), Rights.None, async work =>
        {
            var before = work.NowUtc - SignInRules.Default.Longest - TimeSpan.FromHours(1);
            await work.Db.Set<Session>().ExecuteUpdateAsync(s => s.SetProperty(x => x.CreatedAtUtc, before), CancellationToken.None);
            work.Audit("test.age", "", new { });
            return 0;
        }, CancellationToken.None);
        world.Services.GetRequiredService<Sessions>().Forget(_ => true);
    }

    private static async Task CheckAsync(IPage page, string address, Look look)
    {
        Assert.Equal((address, 200), (address, (await page.GotoAsync(address))!.Status));
        await JudgeAsync(page, address, look);
    }

    private static async Task JudgeAsync(IPage page, string what, Look look)
    {
        if (look.Script)
        {
            Assert.Empty((await Axe.ViolationsAsync(page)).Select(v => $"{look.Width} {what} {v}"));
        }
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{what} is wider than {look.Width}");
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
