using Yinfeng.Analytics.Suspicion;

namespace Yinfeng.Tests.Suspicion;

public class FalseDiscoveryTests
{
    /// <summary>The example of Benjamini and Hochberg 1995, section 3.2: four are rejected at q = 0.05, where Bonferroni rejects three.</summary>
    private static readonly double[] Paper =
        [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0];

    [Fact]
    public void Cut_OfThePapersExample_IsTheFourthSmallest() => Assert.Equal(0.0095, FalseDiscovery.Cut(Paper, 0.05));

    /// <summary>By hand for five at q = 0.10: lines 0.02 0.04 0.06 0.08 0.10. The third is above its line, the fourth is not, so all four count.</summary>
    [Fact]
    public void Cut_AValueAboveItsLineBelowOneThatIsNot_CountsToo() =>
        Assert.Equal(0.079, FalseDiscovery.Cut([0.079, 0.5, 0.001, 0.065, 0.03], 0.10));

    [Theory]
    [InlineData(new double[0], 0)]
    [InlineData(new[] { 0.11 }, 0)]
    [InlineData(new[] { 0.1 }, 0.1)]
    [InlineData(new[] { 0.06, 0.2 }, 0)]
    public void Cut_AtTheEdges(double[] p, double expected) => Assert.Equal(expected, FalseDiscovery.Cut(p, 0.10));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Cut_OfWhatIsNoPValue_IsRefused(double p) => Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.Cut([0.5, p], 0.1));

    /// <summary>Where nothing is wrong at all, one run in ten raises an alarm; where a tenth is, of all alarms at most a tenth is false.</summary>
    [Theory]
    [InlineData(0, 0.10)]
    [InlineData(20, 0.09)]
    [InlineData(100, 0.05)]
    public void Cut_KeepsTheShareOfFalseAlarms(int wrong, double expected)
    {
        const int family = 200, runs = 4000;
        var random = new Random(11);
        var share = 0.0;
        for (var run = 0; run < runs; run++)
        {
            var p = Enumerable.Range(0, family).Select(i => i < wrong ? Math.Pow(random.NextDouble(), 8) : random.NextDouble()).ToArray();
            var cut = FalseDiscovery.Cut(p, 0.10);
            var (alarms, honest) = (p.Count(x => x <= cut), p.Skip(wrong).Count(x => x <= cut));
            share += cut == 0 || alarms == 0 ? 0 : (double)honest / alarms;
        }
        Assert.Equal(expected, share / runs, 0.012); // q·m₀/m, which the theorem gives.
    }
}
