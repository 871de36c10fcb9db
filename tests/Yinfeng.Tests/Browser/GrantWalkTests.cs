using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>Money of a policy by its people: one applies, one verifies, one approves, two instalments are paid, and it is claimed back.</summary>
public sealed class GrantWalkTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    private const string Facts = "注册地：德州市临邑县\n产业：省十强产业\n项目类型：招商项目\n签约日期：2023-01-05\n实际投资：2亿元";
    private static readonly DateOnly Today = BusinessTime.Today(TimeProvider.System);

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AGrant_IsAppliedVerifiedApprovedPaidInTwoAndClaimedBack(bool scripts)
    {
        var (look, end) = (scripts ? Look.Phone : Look.NoScript, scripts ? "a" : "b");
        await PersonAsync("shenbao" + end, Role.Reporter);
        await PersonAsync("heshi" + end, Role.Verifier);
        await PersonAsync("shenpi" + end, Role.Approver);
        var clerk = await world.SignInAsync(look, "shenbao" + end);
        await clerk.GotoAsync("/policies/match?facts=" + Uri.EscapeDataString(Facts));
        await clerk.ClickAsync("text=申报兑现");
        await clerk.FillAsync("#f-name", "首创生物有限公司");
        await clerk.FillAsync("#f-code", "914403001922038217");
        await clerk.ClickAsync("text=核算并申报");
        await Assertions.Expect(clerk.Locator(".form-errors")).ToContainTextAsync("914403001922038217");
        await Assertions.Expect(clerk.Locator("#f-facts")).ToHaveValueAsync(Facts);
        await clerk.FillAsync("#f-code", scripts ? "914403001922038216" : "9144030071526726XG");
        await clerk.ClickAsync("text=核算并申报");
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("实际投资 × 5%");
        var address = new Uri(clerk.Url).AbsolutePath;
        await UploadAsync(clerk, "验资报告.pdf");

        var checker = await world.SignInAsync(look, "heshi" + end);
        await checker.GotoAsync("/desk");
        await checker.ClickAsync("text=兑现待核实");
        await checker.ClickAsync("text=核实无误");
        await Assertions.Expect(checker.Locator(".form-errors")).ToContainTextAsync("还没有对上佐证");
        foreach (var choice in await checker.Locator("#verify select").AllAsync())
        {
            await choice.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        }
        await checker.ClickAsync("text=核实无误");
        await Assertions.Expect(checker.Locator(".alert-y.ok")).ToContainTextAsync("已核实");

        var chief = await world.SignInAsync(look, "shenpi" + end);
        await chief.GotoAsync(address);
        await LookAsync(chief, scripts);
        await PlanAsync(chief, 0, 0, "400");
        await PlanAsync(chief, 1, 60, "500");
        await chief.ClickAsync("text=同意兑现");
        await Assertions.Expect(chief.Locator(".form-errors")).ToContainTextAsync("各期合计 900 万元，应等于 1000 万元");
        await PlanAsync(chief, 1, 60, "600");
        await chief.ClickAsync("text=同意兑现");
        await Assertions.Expect(chief.Locator("#plan")).ToContainTextAsync("600 万元");

        await clerk.GotoAsync(address);
        await UploadAsync(clerk, "回单.pdf");
        await PayAsync(clerk, "记-1");
        await PayAsync(clerk, "记-2");
        await Assertions.Expect(clerk.Locator("main .phead")).ToContainTextAsync("已兑现");

        await chief.GotoAsync(address);
        await chief.ClickAsync("#claim summary");
        await chief.FillAsync("#f-wan", "250");
        await chief.FillAsync("#f-clause", "第九条");
        await chief.FillAsync("#f-reason", "企业迁出本市");
        await chief.ClickAsync("text=决定追回");
        await Assertions.Expect(chief.Locator(".phead")).ToContainTextAsync("追回中");
        await clerk.GotoAsync(address);
        await LookAsync(clerk, scripts);
        await clerk.FillAsync("#f-voucher", "收-1");
        await clerk.ClickAsync("text=记下收回");
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("750 万元"); // What stays with the enterprise.
        await clerk.GotoAsync("/grants");
        await LookAsync(clerk, scripts);
        await Assertions.Expect(clerk.Locator("main table")).ToContainTextAsync("首创生物有限公司");
        await clerk.GotoAsync("/grants/budgets");
        await LookAsync(clerk, scripts);
        Found.Nothing(world.Faults);
    }

    private static async Task UploadAsync(IPage page, string name)
    {
        await page.SetInputFilesAsync("#f-upload", new FilePayload
        {
            Name = name, MimeType = "application/pdf",
            Buffer = [.. "%PDF-1.7"u8, .. System.Text.Encoding.UTF8.GetBytes(name)]
        });
        await page.ClickAsync("button:has-text('上传')");
        await Assertions.Expect(page.Locator("#facts")).ToContainTextAsync(name);
    }

    private static async Task PlanAsync(IPage page, int part, int days, string wan)
    {
        await page.FillAsync($"[id='f-plan.{part}.due']", Today.AddDays(days)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.FillAsync($"[id='f-plan.{part}.wan']", wan);
    }

    private static async Task PayAsync(IPage page, string voucher)
    {
        await page.FillAsync("#f-voucher", voucher);
        await page.SelectOptionAsync("#f-file", new SelectOptionValue { Index = 1 });
        await page.ClickAsync("text=记下拨付");
        await Assertions.Expect(page.Locator("#plan")).ToContainTextAsync(voucher);
    }

    private static async Task LookAsync(IPage page, bool scripts)
    {
        if (scripts) // Axe runs in the page.
        {
            Assert.Empty(await Axe.ViolationsAsync(page));
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"));
        }
    }

    private async Task PersonAsync(string login, Role role) => world.OneTime[login] = (await world.Services.GetRequiredService<AddUser>()
        .RunAsync(Viewer.Operator("test"), new NewUser(login, login, "371424", [role]), default)).Value!.Password;
}
