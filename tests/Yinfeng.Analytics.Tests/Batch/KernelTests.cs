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
        CodeRange[][] sets = [[], [new(0, 0)], [new(3, 9)], [new(0, 65535)], [new(65535, 65535)], [new(1, 2), new(5, 5), new(200, 65000)]];
        foreach (var length in Lengths)
        {
            var codes = Codes(random, length);
            foreach (var ranges in sets)
            {
                var bits = Dirty(length);
                CodeScan.Within(codes, ranges, bits);
                Assert.Equal(Reference(codes, c => ranges.Any(r => c >= r.Low && c <= r.High)), bits);
            }
        }
    }

    [Fact]
    public void ByTable_EveryLength_FindsTheRowsOfTheReference()
    {
        var random = new Random(2);
        var table = new byte[65536];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (byte)random.Next(2);
        }
        foreach (var length in Lengths)
        {
            var (codes, bits) = (Codes(random, length), Dirty(length));
            CodeScan.ByTable(codes, table, bits);
            Assert.Equal(Reference(codes, c => table[c] == 1), bits);
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
            CodeScan.Within(codes, [new(0, 7)], bits);
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
                NumberKernels.DivideRounded(values, by, divided);
                Assert.Equal(values.Select(v => v == NumberKernels.Missing ? v : (long)decimal.Round((decimal)v / by, 0, MidpointRounding.AwayFromZero)), divided);
            }
            long[] starts = [-500_000, 0, 700_000], rates = [3, -1, 7];
            var sums = new long[length];
            NumberKernels.Marginal(values, starts, rates, sums);
            Assert.Equal(values.Select(v => v == NumberKernels.Missing ? v
                : (Math.Clamp(v + 500_000, 0, 500_000) * 3) - Math.Clamp(v, 0, 700_000) + (Math.Max(0, v - 700_000) * 7)), sums);
            var (bits, all) = (Words(random, RowBits.Words(length)), new ulong[RowBits.Words(length)]);
            RowBits.Fill(all, length);
            RowBits.And(bits, all, bits);
            var some = Enumerable.Range(0, length).Where(i => (bits[i / 64] >> i % 64 & 1) == 1 && values[i] != NumberKernels.Missing).ToArray();
            Assert.Equal(some.Sum(i => values[i]), NumberKernels.SumOf([.. values.Select(v => v == NumberKernels.Missing ? 0 : v)], bits));
            var rows = Enumerable.Range(0, length).Where(_ => random.Next(3) == 0).Select(r => (ushort)r).ToArray();
            var gathered = new long[rows.Length];
            NumberKernels.Gather(values, rows, gathered);
            Assert.Equal(rows.Select(r => values[r]), gathered);
        }
    }

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
