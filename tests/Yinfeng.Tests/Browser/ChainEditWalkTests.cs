using Microsoft.Playwright;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Browser;

/// <summary>Two people change the same draft of a chain in two windows: neither overwrites the other unknowingly, and nothing typed is lost.</summary>
public sealed class ChainEditWalkTests(BrowserWorld world) : IClassFixture<BrowserWorld>
{
    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoWindows_KeepBothChanges(bool script)
    {
        var edit = $"/chains/{(script ? "auto-parts" : "food-grain")}/edit?unit=371400";
        var one = await world.SignInAsync(script ? Look.Desk : Look.NoScript);
        await one.GotoAsync(edit);
        var first = (await one.Locator("#nodes details summary small").First.InnerTextAsync()).Split(' ')[0];
        var second = (await one.Locator("#nodes details summary small").Nth(1).InnerTextAsync()).Split(' ')[0];
        var two = await one.Context.NewPageAsync();
        await one.GotoAsync($"{edit}&node={first}");
        await two.GotoAsync($"{edit}&node={second}");

        await one.FillAsync("#f-name", "甲改的环节");
        await one.ClickAsync("text=保存环节");
        await Assertions.Expect(one.Locator("[role=status].ok")).ToContainTextAsync("草稿已保存");

        await two.FillAsync("#f-name", "乙改的环节");
        await two.FillAsync("#f-needs", "土地十亩");
        await two.ClickAsync("text=保存环节");
        await Assertions.Expect(two.Locator("#f-needs-e")).ToContainTextAsync("读不懂");
        Assert.Equal(("乙改的环节", "土地十亩"), (await two.InputValueAsync("#f-name"), await two.InputValueAsync("#f-needs")));
        await two.FillAsync("#f-needs", "土地 10-25 亩/亿元投资（专家）");
        await two.ClickAsync("text=保存环节");
        await Assertions.Expect(two.Locator(".form-errors")).ToContainTextAsync("保存过这份草稿");
        Assert.Equal("乙改的环节", await two.InputValueAsync("#f-name"));
        await Assertions.Expect(two.Locator("#nodes summary:has-text('甲改的环节')")).ToHaveCountAsync(1);
        Found.Nothing(script ? (await Axe.ViolationsAsync(two)).Select(v => v.ToString()!) : []);
        await two.ClickAsync("text=保存环节");
        await Assertions.Expect(two.Locator("#nodes summary:has-text('改的环节')")).ToHaveCountAsync(2);

        await one.ClickAsync("#text summary:has-text('整条链的文本')");
        var text = (await one.InputValueAsync("#f-yaml")).Replace("甲改的环节", "甲再改的环节", StringComparison.Ordinal);
        await one.FillAsync("#f-yaml", text);
        await one.ClickAsync("text=存为草稿");
        await Assertions.Expect(one.Locator(".form-errors")).ToContainTextAsync("保存过这份草稿");
        Assert.Equal(text, await one.InputValueAsync("#f-yaml"));
        await Assertions.Expect(one.Locator("pre.theirs")).ToContainTextAsync("乙改的环节");
        await one.ClickAsync("text=存为草稿");
        await Assertions.Expect(one.Locator("#nodes summary:has-text('甲再改的环节')")).ToHaveCountAsync(1);

        await one.ClickAsync("#links summary:has-text('新增供给')");
        await one.FillAsync("#f-what", "试写的内容");
        await one.ClickAsync("button:has-text('新增供给')");
        await Assertions.Expect(one.Locator(".form-errors")).ToContainTextAsync("不能供给自己");
        Assert.Equal("试写的内容", await one.InputValueAsync("#f-what"));

        // What stands in the way of putting it in force is no change of somebody else's.
        await two.GotoAsync(edit);
        await two.FillAsync("#f-why", " ");
        await two.ClickAsync("button[value=put]");
        await Assertions.Expect(two.Locator(".form-errors")).ToContainTextAsync("请写明为什么修改");
        await two.FillAsync("#f-why", "按本市实际");
        await two.ClickAsync("button[value=put]");
        await Assertions.Expect(two.Locator("[role=status].ok")).ToContainTextAsync("新的一版已启用");
        await two.CloseAsync();
        Found.Nothing(world.Faults);
    }
}
