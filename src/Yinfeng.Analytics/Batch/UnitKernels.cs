using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Yinfeng.Analytics.Batch;

/// <summary>Sums and choices over columns of small whole units: 32 bits, from 0 to <see cref="Highest"/>.</summary>
public static class UnitKernels
{
    /// <summary>A few of them can be added up within 32 bits.</summary>
    public const int Highest = (1 << 29) - 1;

    /// <summary>Places that <see cref="Pick"/> may write behind the last value it picks.</summary>
    public const int Slack = 16;

    /// <summary>How many units lie below a limit, and what they add up to.</summary>
    /// <param name="highest">None is higher.</param>
    public static (long Sum, int Count) Below(ReadOnlySpan<int> units, int limit, int highest)
    {
        ref var from = ref MemoryMarshal.GetReference(units);
        var (at, sum, count) = (0, 0L, 0);
        if (Vector512.IsHardwareAccelerated)
        {
            var width = Vector512<int>.Count;
            // So many vectors until a lane of 32 bits might be full.
            var step = int.MaxValue / Math.Max(1, highest);
            var most = Vector512.Create(limit);
            while (at + width <= units.Length)
            {
                var (some, rows) = (Vector512<int>.Zero, Vector512<int>.Zero);
                for (var left = Math.Min(step, (units.Length - at) / width); left > 0; left--, at += width)
                {
                    var unit = Vector512.LoadUnsafe(ref from, (nuint)at);
                    var chosen = Vector512.LessThan(unit, most);
                    some += unit & chosen;
                    rows -= chosen;
                }
                var (low, high) = Vector512.Widen(some);
                (sum, count) = (sum + Vector512.Sum(low + high), count + Vector512.Sum(rows));
            }
        }
        for (; at < units.Length; at++)
        {
            (sum, count) = units[at] < limit ? (sum + units[at], count + 1) : (sum, count);
        }
        return (sum, count);
    }

    /// <summary>The values of the rows in a set, in their order.</summary>
    /// <param name="result">With room for <see cref="Slack"/> values more, which may be overwritten.</param>
    /// <returns>How many.</returns>
    public static int Pick(ReadOnlySpan<int> values, ReadOnlySpan<ulong> bits, Span<int> result)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(result);
        var (each, none) = (Each, Vector512<int>.Zero);
        nuint next = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            var left = bits[word];
            var at = (nuint)word * 64;
            if (!Avx512F.IsSupported || (int)at + 64 > values.Length || BitOperations.PopCount(left) < 4)
            {
                for (; left != 0; left &= left - 1)
                {
                    Unsafe.Add(ref to, next++) = Unsafe.Add(ref from, at + (nuint)BitOperations.TrailingZeroCount(left));
                }
                continue;
            }
            for (; left != 0; left >>= 16, at += 16)
            {
                var chosen = Vector512.Equals(Vector512.Create(unchecked((int)left)) & each, each);
                Avx512F.Compress(none, chosen, Vector512.LoadUnsafe(ref from, at)).StoreUnsafe(ref to, next);
                next += (nuint)(uint)BitOperations.PopCount(left & ushort.MaxValue);
            }
        }
        return (int)next;
    }

    /// <summary>How far numbers lie above the lowest one.</summary>
    public static void Above(ReadOnlySpan<long> numbers, long low, Span<int> result)
    {
        ref var from = ref MemoryMarshal.GetReference(numbers);
        ref var to = ref MemoryMarshal.GetReference(result[..numbers.Length]);
        var (at, lowest) = (0, new Vector<long>(low));
        for (; at + Vector<int>.Count <= numbers.Length; at += Vector<int>.Count)
        {
            var (a, b) = (Vector.LoadUnsafe(ref from, (nuint)at) - lowest, Vector.LoadUnsafe(ref from, (nuint)(at + Vector<long>.Count)) - lowest);
            Vector.Narrow(a, b).StoreUnsafe(ref to, (nuint)at);
        }
        for (; at < numbers.Length; at++)
        {
            result[at] = (int)(numbers[at] - low);
        }
    }

    /// <summary>slope × units + offset of the last piece that starts at or below the units.</summary>
    /// <param name="starts">Ascending from 0.</param>
    public static void Pieces(ReadOnlySpan<int> units, ReadOnlySpan<int> starts, ReadOnlySpan<long> slopes, ReadOnlySpan<long> offsets, Span<long> result)
    {
        ref var from = ref MemoryMarshal.GetReference(units);
        ref var to = ref MemoryMarshal.GetReference(result[..units.Length]);
        var at = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; at + Vector512<long>.Count <= units.Length; at += Vector512<long>.Count)
            {
                var unit = Vector512.WidenLower(Vector256.LoadUnsafe(ref from, (nuint)at).ToVector512Unsafe());
                var (slope, offset) = (Vector512.Create(slopes[0]), Vector512.Create(offsets[0]));
                for (var piece = 1; piece < starts.Length; piece++)
                {
                    var reached = Vector512.GreaterThanOrEqual(unit, Vector512.Create((long)starts[piece]));
                    slope = Vector512.ConditionalSelect(reached, Vector512.Create(slopes[piece]), slope);
                    offset = Vector512.ConditionalSelect(reached, Vector512.Create(offsets[piece]), offset);
                }
                ((slope * unit) + offset).StoreUnsafe(ref to, (nuint)at);
            }
        }
        for (; at < units.Length; at++)
        {
            var piece = starts.Length - 1;
            while (starts[piece] > units[at])
            {
                piece--;
            }
            // What the two leave 64 bits by, they come back by.
            result[at] = unchecked((slopes[piece] * units[at]) + offsets[piece]);
        }
    }

    private static Vector512<int> Each => Vector512.Create(1, 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 7,
        1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15);
}
