using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Targets;

namespace Yinfeng.Tests.Targets;

public class TargetTextTests
{
    private static readonly IndicatorCatalog Catalog = IndicatorCatalog.Load(FocusRegions.Load());

    [Theory]
    [InlineData("funds.total", "3000", 30_000_000_000_000)]
    [InlineData("funds.total", " 1,234.5678 亿元 ", 12_345_678_000_000)]
    [InlineData("start.rate", "60%", 600_000L)]
    [InlineData("start.rate", "92.38", 923_800L)]
    [InlineData("signed.count", "120个", 1_200_000L)]
    [InlineData("signed.count", "", null)]
    public void Read_TakesTheIndicatorsUnit(string indicator, string text, long? value)
    {
        Assert.Null(TargetText.Read(Catalog.Find(indicator)!, text, out var read));
        Assert.Equal(value, read);
        Assert.Null(TargetText.Read(Catalog.Find(indicator)!, TargetText.Show(Catalog.Find(indicator)!, read), out var again));
        Assert.Equal(read, again);
    }

    [Theory]
    [InlineData("funds.total", "三千", "不是数")]
    [InlineData("funds.total", "-1", "不能小于 0")]
    [InlineData("start.rate", "120", "不能超过 100%")]
    [InlineData("signed.count", "1.5", "应是整数")]
    [InlineData("funds.total", "30000000", "核对单位")]
    public void Read_SaysWhatIsWrong(string indicator, string text, string message) =>
        Assert.Contains(message, TargetText.Read(Catalog.Find(indicator)!, text, out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("funds.total", 100L, new[] { 60L, 40L }, 0L)]
    [InlineData("funds.total", 100L, new[] { 60L, 50L }, 0L)]
    [InlineData("funds.total", 100L, new[] { 60L }, 40L)]
    [InlineData("start.rate", 600_000L, new[] { 600_000L, 700_000L }, 0L)]
    [InlineData("start.rate", 600_000L, new[] { 550_000L, 700_000L }, 50_000L)]
    public void Cascade_AddsUp_ButARateIsAsLowAsItsLowestChild(string indicator, long parent, long[] children, long missing) =>
        Assert.Equal(missing, CascadeCheck.Of(Catalog.Find(indicator)!, TargetLevel.Base, parent, [.. children.Select(c => (long?)c), null]).Short);

    [Fact]
    public void Cascade_WithoutParentOrChildren_ComparesNothing()
    {
        Assert.Null(CascadeCheck.Of(Catalog.Find("funds.total")!, TargetLevel.Base, null, [Money.FenPerYi]).Covered);
        Assert.Null(CascadeCheck.Of(Catalog.Find("funds.total")!, TargetLevel.Base, Money.FenPerYi, []).Covered);
    }
}
