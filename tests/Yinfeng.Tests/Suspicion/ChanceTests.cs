using Yinfeng.Analytics.Suspicion;

namespace Yinfeng.Tests.Suspicion;

public class ChanceTests
{
    [Theory]
    [InlineData(10, 8, 0.5, 56.0 / 1024)]
    [InlineData(10, 0, 0.3, 1)]
    [InlineData(3, 3, 0.25, 1.0 / 64)]
    [InlineData(20, 20, 0.25, 9.094947017729282e-13)] // 4⁻²⁰: a far tail keeps its digits.
    public void BinomialUpper_EqualsTheExactSum(int n, int k, double p, double expected) =>
        Assert.Equal(expected, Chance.BinomialUpper(n, k, p), expected * 1e-9);

    [Theory] // Tables of the laws.
    [InlineData(3.841458820694124, 1, 0.05)]
    [InlineData(14.067140449340169, 7, 0.05)]
    [InlineData(24.321886347856850, 7, 0.001)]
    [InlineData(104.98129982, 7, 1e-19)]
    public void ChiSquareUpper_EqualsTheTable(double x, int freedom, double expected)
    {
        Assert.Equal(expected, Chance.ChiSquareUpper(x, freedom), expected * 0.01);
        Assert.Equal(1, Chance.ChiSquareUpper(x, freedom) + Chance.ChiSquareLower(x, freedom), 1e-12);
    }

    [Theory]
    [InlineData(2.228138851964939, 10, 0.025)]
    [InlineData(6.313751514675041, 1, 0.05)]
    [InlineData(4.587, 10, 0.0005)]
    public void StudentUpper_EqualsTheTable(double t, double freedom, double expected)
    {
        Assert.Equal(expected, Chance.StudentUpper(t, freedom), expected * 0.001);
        Assert.Equal(1 - expected, Chance.StudentUpper(-t, freedom), 1e-6);
    }

    /// <summary>The scalar reference: every outcome of up to twelve events is walked through.</summary>
    [Fact]
    public void SomeUpper_EqualsTheSumOverAllOutcomes_AtEveryLength()
    {
        var random = new Random(5);
        for (var n = 0; n <= 12; n++)
        {
            var chances = Enumerable.Range(0, n).Select(_ => random.NextDouble()).ToArray();
            for (var k = 0; k <= n + 1; k++)
            {
                var expected = Enumerable.Range(0, 1 << n).Where(o => int.PopCount(o) >= k)
                    .Sum(o => chances.Select((p, i) => (o >> i & 1) == 1 ? p : 1 - p).Aggregate(1.0, (a, b) => a * b));
                Assert.Equal(expected, Chance.SomeUpper(chances, k), 1e-12);
            }
        }
    }

    [Fact]
    public void SeededDraws_AreThoseOfThePublishedGenerator()
    {
        var draws = new SeededDraws(1234567); // Vigna, splitmix64.c.
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [draws.Next(), draws.Next(), draws.Next()]);
    }
}
