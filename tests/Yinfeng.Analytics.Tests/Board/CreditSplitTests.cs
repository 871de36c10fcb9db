using Yinfeng.Analytics.Board;

namespace Yinfeng.Analytics.Tests.Board;

public class CreditSplitTests
{
    [Theory]
    [InlineData(100, new[] { 3333, 3333, 3334 }, new long[] { 33, 33, 34 })]
    [InlineData(101, new[] { 5000, 5000 }, new long[] { 51, 50 })]
    [InlineData(-101, new[] { 5000, 5000 }, new long[] { -51, -50 })]
    [InlineData(10_000, new[] { 3333, 6667 }, new long[] { 3333, 6667 })]
    public void Split_KnownCases(long amount, int[] shares, long[] expected)
    {
        var parts = new long[shares.Length];

        CreditSplit.Split(amount, shares, parts);

        Assert.Equal(expected, parts);
    }

    [Fact]
    public void Split_Always_AddsUpToTheWholeAndMissesNoShareByOne()
    {
        var random = new Random(3);
        for (var i = 0; i < 2_000; i++)
        {
            var shares = Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(1, 10_001)).ToArray();
            var amount = random.NextInt64(-1_000_000_000_000, 1_000_000_000_000);
            var parts = new long[shares.Length];

            CreditSplit.Split(amount, shares, parts);

            Assert.Equal(amount, parts.Sum());
            Assert.All(parts.Zip(shares), p => Assert.True(Math.Abs(p.First - (double)amount * p.Second / shares.Sum()) < 1.001));
        }
    }
}
