using Yinfeng.Reports;

namespace Yinfeng.Tests.Reports;

public class WholeNumberBaseTests
{
    [Theory]
    [InlineData(61, 13.1, 1, null)]
    [InlineData(61, 13.0, 1, 54L)]
    [InlineData(61, 15.1, 1, 53L)]
    [InlineData(344, 88, 0, 183L)]
    [InlineData(210, 53, 0, 137L)]
    [InlineData(50, -50, 0, 100L)]
    [InlineData(0, -100, 1, 1L)]
    [InlineData(0, 5, 1, null)]
    [InlineData(3, 0, 1, 3L)]
    [InlineData(5, -99.9, 1, 3334L)]
    public void Base_IsTheSmallestThatShowsThatChange_OrNone(long count, double yoy, int decimals, long? expected) =>
        Assert.Equal(expected, FigureChecks.WholeNumberBase(count, (decimal)yoy, decimals));

    [Fact]
    public void Base_AgreesWithTryingEveryNumber()
    {
        for (var count = 1; count <= 90; count += 4)
        {
            for (var tenths = -950; tenths <= 2000; tenths += 37)
            {
                var yoy = tenths / 10m;
                var tried = Enumerable.Range(1, 2000).Where(b => Math.Round((count - b) * 100m / b, 1, MidpointRounding.AwayFromZero) == yoy)
                    .Select(b => (long?)b).FirstOrDefault();
                Assert.Equal(tried, FigureChecks.WholeNumberBase(count, yoy, 1));
            }
        }
    }
}
