using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Access;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>A clerk changes the cap of 德州 from a day on, somebody else puts it in force, a project is matched, the letter is printed.</summary>
public sealed class PolicyWalkTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    private const string Address = "/policies/dezhou-2022-incentive";

    [ChromiumTheory]
    [InlineData(true, "2026-01-01", "3000万元")]
    [InlineData(false, "2025-01-01", "4000万元")]
    public async Task TheCap_IsChanged_Compared_Approved_Matched_AndPrinted(bool script, string from, string cap)
    {
        var (clerkLogin, chiefLogin) = ($"clerk{script}".ToLowerInvariant(), $"chief{script}".ToLowerInvariant());
        await PersonAsync(clerkLogin, "政策科", Role.Reporter);
        await PersonAsync(chiefLogin, "政策科长", Role.Approver);
        var clerk = await world.SignInAsync(script ? Look.Desk : Look.NoScript, clerkLogin);
        var look = new WalkedPage(clerk, $"policy-{script}");
        await clerk.GotoAsync(Address);
        await look.LookAsync("open", script);

        var changed = Regex.Replace(await clerk.InputValueAsync("#f-yaml"), @"值: \d+万元", $"值: {cap}");
        await clerk.FillAsync("#f-yaml", changed);
        await clerk.FillAsync("#f-from", from);
        await clerk.FillAsync("#f-facts", "注册地：德州市\n产业：省十强产业\n项目类型：招商项目\n签约日期：" + from + "\n实际投资：25亿元");
        if (script)
        {
            await Assertions.Expect(clerk.Locator("[data-saved]")).ToContainTextAsync("草稿已保存");
            await clerk.ReloadAsync(); // The window was closed: nothing typed is lost.
            await Assertions.Expect(clerk.Locator("#f-from")).ToHaveValueAsync(from);
            await clerk.FillAsync("#f-facts", "注册地：德州市\n产业：省十强产业\n项目类型：招商项目\n签约日期：" + from + "\n实际投资：25亿元");
        }
        await clerk.ClickAsync("text=核对并比较新旧结果");
        await Assertions.Expect(clerk.Locator("#trial table")).ToContainTextAsync("有变化");
        var typed = clerk.Locator("#trial tbody tr").First;
        await Assertions.Expect(typed).ToContainTextAsync("符合 5000万元");
        await Assertions.Expect(typed).ToContainTextAsync($"符合 {cap}");
        await look.LookAsync("side-by-side", script);

        await clerk.ClickAsync("text=提交审定");
        await Assertions.Expect(clerk.Locator(".form-errors")).ToContainTextAsync("为什么改");
        await Assertions.Expect(clerk.Locator("#f-yaml")).ToHaveValueAsync(changed);
        await clerk.FillAsync("#f-why", "市里新发文");
        await clerk.ClickAsync("text=提交审定");
        await Assertions.Expect(clerk.Locator(".alert-y.ok")).ToContainTextAsync("已提交");
        await look.LookAsync("submitted", script);

        var chief = await world.SignInAsync(script ? Look.Desk : Look.NoScript, chiefLogin);
        await chief.GotoAsync(new Uri(clerk.Url).AbsolutePath);
        await Assertions.Expect(chief.Locator("[aria-label=改动对照]")).ToContainTextAsync(cap);
        await chief.ClickAsync("text=启用这一版");
        await Assertions.Expect(chief.Locator(".alert-y.ok")).ToContainTextAsync("已启用");
        await new WalkedPage(chief, $"policy-{script}").LookAsync("in-force", script);

        await clerk.GotoAsync("/policies/match");
        await clerk.FillAsync("#f-facts", $"注册地：德州市\n产业：省十强产业\n项目类型：招商项目\n签约日期：{from}\n实际投资：25亿元");
        await clerk.ClickAsync("main button.pri");
        await Assertions.Expect(clerk.Locator("[aria-label=合计] h2")).ToContainTextAsync(cap);
        await look.LookAsync("matched", script);
        await MoveAsync(clerk, script);
        var download = await clerk.RunAndWaitForDownloadAsync(() => clerk.ClickAsync("text=答复函"));
        using (var letter = ZipFile.OpenRead((await download.PathAsync())!))
        using (var text = new StreamReader(letter.GetEntry("word/document.xml")!.Open()))
        {
            Assert.Contains(cap, await text.ReadToEndAsync(), StringComparison.Ordinal);
        }
        await clerk.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(clerk.Locator("nav.side")).ToBeHiddenAsync();
        await Assertions.Expect(clerk.Locator("[aria-label=合计] h2")).ToBeVisibleAsync();
        Found.Nothing(world.Faults);
    }

    /// <summary>Less investment: with scripts by the slider's number, without by number and button.</summary>
    private static async Task MoveAsync(IPage page, bool script)
    {
        await page.FillAsync("#x-investment", "-245000");
        if (!script)
        {
            await page.ClickAsync("text=看看变化");
        }
        await Assertions.Expect(page.Locator("#what-if-result table")).ToContainTextAsync("不符合");
    }

    private async Task PersonAsync(string login, string name, Role role) => world.OneTime[login] =
        (await world.Services.GetRequiredService<AddUser>().RunAsync(Viewer.Operator("test"), new NewUser(login, name, "371400", [role]), default)).Value!.Password;
}
