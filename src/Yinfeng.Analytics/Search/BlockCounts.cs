using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Search;

/// <summary>For every block the number of buckets that name it: the kernel of the search for names with a wrong character.</summary>
internal static class BlockCounts
{
    /// <param name="counts">One for each block, in whole vectors of 64.</param>
    public static void Add(BlockPostings postings, ReadOnlySpan<ushort> bucket, Span<byte> counts)
    {
        if (!postings.IsBitmap(bucket))
        {
            foreach (var block in bucket)
            {
                unchecked
                {
                    counts[block]++;
                }
            }
            return;
        }
        AddBits(bucket, counts);
    }

    private static void AddBits(ReadOnlySpan<ushort> bitmap, Span<byte> counts)
    {
        _ = counts[..(bitmap.Length * 16)];
        ref var to = ref MemoryMarshal.GetReference(counts);
        ref var from = ref Unsafe.As<ushort, byte>(ref MemoryMarshal.GetReference(bitmap));
        if (Vector512.IsHardwareAccelerated)
        {
            // Each byte of eight bits becomes eight bytes, of which one bit each is kept.
            var spread = Vector512.Create([.. Enumerable.Range(0, 64).Select(i => (byte)(i / 8))]);
            AddBits512(ref from, ref to, bitmap.Length / 4, spread);
            return;
        }
        for (var i = 0; i < bitmap.Length * 16; i++)
        {
            counts[i] += (byte)(bitmap[i >> 4] >> (i & 15) & 1);
        }
    }

    private static void AddBits512(ref byte from, ref byte to, int words, Vector512<byte> spread)
    {
        var bit = Vector512.Create(0x8040_2010_0804_0201).AsByte();
        for (nuint word = 0; word < (nuint)words; word++)
        {
            var bits = Vector512.Create(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, word * 8))).AsByte();
            var set = Vector512.Equals(Vector512.Shuffle(bits, spread) & bit, bit); // 0xFF is -1.
            (Vector512.LoadUnsafe(ref to, word * 64) - set).StoreUnsafe(ref to, word * 64);
        }
    }

    /// <summary>The blocks with at least so many, in ascending order.</summary>
    /// <returns>How many; blocks beyond the room in <paramref name="found"/> are left out.</returns>
    public static int AtLeast(ReadOnlySpan<byte> counts, int least, Span<ushort> found)
    {
        var n = 0;
        var limit = Vector512.Create((byte)least);
        ref var from = ref MemoryMarshal.GetReference(counts);
        for (var at = 0; at + 64 <= counts.Length; at += 64)
        {
            var hits = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref from, (nuint)at), limit).ExtractMostSignificantBits();
            for (; hits != 0 && n < found.Length; hits &= hits - 1)
            {
                found[n++] = (ushort)(at + System.Numerics.BitOperations.TrailingZeroCount(hits));
            }
        }
        return n;
    }
}
