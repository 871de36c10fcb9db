using System.Runtime.InteropServices;

namespace Yinfeng.Analytics.Enterprises;

/// <summary>A hash of a short text, eight bytes at a time. It holds within a process, like everything kept under it.</summary>
internal static class TextHash
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    public static uint Of(ReadOnlySpan<char> text) => Of(MemoryMarshal.AsBytes(text));

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var hash = (ulong)bytes.Length * Odd;
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            {
                hash = Mixed(hash ^ word);
            }
            var rest = 0UL;
            foreach (var b in bytes[(bytes.Length & ~7)..])
            {
                rest = rest << 8 | b;
            }
            return (uint)(Mixed(hash ^ rest) >> 16);
        }
    }

    private static ulong Mixed(ulong word)
    {
        unchecked
        {
            word *= Odd;
            return word ^ (word >> 29);
        }
    }
}
