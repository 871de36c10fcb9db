using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Access;
using Yinfeng.Host;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Suspicion;

namespace Yinfeng.Tests.Browser;

/// <summary>A doubt from the run to the verdict: at a desk, without scripts, and on a phone.</summary>
public sealed class SuspicionPageTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    private static readonly FilePayload Receipt = new() { Name = "批复.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 x"u8.ToArray() };

    [ChromiumFact]
    public async Task ADoubt_IsFound_Explained_AndJudgedByAnother()
    {
        await Demo.FillAsync(world.Services, world.Order, TextWriter.Null, CancellationToken.None);
        var above = await FillAsync();
        var page = await world.SignInAsync(new Look(1440));
        await page.GotoAsync("/suspicion");
        await page.FillAsync("#f-period", "去年");
        await page.ClickAsync("section[aria-label='检验'] button");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("2023-03");
        await page.FillAsync("#f-unit", "371400");
        await page.FillAsync("#f-period", "2022-12");
        await page.ClickAsync("section[aria-label='检验'] button");
        await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("硬规则 3 条");
        Assert.Empty(await Axe.ViolationsAsync(page));

        await page.GotoAsync($"/projects/{above}");
        await Assertions.Expect(page.Locator("#doubts")).ToContainTextAsync("到位资金大于总投资");
        await page.ClickAsync("#doubts a");
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.GotoAsync("/board?period=2022-12&unit=371400");
        await Assertions.Expect(page.Locator("th:has-text('临邑县') a.tag")).ToContainTextAsync("疑点 2");
        Assert.Empty(await Axe.ViolationsAsync(page));

        var phone = await world.SignInAsync(Look.Phone);
        await phone.GotoAsync("/suspicion");
        await phone.ClickAsync("th:has-text('到位资金大于总投资') a");
        await Assertions.Expect(phone.Locator("section[aria-label='依据的数字']")).ToContainTextAsync("2022-04");
        Assert.Empty(await Axe.ViolationsAsync(phone));
        var address = phone.Url;

        var plain = await world.SignInAsync(Look.NoScript);
        await plain.GotoAsync(address);
        await plain.FillAsync("#f-text", "4 月追加投资，批复附后。");
        await plain.SetInputFilesAsync("#f-file", Receipt);
        await plain.ClickAsync("section[aria-label='说明'] button");
        await Assertions.Expect(plain.Locator(".alert-y.ok")).ToContainTextAsync("说明已提交");
        await Assertions.Expect(plain.Locator("section[aria-label='经过']")).ToContainTextAsync("批复.pdf");
        await plain.CheckAsync("[name=verdict][value=holds]");
        await plain.FillAsync("#f-reason", "批复属实。");
        await plain.ClickAsync("section[aria-label='审定'] button");
        await Assertions.Expect(plain.Locator(".form-errors")).ToContainTextAsync("请由另一个人审定");
        await Assertions.Expect(plain.Locator("#f-reason")).ToHaveValueAsync("批复属实。"); // Nothing typed is lost.
        await Assertions.Expect(plain.Locator("[name=verdict][value=holds]")).ToBeCheckedAsync();
        Found.Nothing(world.Faults);
    }

    [ChromiumFact]
    public async Task AList_IsTakenIn_AndSaysWhatItCouldNotRead()
    {
        var page = await world.SignInAsync(Look.NoScript);
        await page.GotoAsync("/suspicion/lists");
        await page.SetInputFilesAsync("#f-file", new FilePayload
        {
            Name = "名单.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"统一社会信用代码,企业名称,日期\n{SuspicionTown.Firm},甲公司,2021-03-04\n12,乙,2021-01-01\n"),
        });
        await page.FillAsync("#f-source", "市市场监管局");
        await page.ClickAsync("section[aria-label='注销吊销企业'] button");
        await Assertions.Expect(page.Locator(".alert-y")).ToContainTextAsync("第 3 行");
        await Assertions.Expect(page.Locator("section[aria-label='注销吊销企业'] table")).ToContainTextAsync(SuspicionTown.Firm);
        Found.Nothing(world.Faults);
    }

    private async Task<long> FillAsync()
    {
        var rows = SuspicionTown.Rows(out var above, out _, out _, out _);
        await world.Services.GetRequiredService<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Db.AddRange(rows);
            work.Audit("test.seed", "", new { rows.Length });
            work.Changes.ProjectIds.UnionWith(rows.OfType<Project>().Select(p => p.Id));
            return Task.FromResult(0);
        }, CancellationToken.None);
        return above.Id;
    }
}
