using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        for (var i = 0; i < rows.Length; i++)
        {
            result[i] = Unsafe.Add(ref from, (int)rows[i]);
        }
    }

    /// <summary>Divides by a power of ten (or another positive number), half away from zero, as amounts are rounded.</summary>
    public static void DivideRounded(ReadOnlySpan<long> values, long by, Span<long> result)
    {
        var half = by / 2;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            result[i] = value == Missing ? Missing : value >= 0 ? Half(value, half, by) : -Half(-value, half, by);
        }
    }

    // An odd divisor has no half, so rounding up from (by + 1) / 2 is right for both.
    private static long Half(long value, long half, long by) => unchecked((long)(((ulong)value + (ulong)half) / (ulong)by));

    /// <summary>Whole tiers (分档): the number of the highest tier whose start is not above the value; -1 below the first.</summary>
    public static int Tier(long value, ReadOnlySpan<long> starts)
    {
        var at = starts.Length - 1;
        while (at >= 0 && starts[at] > value)
        {
            at--;
        }
        return at;
    }

    /// <summary>Marginal tiers (累进): each rate times the part of the value between its start and the next one.</summary>
    /// <param name="starts">Ascending, in the scale of the values.</param>
    public static void Marginal(ReadOnlySpan<long> values, ReadOnlySpan<long> starts, ReadOnlySpan<long> rates, Span<long> result)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var (value, sum) = (values[i], 0L);
            for (var tier = 0; tier < starts.Length && starts[tier] < value; tier++)
            {
                var upTo = tier + 1 < starts.Length ? Math.Min(value, starts[tier + 1]) : value;
                sum = unchecked(sum + ((upTo - starts[tier]) * rates[tier]));
            }
            result[i] = value == Missing ? Missing : sum;
        }
    }
}
