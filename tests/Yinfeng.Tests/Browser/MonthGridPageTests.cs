using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>The grid of a month as a clerk uses it: keys, a block from Excel, a question answered, and all of it without scripts.</summary>
public sealed class MonthGridPageTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    private const string Address = "/monthly?month=2023-06&unit=371424";

    [ChromiumFact]
    public async Task ABlockFromExcel_IsPasted_Kept_AskedAbout_AndReported()
    {
        var ids = await ProjectsAsync("贴一", "贴二", "贴三");
        var page = await world.SignInAsync();
        await page.GotoAsync(Address);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        await page.FocusAsync($"[name='funds.{ids[0]}']");
        await PasteAsync(page, "1,200\t３００\t是\t基础完工\n0\t\t否\t\"两行\n文字\"\n88\t12\t\t封顶\n");

        await Assertions.Expect(page.Locator($"[name='funds.{ids[0]}']")).ToHaveValueAsync("1200");
        await Assertions.Expect(page.Locator($"[name='fixed.{ids[0]}']")).ToHaveValueAsync("300");
        await Assertions.Expect(page.Locator($"[name='stat.{ids[1]}']")).ToHaveValueAsync("false");
        await Assertions.Expect(page.Locator($"[name='progress.{ids[1]}']")).ToHaveValueAsync("两行\n文字");
        await Assertions.Expect(page.Locator("[data-saved]")).ToContainTextAsync("草稿已保存");

        // Last month's 5 万元 makes 88,000 a question at once; Enter goes down, the arrow comes back up.
        await page.FocusAsync($"[name='funds.{ids[1]}']");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("88000");
        await Assertions.Expect(page.Locator($"tr[data-asks='{ids[2]}']")).ToContainTextAsync("上月到位资金 5 万元");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator($"[name='funds.{ids[2]}']")).ToHaveValueAsync("88000"); // It was kept.

        await page.ClickAsync("text=报送本页");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("贴三");
        await page.FillAsync($"[name='funds.{ids[2]}']", "8.8");
        await page.ClickAsync("text=报送本页");
        await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("1 个项目");
        Assert.Empty(await Axe.ViolationsAsync(page));
        Found.Nothing(world.Faults);
    }

    [ChromiumFact]
    public async Task WithoutScripts_AndOnAPhone_TheFormDoesTheSame()
    {
        var ids = await ProjectsAsync("手机一");
        foreach (var look in new[] { Look.NoScript, Look.Phone })
        {
            var page = await world.SignInAsync(look);
            await page.GotoAsync(Address);
            await page.FillAsync($"[name='funds.{ids[0]}']", "一百");
            await page.ClickAsync("text=报送本页");
            await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("不是数字");
            await Assertions.Expect(page.Locator($"[name='funds.{ids[0]}']")).ToHaveValueAsync("一百");
            await page.FillAsync($"[name='funds.{ids[0]}']", look == Look.Phone ? "3" : "2");
            await page.ClickAsync("text=报送本页");
            await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("1 个项目");
        }
        Found.Nothing(world.Faults);
    }

    private static async Task PasteAsync(IPage page, string text) => await page.EvaluateAsync(
        """
        text => { const data = new DataTransfer(); data.setData("text/plain", text);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }
        """, text);

    /// <summary>Projects in 临邑县, each with 5 万元 in May.</summary>
    private async Task<long[]> ProjectsAsync(params string[] names)
    {
        var projects = names.Select(n => Some.Project(ProjectStage.Started, n, totalFen: 20 * Money.FenPerYi)).ToList();
        await world.Services.GetRequiredService<Writer>().RunAsync(Viewer.Operator("test"), Rights.None, work =>
        {
            work.Db.AddRange(projects);
            work.Db.AddRange(projects.Select(p => new MonthlyReport
            {
                ProjectId = p.Id, Month = new(2023, 5), CityId = p.CityId, FundsFen = 5 * Money.FenPerWan, ReportedBy = "user:x", ReportedAtUtc = Some.Now, Version = 1,
            }));
            work.Audit("test.seed", "", new { names });
            work.Changes.ProjectIds.UnionWith(projects.Select(p => p.Id));
            return Task.FromResult(Decision.Allow);
        }, default);
        return [.. projects.Select(p => p.Id)];
    }
}
