using System.Numerics;
using Yinfeng.Analytics.Board;

namespace Yinfeng.Analytics.Tests.Board;

public class ExactTests
{
    /// <summary>round(a / b), half away from zero, over unlimited integers.</summary>
    internal static BigInteger Round(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(2 * BigInteger.Abs(a) + b, 2 * b, out _);
        return a.Sign < 0 ? -quotient : quotient;
    }

    [Theory]
    [InlineData(1, 8, 1_250)]
    [InlineData(5, 2, 25_000)]
    [InlineData(1, 20_000, 1)] // Exactly half goes away from zero.
    [InlineData(-1, 20_000, -1)]
    [InlineData(-1, 20_001, 0)]
    [InlineData(0, 7, 0)]
    public void Scaled_SmallCases_AreRoundedHalfAwayFromZero(long a, long b, long expected) =>
        Assert.Equal(expected, Exact.Scaled(a, 10_000, b));

    [Fact]
    public void AllQuotients_RandomOperandsOfEverySize_EqualUnlimitedIntegers()
    {
        var random = new Random(2);
        for (var i = 0; i < 20_000; i++)
        {
            long a = Any(random, 55), b = Math.Abs(Any(random, 55)) + 1, c = Any(random, 45), d = Math.Abs(Any(random, 45)) + 1;
            var months = random.Next(1, 13);
            Equal(Round((BigInteger)a * 10_000, b), () => Exact.Scaled(a, 10_000, b));
            Equal(BigInteger.Divide((BigInteger)a * 10_000, b), () => Exact.Cut(a, 10_000, b));
            Equal(Round(((BigInteger)12 * a - (BigInteger)months * b) * 10_000, (BigInteger)12 * b), () => Exact.Ahead(a, b, months));
            var left = Any(random, 45);
            Equal(Round(((BigInteger)left * d - (BigInteger)c * d) * 1_000, (BigInteger)d * d),
                () => Exact.Difference(left, d, c, d, 1_000));
            Assert.Equal(((BigInteger)a * d).CompareTo((BigInteger)c * b), Math.Sign(Exact.Compare(a, b, c, d)));
        }
    }

    private static long Any(Random random, int bits) => random.NextInt64(-1, 1L << random.Next(1, bits)) * (random.Next(2) * 2 - 1);

    private static void Equal(BigInteger expected, Func<long> actual)
    {
        if (expected <= long.MaxValue && expected >= long.MinValue)
        {
            Assert.Equal(expected, actual());
        }
    }
}
