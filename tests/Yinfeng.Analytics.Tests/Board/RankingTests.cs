using System.Numerics;
using Yinfeng.Analytics.Board;

namespace Yinfeng.Analytics.Tests.Board;

public class RankingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OneAndAll_RandomGroups_EqualCountingWhoIsBetter(bool higherIsBetter)
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var n = random.Next(1, round % 50 == 0 ? 600 : 40);
            var range = 1L << random.Next(2, 50); // Small ranges tie.
            long[] numerators = [.. Enumerable.Range(0, n).Select(_ => random.NextInt64(-range / 4, range))];
            long[] divisors = [.. Enumerable.Range(0, n).Select(_ =>
                random.Next(5) switch { 0 => BoardPage.Null, 1 => 0, _ => random.NextInt64(1, range) })];
            int[] group = [.. Enumerable.Range(0, n).Where(_ => random.Next(4) > 0)];
            var (ranks, byShare) = (new long[group.Length], new long[group.Length]);

            Ranking.All(group, numerators, divisors, higherIsBetter, ranks, byShare);

            for (var k = 0; k < group.Length; k++)
            {
                var (exact, share) = Naive(group[k], group, numerators, divisors, higherIsBetter);
                Assert.Equal((exact, share), (ranks[k], byShare[k]));
                Assert.Equal(exact, Ranking.One(group[k], group, numerators, divisors, higherIsBetter));
                Assert.Equal(share, Ranking.OneByShare(group[k], group, numerators, divisors, higherIsBetter));
            }
        }
    }

    private static (long Exact, long Share) Naive(int slot, int[] group, long[] a, long[] b, bool higher)
    {
        if (b[slot] <= 0)
        {
            return (BoardPage.Null, BoardPage.Null);
        }
        var placed = group.Where(g => b[g] > 0).ToArray();
        BigInteger Cut(int g) => BigInteger.Divide((BigInteger)a[g] * 10_000, b[g]);
        bool Better(BigInteger one, BigInteger other) => higher ? one > other : one < other;
        return (1 + placed.Count(g => Better((BigInteger)a[g] * b[slot], (BigInteger)a[slot] * b[g])),
            1 + placed.Count(g => Better(Cut(g), Cut(slot))));
    }
}
