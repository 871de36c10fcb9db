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

    /// <summary>Below it a number and the halves around it are exact as a double.</summary>
    public const long ExactDouble = 1L << 51;

    /// <summary>Divides by a power of ten (or another positive number), half away from zero, as amounts are rounded.</summary>
    /// <param name="small">Whether no value and no divisor reaches <see cref="ExactDouble"/>.</param>
    public static void DivideRounded(ReadOnlySpan<long> values, long by, Span<long> result, bool small)
    {
        var at = 0;
        if (Vector512.IsHardwareAccelerated && small && by < ExactDouble)
        {
            ref var from = ref MemoryMarshal.GetReference(values);
            ref var to = ref MemoryMarshal.GetReference(result[..values.Length]);
            var (divisor, half, share) = (Vector512.Create(by), Vector512.Create(by / 2), Vector512.Create(1.0 / by));
            for (; at + Vector512<long>.Count <= values.Length; at += Vector512<long>.Count)
            {
                var value = Vector512.LoadUnsafe(ref from, (nuint)at);
                var whole = Vector512.Abs(value) + half;
                // The quotient of doubles is off by one at most; the rest tells.
                var quotient = Vector512.ConvertToInt64Native(Vector512.ConvertToDouble(whole) * share);
                var rest = whole - (quotient * divisor);
                quotient += Vector512.LessThan(rest, Vector512<long>.Zero) - Vector512.GreaterThanOrEqual(rest, divisor);
                var signed = Vector512.ConditionalSelect(Vector512.LessThan(value, Vector512<long>.Zero), -quotient, quotient);
                Vector512.ConditionalSelect(Vector512.Equals(value, Vector512.Create(Missing)), value, signed).StoreUnsafe(ref to, (nuint)at);
            }
        }
        for (; at < values.Length; at++)
        {
            result[at] = DivideRounded(values[at], by);
        }
    }

    /// <summary>The same for one value; the reference of the kernel.</summary>
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
