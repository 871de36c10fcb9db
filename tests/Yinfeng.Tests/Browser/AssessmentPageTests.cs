using Microsoft.Playwright;
using Yinfeng.Assessment;
using Yinfeng.Host;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>Scores in a browser: trying figures, freezing and objecting without scripts, a scheme checked while it is written.</summary>
public sealed class AssessmentPageTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    [ChromiumFact]
    public async Task WithoutScripts_AScoreIsTriedFrozenAndNotApprovedByItsOwnProposer()
    {
        await Demo.FillAsync(world.Services, world.Order, TextWriter.Null, CancellationToken.None);
        var page = await world.SignInAsync(Look.NoScript);
        await page.GotoAsync("/assessment?period=2021-12&unit=140800");
        await page.ClickAsync("main th a:has-text('新绛县')");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("新绛县 考核得分");
        var before = await page.Locator(".figure b").InnerTextAsync();
        await page.FillAsync("[name='a.signed.investment']", "100000");
        await page.FillAsync("[name='a.funds.fixed']", "很多");
        await page.ClickAsync("button:has-text('试算')");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("“很多”不是一个数");
        await Assertions.Expect(page.Locator("[name='a.funds.fixed']")).ToHaveValueAsync("很多"); // Nothing typed is lost.
        await Assertions.Expect(page.Locator(".figure b")).Not.ToHaveTextAsync(before);
        await page.ClickAsync("text=逐步看 >> nth=0");
        await Assertions.Expect(page.Locator(".steps").First).ToContainTextAsync("完成率 ÷ 序时进度");

        await page.GotoAsync("/assessment/editions");
        await page.FillAsync("#f-unit", "运城市");
        await page.FillAsync("#f-period", "2021-10");
        await page.FillAsync("#f-document", "运招组发〔2022〕1号");
        await page.ClickAsync("text=冻结并提交");
        await Assertions.Expect(page.Locator(".alert-y:has-text('请由别人审批')")).ToBeVisibleAsync();
        await page.ClickAsync("text=批准并公布");
        await Assertions.Expect(page.Locator(".form-errors")).ToContainTextAsync("要由别人审批");
        await page.ClickAsync("text=重算核验");
        await Assertions.Expect(page.Locator(".alert-y.ok")).ToContainTextAsync("全部一致");
        Found.Nothing(world.Faults);
    }

    [ChromiumFact]
    public async Task ASchemeIsCheckedWhileItIsWritten_AndByAButtonWithoutScripts()
    {
        var page = await world.SignInAsync();
        await page.GotoAsync("/assessment/schemes/new");
        var text = await page.InputValueAsync("#f-text");
        await page.FillAsync("#f-text", text.Replace("得分: 较小(完成值 ÷ 基本目标, 1) × 分值", "得分: 完成值", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#check")).ToContainTextAsync("规则给出的却是百分比");
        await page.FillAsync("#f-text", text);
        await Assertions.Expect(page.Locator("#check")).ToContainTextAsync("写法没有错误");
        Assert.Empty(await Axe.ViolationsAsync(page));

        var plain = await world.SignInAsync(Look.NoScript);
        await plain.GotoAsync("/assessment/schemes/new");
        await plain.FillAsync("#f-text", "- 方案: x\n");
        await plain.ClickAsync("button:has-text('检查')");
        await Assertions.Expect(plain.Locator("#check")).ToContainTextAsync("缺少“名称”");
        await plain.FillAsync("#f-text", text.Replace("单位: 100000", "单位: 371400", StringComparison.Ordinal));
        await plain.FillAsync("#f-unit", "371400");
        await plain.FillAsync("#f-note", "德招组发〔2026〕3号");
        await plain.ClickAsync("text=提交审批");
        await Assertions.Expect(plain.Locator(".alert-y")).ToContainTextAsync("待别人审批");
        Found.Nothing(world.Faults);
    }

    [ChromiumFact]
    public async Task OnAPhone_APublishedScoreReadsAndTheCityAnswersAnObjection()
    {
        await Demo.FillAsync(world.Services, world.Order, TextWriter.Null, CancellationToken.None);
        var other = Some.User("kaohe", null);
        var id = (await Get<ProposeEdition>().RunAsync(other, new EditionFacts("140800", "county", "2021-11", "运招组发〔2022〕2号", null), default)).Value;
        var phone = await world.SignInAsync(Look.Phone);
        await phone.GotoAsync($"/assessment/editions/{id}");
        Assert.Empty(await Axe.ViolationsAsync(phone));
        await phone.ClickAsync("text=批准并公布");
        await Assertions.Expect(phone.Locator(".kv").First).ToContainTextAsync("异议截止");
        Assert.True((await Get<RaiseObjection>().RunAsync(Some.User("jiangxian", 140826), id, null, null, "少算一个项目", default)).Allowed);
        await phone.ReloadAsync();
        await phone.FillAsync("#f-answer", "已核对，台账里没有这个项目");
        await phone.ClickAsync("text=维持原分");
        await Assertions.Expect(phone.Locator("#objections")).ToContainTextAsync("答复：已核对");
        Assert.Equal(390, await phone.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await Axe.ViolationsAsync(phone));
        Found.Nothing(world.Faults);
    }

    private T Get<T>() where T : notnull => (T)world.Services.GetService(typeof(T))!;
}
