using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Batch;

/// <summary>Codes from Low to High, both included.</summary>
public readonly record struct CodeRange(ushort Low, ushort High);

/// <summary>Finds the rows of a column of codes whose code lies in a range: the comparison, set and prefix of the batch executor.</summary>
/// <remarks>Codes follow the order of what they stand for, so that a threshold, a year or the beginning of a code is a range.</remarks>
public static class CodeScan
{
    /// <summary>Sets the bit of every row whose code lies in one of the ranges and clears the others.</summary>
    /// <param name="bits">At least <see cref="RowBits.Words"/> words for the codes; those that are used are overwritten.</param>
    public static void Within(ReadOnlySpan<ushort> codes, ReadOnlySpan<CodeRange> ranges, Span<ulong> bits)
    {
        if (ranges.IsEmpty)
        {
            bits[..RowBits.Words(codes.Length)].Clear();
            return;
        }
        Within(codes, ranges[0], bits, add: false);
        foreach (var range in ranges[1..])
        {
            Within(codes, range, bits, add: true);
        }
    }

    private static void Within(ReadOnlySpan<ushort> codes, CodeRange range, Span<ulong> bits, bool add)
    {
        var whole = codes.Length / 64;
        _ = bits[..RowBits.Words(codes.Length)];
        ref var from = ref MemoryMarshal.GetReference(codes);
        ref var to = ref MemoryMarshal.GetReference(bits);
        // code - low as an unsigned number is at most high - low exactly for codes in the range.
        var span = unchecked((ushort)(range.High - range.Low));
        if (Vector512.IsHardwareAccelerated)
        {
            var (low, width) = (Vector512.Create(range.Low), Vector512.Create(span));
            for (nuint word = 0; word < (nuint)whole; word++)
            {
                var a = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref from, word * 64) - low, width).ExtractMostSignificantBits();
                var b = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref from, (word * 64) + 32) - low, width).ExtractMostSignificantBits();
                Put(ref Unsafe.Add(ref to, word), a | (b << 32), add);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            var (low, width) = (Vector256.Create(range.Low), Vector256.Create(span));
            for (nuint word = 0; word < (nuint)whole; word++)
            {
                var found = 0UL;
                for (nuint part = 0; part < 4; part++)
                {
                    var hit = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref from, (word * 64) + (part * 16)) - low, width);
                    found |= (ulong)hit.ExtractMostSignificantBits() << (int)(part * 16);
                }
                Put(ref Unsafe.Add(ref to, word), found, add);
            }
        }
        else
        {
            whole = 0;
        }
        for (var word = whole; word < RowBits.Words(codes.Length); word++)
        {
            Put(ref Unsafe.Add(ref to, word), Scalar(codes[(word * 64)..Math.Min(codes.Length, (word * 64) + 64)], range), add);
        }
    }

    private static void Put(ref ulong word, ulong found, bool add) => word = add ? word | found : found;

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

    /// <summary>The same by a table with one entry per code, for sets of many ranges.</summary>
    /// <param name="table">0 or 1 for each code.</param>
    public static void ByTable(ReadOnlySpan<ushort> codes, ReadOnlySpan<byte> table, Span<ulong> bits)
    {
        for (var word = 0; word < RowBits.Words(codes.Length); word++)
        {
            var part = codes[(word * 64)..Math.Min(codes.Length, (word * 64) + 64)];
            var found = 0UL;
            for (var i = 0; i < part.Length; i++)
            {
                found |= (ulong)table[part[i]] << i;
            }
            bits[word] = found;
        }
    }
}
