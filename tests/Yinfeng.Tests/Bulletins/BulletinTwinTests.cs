using System.Globalization;

namespace Yinfeng.Tests.Bulletins;

/// <summary>The figures of the sentences and tables against sums made straight from the rows, with numbers of several seeds.</summary>
public sealed class BulletinTwinTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sentences_HaveTheFiguresOfTheRows(int seed)
    {
        await using var store = await TestStore.NewAsync();
        var site = new BulletinSite(seed).Grow(60);
        await site.SaveAsync(store);

        var model = (await BulletinSite.DraftAsync(store)).Value!;
        var text = BulletinSite.Text(model);

        var (signed, last) = (site.Signed(2023), site.Signed(2022));
        Assert.Contains($"共签约招商引资项目{signed}个，同比{Change(signed, last)}，总投资{Yi(site.SignedYi(2023))}亿元", text, StringComparison.Ordinal);
        var (funds, target) = (site.FundsYi(2023), site.TargetYi(Some.Dezhou));
        Assert.Contains($"到位资金{Yi(funds)}亿元，同比{Change(funds, site.FundsYi(2022))}，完成年度目标任务{target:0.##}亿元的{Two(funds / target * 100)}%",
            text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Ranking_GoesByCompletionOfEachCounty(int seed)
    {
        await using var store = await TestStore.NewAsync();
        var site = new BulletinSite(seed).Grow(40);
        await site.SaveAsync(store);

        var model = (await BulletinSite.DraftAsync(store)).Value!;

        var table = model.Sections.SelectMany(s => s.Blocks).Select(b => b.Table).First(t => t?.Title.Contains("到位资金完成情况", StringComparison.Ordinal) == true)!;
        var expected = BulletinSite.Counties.Select(c => site.FundsYi(2023, c) / site.TargetYi(c) * 100).OrderDescending().Select(Two);
        var column = table.Columns.ToList().FindIndex(c => c.Head.StartsWith("完成率", StringComparison.Ordinal));
        Assert.Equal(expected, table.Rows.Skip(1).Where(r => r[0] != "—").Select(r => r[column]));
    }

    [Fact]
    public async Task AbsentFigures_TakeTheirSentenceAndHeadingWithThem()
    {
        await using var store = await TestStore.NewAsync();
        await new BulletinSite(6).Grow(10).SaveAsync(store);

        var model = (await BulletinSite.DraftAsync(store)).Value!;
        var text = BulletinSite.Text(model);

        Assert.DoesNotContain("在线签约", text, StringComparison.Ordinal);
        Assert.DoesNotContain("投产", text.Split("完成情况")[0], StringComparison.Ordinal);
        Assert.Contains(model.Omitted, o => o.EndsWith("（在线签约项目数为 0）", StringComparison.Ordinal));
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        Assert.All(model.Sections, s => Assert.NotEmpty(s.Blocks));
        Assert.Equal(["一、", "二、"], model.Sections.Where(s => s.Heading is not null).Take(2).Select(s => s.Heading![..2]));
    }

    private static string Yi(decimal yi) => Two(yi);

    private static string Two(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("F2", CultureInfo.InvariantCulture);

    private static string Change(decimal now, decimal last)
    {
        var percent = Math.Round((now - last) * 100 / last, 1, MidpointRounding.AwayFromZero);
        return percent == 0 ? "持平" : (percent > 0 ? "增长" : "下降") + Math.Abs(percent).ToString("F1", CultureInfo.InvariantCulture) + "%";
    }
}
