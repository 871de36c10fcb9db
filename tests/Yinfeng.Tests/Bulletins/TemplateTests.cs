using Yinfeng.Bulletins;
using Yinfeng.Rules;

namespace Yinfeng.Tests.Bulletins;

/// <summary>The template an office edits: what is wrong is told by line, and versions are kept.</summary>
public sealed class TemplateTests
{
    private static readonly IndicatorCatalog Catalog = IndicatorCatalog.Load(FocusRegions.Load());

    [Fact]
    public void ShippedTemplate_HasNoMistake() => Assert.Empty(TemplateReader.Read(OfficeTemplates.Default, Catalog).Problems);

    [Theory]
    [InlineData("共签约{signed.cuont}。", "没有字段 {signed.cuont}。是不是要写“signed.count")]
    [InlineData("共签约{signed.count。", "花括号不成对")]
    [InlineData("共签约[，同比{signed.count.yoy}。", "方括号没有收尾")]
    [InlineData("共签约[[{signed.count}]]。", "方括号不成对，或套了两层")]
    [InlineData("@排行", "没有名单 @排行。是不是要写“排名”？")]
    [InlineData("@排名 funds.totl", "没有指标 funds.totl")]
    [InlineData("@一览", "@一览 要写 1 到 6 个指标代码")]
    public void AMistake_IsToldWithItsLine(string line, string message)
    {
        var text = OfficeTemplates.Default + "\n" + line;

        var problem = Assert.Single(TemplateReader.Read(text, Catalog).Problems);

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(text.Split('\n').Length, problem.Line);
    }

    [Theory]
    [InlineData("标题：", "缺少“标题：”")]
    [InlineData("机关代字：", "缺少“机关代字：”")]
    public void AHeadLineThatIsMissing_IsTold(string key, string message) => Assert.Contains(
        TemplateReader.Read(string.Join('\n', OfficeTemplates.Default.Split('\n').Where(l => !l.StartsWith(key, StringComparison.Ordinal))), Catalog).Problems,
        p => p.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public async Task SavedTemplate_IsUsedForTheUnitAndThoseBelow_AndKeepsItsVersions()
    {
        await using var store = await TestStore.NewAsync();
        await new BulletinSite(1).Grow(10).SaveAsync(store);
        var save = store.Get<SaveTemplate>();
        var own = OfficeTemplates.Default.Replace("# 总体情况", "# 本市总的情况", StringComparison.Ordinal);

        Assert.Equal(1, (await save.RunAsync(TestStore.Viewer, "371400", own, default)).Value);
        Assert.Equal(2, (await save.RunAsync(TestStore.Viewer, "371400", own + "\n# 下步\n请抓紧。", default)).Value);
        Assert.False((await save.RunAsync(TestStore.Viewer, "371400", own + "\n{x}", default)).Allowed);

        foreach (var unit in new[] { "371400", "371424" })
        {
            var text = BulletinSite.Text((await BulletinSite.DraftAsync(store, unit)).Value!);
            Assert.Contains("一、本市总的情况", text, StringComparison.Ordinal);
            Assert.Contains("请抓紧。", text, StringComparison.Ordinal);
        }
        Assert.Equal([2, 1], (await store.Get<OfficeTemplates>().VersionsAsync(371400, default)).Select(v => v.Number));
    }

    [Theory]
    [InlineData("附件：{span}项目清单。", new[] { "2023年上半年项目清单" })]
    [InlineData("附件：项目清单；到位资金排名；", new[] { "项目清单", "到位资金排名" })]
    [InlineData("附件：", null)]
    public async Task Attachments_AreListedWithoutMarks(string line, string[]? names)
    {
        await using var store = await TestStore.NewAsync();
        await new BulletinSite(1).Grow(10).SaveAsync(store);

        var draft = await store.Get<BulletinDrafts>().DraftAsync(TestStore.Viewer, BulletinSite.Period, "371400", line + "\n" + OfficeTemplates.Default, default);

        Assert.Equal(names, draft.Value!.Attachments);
        Assert.Equal(names is { Length: > 1 }, BulletinSite.Text(draft.Value).Contains("附件：1. 项目清单", StringComparison.Ordinal));
    }
}
