using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Search;

/// <summary>The sign of a name: 32 bits, one set for each of its characters. A name that holds the characters of a query holds the bits of its sign.</summary>
internal static class NameSigns
{
    /// <summary>Nearly every name holds them: they would only fill the sign.</summary>
    private const string Telling = "有限公司责任分市省县区";

    public static uint Of(ReadOnlySpan<char> folded)
    {
        var sign = 0u;
        foreach (var c in folded)
        {
            if (!Telling.Contains(c, StringComparison.Ordinal))
            {
                sign |= 1u << (int)(unchecked(c * 0x9E37_79B1u) >> 27);
            }
        }
        return sign;
    }

    /// <summary>Which of up to 64 names hold the sign, as bits.</summary>
    /// <param name="missing">So many bits may be missing.</param>
    public static ulong Holding(ReadOnlySpan<uint> signs, uint sign, int missing)
    {
        var found = 0UL;
        var at = 0;
        ref var from = ref MemoryMarshal.GetReference(signs);
        var wanted = Vector512.Create(sign);
        for (; at + 16 <= signs.Length; at += 16)
        {
            var lacking = Vector512.AndNot(wanted, Vector512.LoadUnsafe(ref from, (nuint)at));
            var rest = lacking;
            for (var i = 0; i < missing; i++)
            {
                rest &= rest - Vector512<uint>.One; // Without its lowest bit.
            }
            found |= Vector512.Equals(rest, Vector512<uint>.Zero).ExtractMostSignificantBits() << at;
        }
        for (; at < signs.Length; at++)
        {
            found |= Holds(signs[at], sign, missing) ? 1UL << at : 0;
        }
        return found;
    }

    /// <summary>The reference for one name.</summary>
    public static bool Holds(uint name, uint sign, int missing) => System.Numerics.BitOperations.PopCount(sign & ~name) <= missing;
}
