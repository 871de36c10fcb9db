using Yinfeng.Analytics.Batch;

namespace Yinfeng.Analytics.Tests.Batch;

/// <summary>Every kernel against plain loops, at every length around the widths of vectors and words.</summary>
public class KernelTests
{
    private static IEnumerable<int> Lengths => Enumerable.Range(0, 300).Append(RowBits.BlockRows - 1).Append(RowBits.BlockRows);

    [Fact]
    public void Within_EveryLength_FindsTheRowsOfTheReference()
    {
        var random = new Random(1);
        CodeRange[][] sets = [[], [new(0, 0)], [new(3, 9)], [new(0, 65535)], [new(65535, 65535)], [new(1, 2), new(5, 5), new(200, 65000)],
            [.. Enumerable.Range(0, 11).Select(i => new CodeRange((ushort)(i * 3000), (ushort)((i * 3000) + i)))]];
        foreach (var length in Lengths)
        {
            var codes = Codes(random, length);
            foreach (var ranges in sets)
            {
                var bits = Dirty(length);
                var expected = Reference(codes, c => ranges.Any(r => c >= r.Low && c <= r.High));
                CodeScan.Within(codes, ranges, [], bits);
                Assert.Equal(expected, bits);
                var candidates = Words(random, bits.Length).Select(w => w % 3 == 0 ? 0 : w).ToArray();
                CodeScan.Within(codes, ranges, candidates, bits = Dirty(length));
                Assert.Equal(expected.Zip(candidates, (e, c) => e & c), bits.Zip(candidates, (b, c) => b & c));
            }
        }
    }

    [Fact]
    public void Bits_EveryLength_AreThoseOfTheReference()
    {
        var random = new Random(3);
        foreach (var length in Enumerable.Range(0, 70))
        {
            var (a, b, all) = (Words(random, length), Words(random, length), Words(random, length));
            var result = new ulong[length];
            var any = RowBits.And(a, b, result);
            Assert.Equal(a.Zip(b, (x, y) => x & y), result);
            Assert.Equal(result.Any(w => w != 0), any);
            RowBits.Or(a, b, result);
            Assert.Equal(a.Zip(b, (x, y) => x | y), result);
            RowBits.Not(a, all, result);
            Assert.Equal(a.Zip(all, (x, y) => y & ~x), result);
            RowBits.And(a, b, a); // in place
            Assert.Equal(RowBits.Count(a), a.Sum(w => Convert.ToString((long)w, 2).Count(c => c == '1')));
        }
        Assert.False(RowBits.And([1, 2, 4, 8, 16], [2, 1, 8, 4, 32], new ulong[5]));
    }

    [Fact]
    public void ListAndFill_EveryLength_NameTheRows()
    {
        var random = new Random(4);
        foreach (var length in Lengths)
        {
            var (codes, bits, rows) = (Codes(random, length), Dirty(length), new ushort[length]);
            CodeScan.Within(codes, [new(0, 7)], [], bits);
            var count = RowBits.List(bits, rows);
            Assert.Equal(Enumerable.Range(0, length).Where(i => codes[i] <= 7), rows[..count].Select(r => (int)r));
            RowBits.Fill(bits, length);
            Assert.Equal(Reference(codes, _ => true), bits);
        }
    }

    [Fact]
    public void Numbers_EveryLength_AreThoseOfDecimals()
    {
        var random = new Random(5);
        foreach (var length in Lengths.Where(l => l < 200))
        {
            var values = Enumerable.Range(0, length).Select(i => i % 7 == 3 ? NumberKernels.Missing : random.NextInt64(-2_000_000, 2_000_000)).ToArray();
            foreach (var by in new long[] { 1, 2, 3, 10, 1000, 1_000_000 })
            {
                var divided = new long[length];
                foreach (var small in new[] { false, true })
                {
                    NumberKernels.DivideRounded(values, by, divided, small);
                    Assert.Equal(values.Select(v => v == NumberKernels.Missing ? v : Rounded(v, by)), divided);
                }
            }
            long[] starts = [-500_000, 0, 700_000], rates = [3, -1, 7];
            var sums = new long[length];
            NumberKernels.Marginal(values, starts, rates, sums);
            Assert.Equal(values.Select(v => v == NumberKernels.Missing ? v
                : (Math.Clamp(v + 500_000, 0, 500_000) * 3) - Math.Clamp(v, 0, 700_000) + (Math.Max(0, v - 700_000) * 7)), sums);
            var rows = Enumerable.Range(0, length).Where(_ => random.Next(3) == 0).Select(r => (ushort)r).ToArray();
            var gathered = new long[rows.Length];
            NumberKernels.Gather(values, rows, gathered);
            Assert.Equal(rows.Select(r => values[r]), gathered);
        }
    }

    [Fact]
    public void DivideRounded_AroundHalvesAndTheLastExactDouble_IsThatOfDecimals()
    {
        var random = new Random(6);
        foreach (var by in new[] { 1, 2, 3, 10, 1_000_000, 1_000_000_007, NumberKernels.ExactDouble - 1 })
        {
            var values = Enumerable.Range(0, 4096).Select(_ => random.Next(3) == 0
                ? random.NextInt64(-NumberKernels.ExactDouble + 1, NumberKernels.ExactDouble)
                : Math.Clamp((random.NextInt64(NumberKernels.ExactDouble / by) * by) + (by / 2) + random.Next(-1, 2), 0, NumberKernels.ExactDouble - 1)).ToArray();
            var divided = new long[values.Length];
            NumberKernels.DivideRounded(values, by, divided, small: true);
            Assert.Equal(values.Select(v => Rounded(v, by)), divided);
        }
    }

    [Fact]
    public void Units_EveryLength_AreThoseOfTheReference()
    {
        var random = new Random(7);
        foreach (var (length, highest) in Lengths.SelectMany(l => new[] { (l, 9), (l, 1 << 20), (l, UnitKernels.Highest) }))
        {
            var units = Enumerable.Range(0, length).Select(i => i % 5 == 0 ? highest : random.Next(highest)).ToArray();
            var (bits, all, dense) = (Words(random, RowBits.Words(length)), new ulong[RowBits.Words(length)], length % 2 == 0);
            RowBits.Fill(all, length);
            RowBits.And(bits, all, bits);
            bits = dense ? all : bits;
            var chosen = Enumerable.Range(0, length).Where(i => (bits[i / 64] >> i % 64 & 1) == 1).Select(i => units[i]).ToArray();
            foreach (var limit in new[] { 0, highest / 3, highest, highest + 1 })
            {
                Assert.Equal((units.Where(u => u < limit).Sum(u => (long)u), units.Count(u => u < limit)), UnitKernels.Below(units, limit, highest));
            }
            var picked = new int[length + UnitKernels.Slack];
            Assert.Equal(chosen, picked[..UnitKernels.Pick(units, bits, picked)]);
            var above = new int[length];
            UnitKernels.Above([.. units.Select(u => u - 70L)], -70, above);
            Assert.Equal(units, above);
            var fen = new long[length];
            UnitKernels.Pieces(units, [0, 5, highest], [3, -2, 0], [7, long.MaxValue, 11], fen);
            Assert.Equal(units.Select(u => u < 5 ? (3L * u) + 7 : u < highest ? long.MaxValue - (2L * u) : 11), fen);
        }
    }

    private static long Rounded(long value, long by) => (long)decimal.Round((decimal)value / by, 0, MidpointRounding.AwayFromZero);

    private static ushort[] Codes(Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (ushort)(random.Next(3) == 0 ? random.Next(65536) : random.Next(12)))];

    private static ulong[] Words(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (ulong)random.NextInt64())];

    /// <summary>Words with rubbish in them, which a kernel must overwrite.</summary>
    private static ulong[] Dirty(int rows)
    {
        var bits = new ulong[RowBits.Words(rows)];
        Array.Fill(bits, 0xDEADBEEF_DEADBEEFUL);
        return bits;
    }

    private static ulong[] Reference(ushort[] codes, Func<ushort, bool> holds)
    {
        var bits = new ulong[RowBits.Words(codes.Length)];
        for (var i = 0; i < codes.Length; i++)
        {
            bits[i / 64] |= holds(codes[i]) ? 1UL << (i % 64) : 0;
        }
        return bits;
    }
}
