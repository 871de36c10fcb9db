using System.Numerics;
using System.Runtime.CompilerServices;

namespace Yinfeng.Sheets;

/// <summary>Digits in eight bytes of text at once.</summary>
internal static class MarkupDigits
{
    /// <summary>How many of the eight bytes, from the first on, are digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(ulong bytes)
    {
        unchecked
        {
            // A byte is a digit if its high half is 3 and stays 3 when 6 is added. A carry only comes from a byte that is none.
            var others = ((bytes & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030)
                | (((bytes + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030);
            return BitOperations.TrailingZeroCount(others) >> 3;
        }
    }

    /// <summary>The value of the first bytes, which are digits.</summary>
    /// <param name="count">1 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Value(ulong bytes, int count)
    {
        unchecked
        {
            // The last digit goes to the highest byte; neighbours are then joined in pairs, fours and eights.
            bytes = (bytes & 0x0F0F0F0F0F0F0F0F) << (64 - 8 * count);
            bytes = (bytes * (10 << 8 | 1)) >> 8 & 0x00FF00FF00FF00FF;
            bytes = (bytes * (100 << 16 | 1)) >> 16 & 0x0000FFFF0000FFFF;
            return (uint)((bytes * (10_000UL << 32 | 1)) >> 32);
        }
    }
}
