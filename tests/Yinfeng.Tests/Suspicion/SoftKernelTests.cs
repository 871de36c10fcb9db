using Yinfeng.Analytics.Suspicion;

namespace Yinfeng.Tests.Suspicion;

/// <summary>Each test on figures worked out by hand, and its p-values on honest figures of many shapes: at most α of them ≤ α.</summary>
public class SoftKernelTests
{
    private const long Wan = 1_000_000;

    [Fact]
    public void JustAbove_CountsBothWindowsAndTheirEdges()
    {
        var (near, above, p) = Bunching.JustAbove([0, 0.0099, 0.01, -0.03, 0.0299, 0.03, -0.031, 0.5], 0.01, 0.25);
        Assert.Equal((5, 2), (near, above));
        Assert.Equal(376.0 / 1024, p, 1e-12); // 1 − 0.75⁵ − 5·0.25·0.75⁴.
        Assert.Equal(1, Bunching.JustAbove([0.5], 0.01, 0.25).P);
    }

    /// <summary>A county whose figure wanders honestly, month after month, whatever the size of its steps.</summary>
    [Theory]
    [InlineData(0.012)]
    [InlineData(0.03)]
    [InlineData(0.2)]
    public void JustAbove_OfHonestCourses_RarelyAlarms(double step)
    {
        var random = new Random(3);
        AssertHonest(2000, _ =>
        {
            var (ratio, at) = (new double[24], 0.0);
            for (var i = 0; i < 24; i++)
            {
                at = i % 12 == 0 ? step * Normal(random) : at * 0.9 + step * Normal(random);
                ratio[i] = at;
            }
            return Bunching.JustAbove(ratio, 0.01, 0.25).P;
        });
    }

    [Theory]
    [InlineData(1_237L * Wan, 0, 7)]
    [InlineData(1_230L * Wan, 0, null)]
    [InlineData(1_235L * Wan, 0, null)]
    [InlineData(99L * Wan, 0, null)]
    [InlineData(1_237_410_000L, 2, 1)]
    [InlineData(1_237_410_000L, 0, null)]
    public void LastDigit_OfAnAmount(long fen, int decimals, int? expected) => Assert.Equal(expected, LastDigits.Of(fen, decimals));

    [Fact]
    public void LastDigits_ChiSquareByHand()
    {
        Assert.Equal(0, LastDigits.ChiSquare([99, 5, 5, 5, 5, 99, 5, 5, 5, 5]));
        Assert.Equal(8, LastDigits.ChiSquare([0, 2, 0, 1, 1, 0, 1, 3, 0, 0]), 1e-12); // (4+1+1+1+9)·8/8 − 8.
    }

    [Fact]
    public void LastDigits_MonteCarlo_AgreesWithTheLawAndRepeatsItself()
    {
        int[] counts = [0, 40, 52, 61, 47, 0, 50, 71, 45, 34];
        var p = LastDigits.P(counts, 99_999, 1);
        Assert.Equal(p, LastDigits.P(counts, 99_999, 1));
        Assert.Equal(Chance.ChiSquareUpper(LastDigits.ChiSquare(counts), 7), p, p * 0.35); // Fifty hits: within two standard errors.
        Assert.Equal(1e-5, LastDigits.P([0, 0, 0, 0, 0, 0, 0, 300, 0, 0], 99_999, 1), 1e-12);
        Assert.Equal(1, LastDigits.P(new int[10], 99, 1));
    }

    [Fact]
    public void LastDigits_OfOfficesThatRoundEachInTheirOwnWay_RarelyAlarm()
    {
        var random = new Random(4);
        AssertHonest(600, seed =>
        {
            var (counts, exact) = (new int[10], random.NextDouble());
            for (var i = 0; i < 300; i++)
            {
                var wan = (long)Math.Exp(6 + Normal(random));
                if (LastDigits.Of((random.NextDouble() < exact ? wan : wan / 10 * 10) * Wan, 0) is { } digit)
                {
                    counts[digit]++;
                }
            }
            return LastDigits.P(counts, 2_000, (ulong)seed);
        });
    }

    [Fact]
    public void Decimals_AreThoseThatNineOfTenAmountsKeepTo()
    {
        long[] whole = [.. Enumerable.Repeat(1_237 * Wan, 9)];
        Assert.Equal(0, LastDigits.Decimals([.. whole, 12_375_000]));
        Assert.Equal(2, LastDigits.Decimals([.. whole, 12_340_000, 12_340_000]));
    }

    [Theory]
    [InlineData(500, 1)]
    [InlineData(1_250, 2)]
    [InlineData(1_230, 3)]
    [InlineData(1_237, 4)]
    [InlineData(5, 1)]
    [InlineData(0, 0)]
    public void Digits_ThatMeanSomething(long wan, int expected) => Assert.Equal(expected, Repeats.Digits(wan * Wan));

    [Fact]
    public void Repeats_ByHand()
    {
        long?[] series = [1_237 * Wan, 1_237 * Wan, 1_237 * Wan, 500 * Wan, 500 * Wan, null, 881 * Wan];
        var (pairs, equal, p) = Repeats.Own(series);
        Assert.Equal((3, 2), (pairs, equal)); // After 500 nothing is looked at, after null nothing can be.
        Assert.Equal(3 * 0.002 * 0.002 * 0.998 + Math.Pow(0.002, 3), p, 1e-15);
        Assert.Equal(1, Repeats.Own([500 * Wan, 500 * Wan, 500 * Wan]).P);
        var between = Repeats.Between([881 * Wan, 1_237 * Wan, null], [881 * Wan, 1_237 * Wan, 4 * Wan], 100);
        Assert.Equal((2, 2), (between.Months, between.Equal));
        Assert.Equal(100 * 0.02 * 0.002, between.P, 1e-12);
        Assert.Throws<ArgumentException>(() => Repeats.Between([1L], [1L, 2L], 1));
    }

    [Fact]
    public void Repeats_OfHonestSeries_RarelyAlarm()
    {
        var random = new Random(6);
        AssertHonest(3000, _ =>
        {
            var step = random.Next(3) switch { 0 => 1, 1 => 10, _ => 50 };
            return Repeats.Own([.. Enumerable.Range(0, 20).Select(_ => (long?)((long)Math.Exp(6.5 + 0.35 * Normal(random)) / step * step * Wan))]).P;
        });
    }

    [Fact]
    public void Smoothness_OfAnExactLine_IsNothing_AndOfHonestSeries_RarelyAlarms()
    {
        Assert.Equal(0, Smoothness.Squares([100, 200, 400, 800]), 1e-12);
        Assert.Equal((2, 3), Smoothness.Run([5, null, 1, 2, 3, 0, 7]));
        var random = new Random(8);
        AssertHonest(2000, _ => Smoothness.Evenest([.. Enumerable.Range(0, 18).Select(i =>
            (long?)(long)Math.Exp(20 + 0.05 * i + 0.2 * Normal(random)))], 8, 0.2).P);
    }

    [Fact]
    public void Growth_OfOneUnitThatNothingShares_StandsOut()
    {
        double[] proxy = [0.1, 0.2, 0.3, 0.15, 0.25, 0.05, 0.2, 0.12, 0.28, 0.2];
        var y = proxy.Select((x, i) => 2 * x + 0.01 * (i % 3 - 1)).ToArray();
        Assert.All(Growth.Residuals(proxy, y), r => Assert.InRange(r, -0.2, 0.2));
        y[9] += 0.7;
        var (score, p) = Growth.Above(y, [proxy, [.. proxy.Select(x => x / 2)]], 15);
        Assert.Equal(9, Array.IndexOf(p, p.Min()));
        Assert.True(p[9] < 1e-4 && p.Where((_, i) => i != 9).Min() > 0.005, string.Join(" ", score));
    }

    [Fact]
    public void Growth_WithoutProxies_SaysNothing() => Assert.Equal([1.0, 1, 1], Growth.Above([1, 2, 9], [[double.NaN, double.NaN, double.NaN]], 15).P);

    /// <summary>At 50 amounts the common rule flags true data nearly always, so fewer than a thousand are not looked at.</summary>
    [Fact]
    public void Benford_NeedsAThousand_AndGrantsHonestLedgersTheirDistance()
    {
        var random = new Random(9);
        var few = new int[10];
        var counts = new int[10];
        for (var i = 0; i < 2000; i++)
        {
            var digit = Benford.FirstDigit((long)Math.Pow(10, 8 + 3 * random.NextDouble()));
            counts[digit]++;
            few[digit] += i < 999 ? 1 : 0;
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Benford.P(few, 0.12));
        Assert.Equal(1, Benford.P(counts, 0.12));
        Assert.True(Benford.P([0, .. Enumerable.Repeat(250, 9)], 0.12) < 1e-12); // As many nines as ones.
    }

    private static void AssertHonest(int runs, Func<int, double> p)
    {
        var values = Enumerable.Range(0, runs).Select(p).ToList();
        Found.AtMost(values, 0.05, runs);
        Found.AtMost(values, 0.01, runs);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static class Found
    {
        /// <summary>Three standard errors are granted to the simulation itself.</summary>
        public static void AtMost(List<double> p, double alpha, int runs) =>
            Assert.InRange(p.Count(x => x <= alpha), 0, alpha * runs + 3 * Math.Sqrt(alpha * (1 - alpha) * runs));
    }
}
