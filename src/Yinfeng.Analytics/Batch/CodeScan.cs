using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Batch;

/// <summary>Codes from Low to High, both included.</summary>
public readonly record struct CodeRange(ushort Low, ushort High);

/// <summary>Finds the rows of a column of codes whose code lies in a range: the comparison, set and prefix of the batch executor.</summary>
/// <remarks>Codes follow the order of what they stand for, so that a threshold, a year or the beginning of a code is a range.</remarks>
public static class CodeScan
{
    /// <summary>Ranges that one pass over the codes looks for.</summary>
    private const int Together = 8;

    /// <summary>Sets the bit of every row whose code lies in one of the ranges and clears the others.</summary>
    /// <param name="candidates">Rows outside may come out as anything; empty when all rows matter.</param>
    /// <param name="bits">At least <see cref="RowBits.Words"/> words for the codes; those that are used are overwritten.</param>
    public static void Within(ReadOnlySpan<ushort> codes, ReadOnlySpan<CodeRange> ranges, ReadOnlySpan<ulong> candidates, Span<ulong> bits)
    {
        var words = bits[..RowBits.Words(codes.Length)];
        if (ranges.IsEmpty)
        {
            words.Clear();
        }
        for (var at = 0; at < ranges.Length; at += Together)
        {
            Within(codes, ranges[at..Math.Min(ranges.Length, at + Together)], candidates, words, add: at > 0);
        }
    }

    private static void Within(ReadOnlySpan<ushort> codes, ReadOnlySpan<CodeRange> ranges, ReadOnlySpan<ulong> candidates, Span<ulong> bits, bool add)
    {
        var whole = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            whole = codes.Length / 64;
            ref var from = ref MemoryMarshal.GetReference(codes);
            // code - low as an unsigned number is at most high - low exactly for codes in the range.
            var (low, width) = Spread(ranges[0]);
            Span<(Vector512<ushort> Low, Vector512<ushort> Width)> others = stackalloc (Vector512<ushort>, Vector512<ushort>)[ranges.Length - 1];
            for (var i = 0; i < others.Length; i++)
            {
                others[i] = Spread(ranges[i + 1]);
            }
            for (var word = 0; word < whole; word++)
            {
                if (!candidates.IsEmpty && candidates[word] == 0)
                {
                    continue;
                }
                var (a, b) = (Vector512.LoadUnsafe(ref from, (nuint)word * 64), Vector512.LoadUnsafe(ref from, ((nuint)word * 64) + 32));
                var (first, second) = (Vector512.LessThanOrEqual(a - low, width), Vector512.LessThanOrEqual(b - low, width));
                foreach (ref var other in others)
                {
                    first |= Vector512.LessThanOrEqual(a - other.Low, other.Width);
                    second |= Vector512.LessThanOrEqual(b - other.Low, other.Width);
                }
                var found = first.ExtractMostSignificantBits() | (second.ExtractMostSignificantBits() << 32);
                bits[word] = add ? bits[word] | found : found;
            }
        }
        for (var word = whole; word < bits.Length; word++)
        {
            var found = 0UL;
            foreach (var range in ranges)
            {
                found |= Scalar(codes[(word * 64)..Math.Min(codes.Length, (word * 64) + 64)], range);
            }
            bits[word] = add ? bits[word] | found : found;
        }
    }

    private static (Vector512<ushort> Low, Vector512<ushort> Width) Spread(CodeRange range) =>
        (Vector512.Create(range.Low), Vector512.Create(unchecked((ushort)(range.High - range.Low))));

    /// <summary>The reference: the bits of up to 64 codes.</summary>
    internal static ulong Scalar(ReadOnlySpan<ushort> codes, CodeRange range)
    {
        var found = 0UL;
        for (var i = 0; i < codes.Length; i++)
        {
            found |= codes[i] >= range.Low && codes[i] <= range.High ? 1UL << i : 0;
        }
        return found;
    }
}
