using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Batch;

/// <summary>Arithmetic on columns of exact whole numbers that <see cref="System.Numerics.Tensors.TensorPrimitives"/> does not have.</summary>
/// <remarks>Callers prove beforehand that no result leaves 64 bits. <see cref="Missing"/> stands for a number that is not known.</remarks>
public static class NumberKernels
{
    public const long Missing = long.MinValue;

    /// <summary>The values of the chosen rows, in their order.</summary>
    public static void Gather(ReadOnlySpan<long> column, ReadOnlySpan<ushort> rows, Span<long> result)
    {
        ref var from = ref MemoryMarshal.GetReference(column);
        ref var to = ref MemoryMarshal.GetReference(result[..rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            Unsafe.Add(ref to, i) = Unsafe.Add(ref from, (nint)rows[i]);
        }
    }

    /// <summary>The sum of the values of the rows in a set.</summary>
    /// <param name="bits">One bit per value.</param>
    public static long SumOf(ReadOnlySpan<long> values, ReadOnlySpan<ulong> bits)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        var (whole, sum) = (values.Length / 64, 0L);
        if (Vector512.IsHardwareAccelerated)
        {
            var each = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
            var (a, b) = (Vector512<long>.Zero, Vector512<long>.Zero);
            for (var word = 0; word < whole; word++)
            {
                var left = bits[word];
                for (nuint at = (nuint)word * 64; left != 0; left >>= 16, at += 16)
                {
                    var set = Vector512.Create(unchecked((long)left));
                    a += Vector512.Equals(set & each, each) & Vector512.LoadUnsafe(ref from, at);
                    b += Vector512.Equals(set & (each << 8), each << 8) & Vector512.LoadUnsafe(ref from, at + 8);
                }
            }
            sum = Vector512.Sum(a + b);
        }
        else
        {
            whole = 0;
        }
        for (var word = whole; word < RowBits.Words(values.Length); word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                sum = unchecked(sum + values[(word * 64) + BitOperations.TrailingZeroCount(left)]);
            }
        }
        return sum;
    }

    /// <summary>Divides by a power of ten (or another positive number), half away from zero, as amounts are rounded.</summary>
    public static void DivideRounded(ReadOnlySpan<long> values, long by, Span<long> result)
    {
        for (var i = 0; i < values.Length; i++)
        {
            result[i] = DivideRounded(values[i], by);
        }
    }

    /// <inheritdoc cref="DivideRounded(ReadOnlySpan{long}, long, Span{long})"/>
    public static long DivideRounded(long value, long by) =>
        value == Missing ? Missing : value >= 0 ? Half(value, by / 2, by) : -Half(-value, by / 2, by);

    // An odd divisor has no half, so rounding up from (by + 1) / 2 is right for both.
    private static long Half(long value, long half, long by) => unchecked((long)(((ulong)value + (ulong)half) / (ulong)by));

    /// <summary>Marginal tiers (累进): each rate times the part of the value between its start and the next one.</summary>
    /// <param name="starts">Ascending, in the scale of the values.</param>
    public static void Marginal(ReadOnlySpan<long> values, ReadOnlySpan<long> starts, ReadOnlySpan<long> rates, Span<long> result)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(result[..values.Length]);
        var missing = new Vector<long>(Missing);
        nuint at = 0;
        for (; at + (nuint)Vector<long>.Count <= (nuint)values.Length; at += (nuint)Vector<long>.Count)
        {
            var value = Vector.LoadUnsafe(ref from, at);
            var sum = Vector<long>.Zero;
            for (var tier = 0; tier < starts.Length; tier++)
            {
                var upTo = tier + 1 < starts.Length ? Vector.Min(value, new Vector<long>(starts[tier + 1])) : value;
                sum += Vector.Max(upTo - new Vector<long>(starts[tier]), Vector<long>.Zero) * new Vector<long>(rates[tier]);
            }
            Vector.ConditionalSelect(Vector.Equals(value, missing), missing, sum).StoreUnsafe(ref to, at);
        }
        for (; at < (nuint)values.Length; at++)
        {
            Unsafe.Add(ref to, at) = Marginal(Unsafe.Add(ref from, at), starts, rates);
        }
    }

    /// <summary>The same for one value; the reference of the kernel.</summary>
    /// <exception cref="OverflowException">The sum leaves 64 bits.</exception>
    public static long Marginal(long value, ReadOnlySpan<long> starts, ReadOnlySpan<long> rates)
    {
        var sum = 0L;
        for (var tier = 0; tier < starts.Length && starts[tier] < value; tier++)
        {
            var upTo = tier + 1 < starts.Length ? Math.Min(value, starts[tier + 1]) : value;
            sum += (upTo - starts[tier]) * rates[tier];
        }
        return value == Missing ? Missing : sum;
    }
}
