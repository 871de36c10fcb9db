using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Yinfeng.Analytics.Batch;

/// <summary>Sets of rows as bits: row i is bit i % 64 of word i / 64. Bits behind the last row are zero.</summary>
public static class RowBits
{
    /// <summary>Rows that are worked on together: their columns and bits stay in the cache of one core.</summary>
    public const int BlockRows = 4096;

    public const int BlockWords = BlockRows / 64;

    public static int Words(int rows) => (rows + 63) / 64;

    /// <summary>The first <paramref name="rows"/> bits set, the others cleared.</summary>
    public static void Fill(Span<ulong> bits, int rows)
    {
        bits[..(rows / 64)].Fill(ulong.MaxValue);
        bits[(rows / 64)..].Clear();
        if (rows % 64 != 0)
        {
            bits[rows / 64] = (1UL << (rows % 64)) - 1;
        }
    }

    /// <summary>result = a ∧ b.</summary>
    /// <returns>Whether any bit is left.</returns>
    public static bool And(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b[..a.Length]);
        ref var z = ref MemoryMarshal.GetReference(result[..a.Length]);
        var any = Vector<ulong>.Zero;
        nuint at = 0, length = (nuint)a.Length, step = (nuint)Vector<ulong>.Count;
        for (; at + step <= length; at += step)
        {
            var both = Vector.LoadUnsafe(ref x, at) & Vector.LoadUnsafe(ref y, at);
            any |= both;
            both.StoreUnsafe(ref z, at);
        }
        var rest = 0UL;
        for (; at < length; at++)
        {
            rest |= Unsafe.Add(ref z, at) = Unsafe.Add(ref x, at) & Unsafe.Add(ref y, at);
        }
        return rest != 0 || any != Vector<ulong>.Zero;
    }

    /// <summary>result = a ∨ b.</summary>
    public static void Or(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b[..a.Length]);
        ref var z = ref MemoryMarshal.GetReference(result[..a.Length]);
        nuint at = 0, length = (nuint)a.Length, step = (nuint)Vector<ulong>.Count;
        for (; at + step <= length; at += step)
        {
            (Vector.LoadUnsafe(ref x, at) | Vector.LoadUnsafe(ref y, at)).StoreUnsafe(ref z, at);
        }
        for (; at < length; at++)
        {
            Unsafe.Add(ref z, at) = Unsafe.Add(ref x, at) | Unsafe.Add(ref y, at);
        }
    }

    /// <summary>result = all ∧ ¬a.</summary>
    public static void Not(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> all, Span<ulong> result)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(all[..a.Length]);
        ref var z = ref MemoryMarshal.GetReference(result[..a.Length]);
        nuint at = 0, length = (nuint)a.Length, step = (nuint)Vector<ulong>.Count;
        for (; at + step <= length; at += step)
        {
            Vector.AndNot(Vector.LoadUnsafe(ref y, at), Vector.LoadUnsafe(ref x, at)).StoreUnsafe(ref z, at);
        }
        for (; at < length; at++)
        {
            Unsafe.Add(ref z, at) = Unsafe.Add(ref y, at) & ~Unsafe.Add(ref x, at);
        }
    }

    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
        {
            count += BitOperations.PopCount(word);
        }
        return count;
    }

    /// <summary>Writes the numbers of the rows in the set, ascending.</summary>
    /// <returns>How many.</returns>
    public static int List(ReadOnlySpan<ulong> bits, Span<ushort> rows)
    {
        ref var to = ref MemoryMarshal.GetReference(rows);
        nuint next = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            var (left, first) = (bits[word], word << 6);
            while (left != 0)
            {
                // The span holds as many places as there are rows, and each row is written once.
                Unsafe.Add(ref to, next) = unchecked((ushort)(first + BitOperations.TrailingZeroCount(left)));
                next++;
                left &= left - 1;
            }
        }
        return (int)next;
    }
}
