using Microsoft.Playwright;
using Yinfeng.Host;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>An inspector on the spot: a draft that survives a lost line, then photo and result without scripts.</summary>
public sealed class InspectionPageTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    private static readonly FilePayload Photo = new()
    {
        Name = "现场.png", MimeType = "image/png",
        Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    };

    [ChromiumFact]
    public async Task TheForm_KeepsItselfWithoutALine_AndWorksWithoutScripts()
    {
        await Demo.FillAsync(world.Services, world.Order, TextWriter.Null, CancellationToken.None);
        var phone = await world.SignInAsync(Look.Phone);
        await phone.GotoAsync("/inspections/tasks");
        var task = (await phone.Locator("tr:has(.tag.bl):has-text('未提交') th a").First.GetAttributeAsync("href"))!;
        await phone.GotoAsync(task);

        await phone.Context.SetOfflineAsync(true);
        await phone.CheckAsync("[name=result][value=Untrue]");
        await phone.FillAsync("[name='finding.start.false']", "还是荒地");
        await Assertions.Expect(phone.Locator("[data-saved]")).ToContainTextAsync("留在这部手机里");
        await Assertions.Expect(phone.Locator("[name=tick][value='start.false']")).ToBeCheckedAsync(); // Writing ticks it.
        await phone.Context.SetOfflineAsync(false);
        await phone.ReloadAsync();
        await Assertions.Expect(phone.Locator("[data-saved]")).ToContainTextAsync("草稿已保存");
        Assert.Empty(await Axe.ViolationsAsync(phone));

        var page = await world.SignInAsync(Look.NoScript);
        await page.GotoAsync(task);
        await Assertions.Expect(page.Locator("[name='finding.start.false']")).ToHaveValueAsync("还是荒地"); // On another device too.
        await page.FillAsync("#f-place", "三号路");
        await page.ClickAsync("text=提交结果");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("现场照片");
        await page.SetInputFilesAsync("#f-photo", Photo);
        await page.ClickAsync("#photos button");
        await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("照片已上传");
        await Assertions.Expect(page.Locator("[name='finding.start.false']")).ToHaveValueAsync("还是荒地");
        await page.ClickAsync("text=提交结果");
        await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("结果已提交");
        await Assertions.Expect(page.Locator(".findings")).ToContainTextAsync("还是荒地");
        Found.Nothing(world.Faults);
    }

    [ChromiumFact]
    public async Task TheOrganiser_FreezesAndIsToldEverythingThatIsMissing()
    {
        await Demo.FillAsync(world.Services, world.Order, TextWriter.Null, CancellationToken.None);
        var page = await world.SignInAsync(Look.NoScript);
        await page.GotoAsync("/inspections");
        await page.ClickAsync("text=冻结抽取池");
        await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("已冻结");
        for (var i = 1; i <= 3; i++)
        {
            await page.FillAsync($"#f-office{i}", "纪委监委");
            await page.FillAsync($"#f-commitment{i}", "12");
        }
        await page.FillAsync("#f-sourceOn", "2020-01-01");
        await page.ClickAsync("section[aria-label='公布'] button");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("不足 24 小时");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("64 位十六进制");
        await Assertions.Expect(page.Locator("#f-office1")).ToHaveValueAsync("纪委监委"); // Nothing typed is lost.
        Found.Nothing(world.Faults);
    }
}
