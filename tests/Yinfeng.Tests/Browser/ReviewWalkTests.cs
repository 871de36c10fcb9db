using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Browser;

/// <summary>A review by its people: the county asks, two departments answer, the bureau concludes; and a month that is sent back.</summary>
public sealed class ReviewWalkTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    [ChromiumFact]
    public async Task AReview_IsAsked_AnsweredOnAPhone_AndConcludedWithoutScripts()
    {
        var land = await DepartmentAsync("德州市自然资源局");
        var nature = await DepartmentAsync("德州市生态环境局");
        await PersonAsync("xian", "县招商局", "371424", Role.Reporter);
        await PersonAsync("tu", "土地科", land, Role.Verifier);
        await PersonAsync("huan", "环评科", nature, Role.Verifier);
        await PersonAsync("ju", "投促局长", "371400", Role.Approver);
        await PersonAsync("shi", "市招商科", "371400", Role.Reporter);
        var project = await ProjectAsync("会审的项目", ProjectStage.Negotiating);

        var asking = await world.SignInAsync(Look.NoScript, "shi");
        await asking.GotoAsync($"/projects/{project}");
        await asking.ClickAsync("#reviews >> text=发起会审");
        await Assertions.Expect(asking.Locator("[name=units]").First).ToBeCheckedAsync(); // Both are among those usually asked.
        await asking.ClickAsync("main button.pri"); // The field is required by the browser; the server refuses all the same.
        await asking.FillAsync("#f-subject", "拟签订投资协议");
        await asking.FillAsync("#f-background", "请看用地和环评");
        await asking.ClickAsync("main button.pri");
        await Assertions.Expect(asking.Locator(".alert-y.ok")).ToContainTextAsync("会审已发起");
        await Assertions.Expect(asking.Locator("main")).ToContainTextAsync("2 个单位待反馈");
        var address = new Uri(asking.Url).AbsolutePath;
        await asking.GotoAsync("/pending");
        await Assertions.Expect(asking.Locator("main table")).ToContainTextAsync("反馈意见：土地科");

        var phone = await world.SignInAsync(Look.Phone, "tu");
        await phone.GotoAsync("/desk");
        await phone.ClickAsync("text=会审待您反馈意见");
        await phone.CheckAsync("[name=verdict][value=AgreeIf]");
        await phone.FillAsync("[name='condition.0.text']", "签约前完成土地预审");
        await Assertions.Expect(phone.Locator("[data-saved]")).ToContainTextAsync("草稿已保存");
        await phone.ReloadAsync(); // The window was closed: nothing typed is lost.
        await Assertions.Expect(phone.Locator("[name='condition.0.text']")).ToHaveValueAsync("签约前完成土地预审");
        await phone.FillAsync("[name='condition.0.unit']", "没有的局");
        await phone.ClickAsync("text=提交意见");
        await Assertions.Expect(phone.Locator(".form-errors")).ToContainTextAsync("不在单位名录");
        await Assertions.Expect(phone.Locator("[name='condition.0.text']")).ToHaveValueAsync("签约前完成土地预审");
        await phone.FillAsync("[name='condition.0.unit']", "临邑县");
        await phone.ClickAsync("text=提交意见");
        await Assertions.Expect(phone.Locator(".alert-y.ok")).ToContainTextAsync("意见已提交");
        Assert.Empty(await Axe.ViolationsAsync(phone));
        Assert.False(await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"));

        var other = await world.SignInAsync(Look.NoScript, "huan");
        await other.GotoAsync(address);
        await Assertions.Expect(other.Locator("#opinions")).Not.ToContainTextAsync("土地预审"); // Every unit judges for itself.
        await other.CheckAsync("[name=verdict][value=Agree]");
        await other.ClickAsync("text=提交意见");

        var chief = await world.SignInAsync(Look.NoScript, "ju");
        await chief.GotoAsync(address);
        await chief.SelectOptionAsync("#f-outcome", "Passed");
        await chief.FillAsync("#f-text", "条件成熟");
        await chief.CheckAsync("#f-confirm");
        await chief.ClickAsync("text=作出结论");
        await Assertions.Expect(chief.Locator(".form-errors")).ToContainTextAsync("有条件通过");
        await Assertions.Expect(chief.Locator("#conclude #f-text")).ToHaveValueAsync("条件成熟");
        await chief.SelectOptionAsync("#f-outcome", "Conditional");
        await chief.CheckAsync("#f-confirm");
        await chief.ClickAsync("text=作出结论");
        await Assertions.Expect(chief.Locator(".alert-y.ok")).ToContainTextAsync("结论已作出");
        await chief.ClickAsync("text=会审纪要");
        await Assertions.Expect(chief.Locator("article.doc")).ToContainTextAsync("由临邑县负责");
        await phone.GotoAsync(address + "/minutes");
        Assert.Empty(await Axe.ViolationsAsync(phone));
        await chief.GotoAsync($"/projects/{project}");
        await Assertions.Expect(chief.Locator("#evidence")).ToContainTextAsync("次项目会审纪要.docx");

        await other.GotoAsync($"/projects/{project}");
        await Assertions.Expect(other.Locator("main")).Not.ToContainTextAsync("会审的项目"); // Over: the project is closed to them again,
        await other.GotoAsync(address);
        await Assertions.Expect(other.Locator("#opinions")).ToContainTextAsync("土地预审"); // the review is not.
        Found.Nothing(world.Faults);
    }

    [ChromiumFact]
    public async Task AMonth_IsReturnedWithTheReason_ReadByWhoeverReported_AndReportedAgain()
    {
        await PersonAsync("clerk", "县填报员", "371424", Role.Reporter);
        await PersonAsync("dept", "市核验员", "371400", Role.Verifier);
        var project = await ProjectAsync("退回的项目", ProjectStage.Started);
        var month = YearMonth.Of(BusinessTime.Today(TimeProvider.System)).AddMonths(-1);

        var clerk = await world.SignInAsync(Look.NoScript, "clerk");
        await clerk.GotoAsync($"/monthly?month={month}&unit=371424");
        await clerk.FillAsync($"[name='funds.{project}']", "120");
        await clerk.ClickAsync("text=报送本页");
        await Assertions.Expect(clerk.Locator(".alert-y.ok")).ToContainTextAsync("已办理 1 个项目");

        var dept = await world.SignInAsync(Look.NoScript, "dept");
        await dept.GotoAsync($"/monthly?month={month}&unit=371424&show=reported");
        await dept.CheckAsync($"[name=tick][value^='{project}:']");
        await dept.ClickAsync("text=退回所勾选的");
        await Assertions.Expect(dept.Locator(".form-errors")).ToContainTextAsync("退回要写明原因");
        await Assertions.Expect(dept.Locator($"[name=tick][value^='{project}:']")).ToBeCheckedAsync();
        await dept.FillAsync($"[name='remark.{project}']", "与银行回单不符");
        await dept.ClickAsync("text=退回所勾选的");
        await Assertions.Expect(dept.Locator(".alert-y.ok")).ToContainTextAsync("已退回 1 个项目");

        await clerk.GotoAsync("/desk");
        await clerk.ClickAsync("text=被退回，请改好重报");
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("退回原因：与银行回单不符");
        await clerk.FillAsync($"[name='funds.{project}']", "102");
        await clerk.ClickAsync("text=报送本页");
        await clerk.GotoAsync($"/projects/{project}/months/{month}");
        await Assertions.Expect(clerk.Locator("#history")).ToContainTextAsync("与银行回单不符");
        await Assertions.Expect(clerk.Locator("section[aria-label=现在在谁那里]")).ToContainTextAsync("核验：市核验员");

        var phone = await world.SignInAsync(Look.Phone, "dept");
        await phone.GotoAsync($"/projects/{project}/months/{month}");
        Assert.Empty(await Axe.ViolationsAsync(phone));
        await phone.FillAsync("#f-remark", "与回单一致");
        await phone.ClickAsync("text=核验通过");
        await phone.GotoAsync("/pending?kind=MonthToAccept");
        await Assertions.Expect(phone.Locator("main table")).ToContainTextAsync("退回的项目");
        Assert.False(await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"));
        Found.Nothing(world.Faults);
    }

    private async Task<string> DepartmentAsync(string name)
    {
        var made = await world.Services.GetRequiredService<AddUnit>().RunAsync(Viewer.Operator("test"),
            new NewUnit(null, name, null, UnitKind.Department, Some.Dezhou, new DateOnly(2020, 1, 1), "机构改革"), default);
        return (await world.Services.GetRequiredService<UnitDirectory>().TodayAsync(default)).Find(made.Value)!.Code;
    }

    private async Task PersonAsync(string login, string name, string unit, Role role) => world.OneTime[login] =
        (await world.Services.GetRequiredService<AddUser>().RunAsync(Viewer.Operator("test"), new NewUser(login, name, unit, [role]), default)).Value!.Password;

    private async Task<long> ProjectAsync(string name, ProjectStage stage)
    {
        var project = Some.Project(stage, name);
        await world.Services.GetRequiredService<Writer>().RunAsync(Viewer.Operator("test"), Rights.None, work =>
        {
            work.Db.Add(project);
            work.Audit("test.seed", $"project:{project.Id}", new { name });
            work.Changes.ProjectIds.Add(project.Id);
            return Task.FromResult(0);
        }, default);
        return project.Id;
    }
}
