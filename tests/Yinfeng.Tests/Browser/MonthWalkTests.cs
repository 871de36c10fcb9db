using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Access;
using Yinfeng.Notices;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>A month of an office: reminder, report, verification, lights, bulletin, closed month, late correction, the next bulletin.</summary>
/// <remarks>One clerk of 临邑县, two people of the city's bureau. The look is the clerk's and the bureau's alike.</remarks>
public abstract class MonthWalk(MonthWorld world, Look look)
{
    private const string Ledger = """
        德州市2023年招商引资项目台账（单位：万元）,,,,,,,,
        序号,项目名称,投资方,责任单位,总投资,固定资产投资,签约时间,开工时间,2023年4月到位资金（万元）,2023年5月到位资金（万元）
        1,膳食纤维生产项目（示例）,示例甲公司,临邑县,48600,30000,2023-02-08,2023-03-15,1200,900
        2,客车零部件项目（示例）,示例乙公司,临邑县,12000,8000,2023-03-06,2023-04-20,300,260
        3,果蔬冷链物流园项目（示例）,示例丙公司,临邑县,5600,4000,2023-03-28,2023-05-11,80,120
        4,调味品项目（示例）,示例丁公司,乐陵市,20000,15000,2023-01-18,2023-04-02,500,640
        """;

    private const string Month = "/monthly?month=2023-06&unit=371424", Reason = "银行回单晚到，六月少报";
    private bool Scripts => look.Script;

    protected async Task WalkAsync()
    {
        IPage? at = null;
        try
        {
            at = await world.SignInAsync(look);
            await PrepareAsync(at);
            await world.AddAsync("li.na", "李娜", "371424", Role.Reporter);
            await world.AddAsync("wang.qiang", "王强", "371400", Role.Verifier);
            await world.AddAsync("zhao.min", "赵敏", "371400", Role.Approver);
            world.MoveTo(7, 10, 8);
            await world.Services.GetRequiredService<RemindPeople>().RunAsync(default);

            var clerk = at = await world.SignInAsync(look, "li.na");
            await FindTheReminderAsync(clerk);
            await RedForTheMissingReportAsync(clerk);
            await ReportAsync(clerk);

            at = await world.SignInAsync(look, "wang.qiang");
            await PassOnAsync(at, "核验", "reported", "2023-06 月报有 3 个等您核验");
            var chief = at = await world.SignInAsync(look, "zhao.min");
            await PassOnAsync(chief, "确认", "verified", "2023-06 月报有 3 个等您确认");
            await LightsTurnedAsync(chief);
            await IssueAsync(chief);

            world.MoveTo(8, 3, 9);
            await world.SignInAsync(at = clerk, "li.na");
            await CorrectLateAsync(clerk);
            await world.SignInAsync(at = chief, "zhao.min");
            await RestatedAsync(chief);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException && at is not null)
        {
            Assert.Fail($"{e.Message}\nStood at {at.Url}:\n{await at.Locator("main").InnerTextAsync()}\n{string.Join('\n', world.Faults)}");
        }
        Found.Nothing(world.Faults);
    }

    private async Task LookAsync(IPage page, string name) => await new WalkedPage(page, Scripts ? "month" : "plain").LookAsync(name, Scripts);

    /// <summary>The city's ledger up to May, and the year's goals.</summary>
    private static async Task PrepareAsync(IPage page)
    {
        await page.GotoAsync("/imports");
        await page.SetInputFilesAsync("#f-file", new FilePayload { Name = "德州台账.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Ledger) });
        await page.FillAsync("[name=unit]", "371400");
        await page.ClickAsync("text=上传并读取");
        await page.Locator("text=对的，去核对行").First.ClickAsync();
        await page.ClickAsync("button:has-text('保存 4 行')");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/imports/\d+\?done"));

        await page.GotoAsync("/targets?unit=371400&year=2023&i=funds.total&i=signed.count");
        foreach (var (unit, funds, signed) in new[] { (371400, "2", "12"), (371424, "1", "6"), (371481, "0.5", "3") })
        {
            await page.FillAsync($"[name='t.{unit}.funds.total.Base']", funds);
            await page.FillAsync($"[name='t.{unit}.signed.count.Base']", signed);
        }
        await page.ClickAsync("main button:has-text('保存')");
        await Assertions.Expect(page.Locator("[name='t.371424.funds.total.Base']")).ToHaveValueAsync("1");
    }

    private async Task FindTheReminderAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.Locator("a[href='/notices']").First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("2023-06 月报还有 3 个项目没有报");
        await LookAsync(page, "notices");
        await page.GotoAsync("/desk");
        await LookAsync(page, "desk");
        await page.Locator("main a", new() { HasText = "2023-06 月报还有 3 个项目没有报" }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/monthly.*show=missing"));
    }

    private async Task RedForTheMissingReportAsync(IPage page)
    {
        await page.GotoAsync("/lights?period=2023-06&unit=371424");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "客车零部件" })).ToContainTextAsync("月报");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "客车零部件" }).Locator(".lamp").First).ToContainTextAsync("红");
        await LookAsync(page, "lights-red");
    }

    /// <summary>Fills, is asked about 260 万元 become 260,000, corrects one value and explains the other, and reports.</summary>
    private async Task ReportAsync(IPage page)
    {
        await page.GotoAsync(Month);
        var funds = page.Locator("input[name^='funds.']");
        if (Scripts)
        {
            await funds.Nth(0).FocusAsync();
            await page.Keyboard.TypeAsync("950");
            await page.Keyboard.PressAsync("Enter");
            await funds.Nth(1).EvaluateAsync(Paste, "260000\t150\t是\t主体封顶\n1,300\t900\t\t设备进场\n");
            await Assertions.Expect(page.Locator("[data-saved]")).ToContainTextAsync("草稿已保存");
            await page.ReloadAsync();
            await Assertions.Expect(page.Locator("textarea[name^='progress.']").Nth(2)).ToHaveValueAsync("设备进场");
            await Assertions.Expect(page.Locator("tr.asks:visible").First).ToContainTextAsync("平均数 280 万元");
        }
        else
        {
            foreach (var (row, value) in new[] { (0, "950"), (1, "260000"), (2, "1300") })
            {
                await funds.Nth(row).FillAsync(value);
            }
            await page.ClickAsync("text=存草稿");
            await Assertions.Expect(funds.Nth(1)).ToHaveValueAsync("260000");
        }
        await LookAsync(page, "monthly");
        await page.ClickAsync("main button:has-text('报送本页')");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("客车零部件");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("果蔬冷链");
        await LookAsync(page, "monthly-asked");
        await page.GotoAsync(Month + "&show=draft"); // What was right is reported; two rows are left.
        await Assertions.Expect(funds).ToHaveCountAsync(2);
        await funds.Nth(0).FillAsync("260");
        await page.Locator("textarea[name^='answer.']").Nth(1).FillAsync("集中支付设备款，有发票");
        await page.ClickAsync("main button:has-text('报送本页')");
        await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("2 个项目");
    }

    private async Task PassOnAsync(IPage page, string act, string show, string item)
    {
        await page.GotoAsync("/desk");
        await page.Locator("main a", new() { HasText = item }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("show=" + show));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("报送说明：集中支付设备款，有发票"); // For both who vouch for it.
        await page.ClickAsync("text=勾选本页全部");
        await Assertions.Expect(page.Locator("input[name=tick]:checked")).ToHaveCountAsync(3);
        await LookAsync(page, "monthly-" + show);
        await page.ClickAsync("main button:has-text('核验或确认所勾选的')");
        await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("3 个项目");
    }

    private async Task LightsTurnedAsync(IPage page)
    {
        await page.GotoAsync("/lights?period=2023-06&unit=371424");
        await Assertions.Expect(page.Locator(".phead .sub")).ToContainTextAsync("红 0、黄 0、绿 3");
        await LookAsync(page, "lights-turned");
    }

    private async Task IssueAsync(IPage page)
    {
        await page.GotoAsync("/bulletins");
        await LookAsync(page, "bulletins");
        await page.FillAsync("[name=period]", "2023-06");
        await page.ClickAsync("button:has-text('起草或打开')");
        await Assertions.Expect(page.Locator(".doc")).ToContainTextAsync("草稿，未编号");
        await LookAsync(page, "bulletin-draft");
        await page.ClickAsync("button:has-text('印发并关账')");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("先勾选");
        await page.CheckAsync("#f-confirm");
        await page.ClickAsync("button:has-text('印发并关账')");
        await Assertions.Expect(page.Locator(".doc-number")).ToContainTextAsync("〔2023〕1号");
        await LookAsync(page, "bulletin-issued");
        await page.GotoAsync("/board?period=2023-06&unit=371424");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("已关账");
        await LookAsync(page, "board-closed");
    }

    private async Task CorrectLateAsync(IPage page)
    {
        await page.GotoAsync("/projects?q=" + Uri.EscapeDataString("客车零部件"));
        await page.Locator("main a[href^='/projects/']", new() { HasText = "客车零部件" }).First.ClickAsync();
        var project = new Uri(page.Url).AbsolutePath;
        await page.GotoAsync(project + "/months/2023-06");
        await page.FillAsync("[name=fundsWan]", "460");
        await page.FillAsync("[name=progress]", "主体封顶，设备款到位");
        await page.ClickAsync("main button:has-text('保存')");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("已经关账");
        await Assertions.Expect(page.Locator("[name=fundsWan]")).ToHaveValueAsync("460");
        await Assertions.Expect(page.Locator("[name=progress]")).ToHaveValueAsync("主体封顶，设备款到位");
        await LookAsync(page, "restating");
        await page.FillAsync("[name=restatement]", Reason);
        await page.ClickAsync("main button:has-text('保存')");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("done=month"));
        await LookAsync(page, "project-restated");
    }

    /// <summary>260 became 460 万元: the county's half-year goes from 0.54 to 0.56 亿元, told beside the published figure.</summary>
    private async Task RestatedAsync(IPage page)
    {
        await page.GotoAsync("/closing");
        await Assertions.Expect(page.Locator("tr", new() { HasText = Reason }).First).ToContainTextAsync("待通报");
        await LookAsync(page, "closing");
        await page.GotoAsync("/board?period=2023-06&unit=371424");
        await Assertions.Expect(page.Locator(".restated").First).ToBeVisibleAsync();
        await LookAsync(page, "board-restated");
        await page.Locator("main a[href*='/board/figure'][href*='funds.total']").First.ClickAsync();
        await LookAsync(page, "figure-restated");
        await page.GotoAsync("/bulletins/2023-07?unit=371400");
        await Assertions.Expect(page.Locator(".doc")).ToContainTextAsync("以下数字在公布以后有更正");
        var told = page.Locator(".doc tr", new() { HasText = Reason }).Filter(new() { HasText = "临邑县" }).First;
        await Assertions.Expect(told).ToContainTextAsync("0.54亿元");
        await Assertions.Expect(told).ToContainTextAsync("0.56亿元");
        await LookAsync(page, "bulletin-next");
    }

    private const string Paste = """
        (cell, text) => { const data = new DataTransfer(); data.setData("text/plain", text);
          cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }
        """;
}

public sealed class MonthWalkTests(MonthWorld world) : MonthWalk(world, Look.Desk), IClassFixture<MonthWorld>
{
    [ChromiumFact]
    public Task Month_FromReminderToTheNextBulletin_Works() => WalkAsync();
}

public sealed class MonthWalkWithoutScriptTests(MonthWorld world) : MonthWalk(world, Look.NoScript), IClassFixture<MonthWorld>
{
    [ChromiumFact]
    public Task Month_WithScriptsSwitchedOff_WorksTheSame() => WalkAsync();
}
