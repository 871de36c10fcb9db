using System.Buffers.Binary;
using System.Numerics;

namespace Yinfeng.Kernel;

/// <summary>SM3 (GB/T 32905-2016), 32 bytes. .NET has none; offices that must use national cryptography choose it instead of SHA-256.</summary>
public static class Sm3
{
    public const int Length = 32;
    private const int Block = 64;

    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        Span<uint> state = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
        var whole = data.Length / Block * Block;
        for (var at = 0; at < whole; at += Block)
        {
            Compress(state, data.Slice(at, Block));
        }
        Span<byte> end = stackalloc byte[2 * Block];
        end.Clear();
        var rest = data[whole..];
        rest.CopyTo(end);
        end[rest.Length] = 0x80;
        var size = rest.Length + 9 <= Block ? Block : 2 * Block;
        BinaryPrimitives.WriteUInt64BigEndian(end[(size - 8)..], (ulong)data.Length * 8);
        for (var at = 0; at < size; at += Block)
        {
            Compress(state, end.Slice(at, Block));
        }
        var result = new byte[Length];
        for (var i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(result.AsSpan(4 * i), state[i]);
        }
        return result;
    }

    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[68];
        for (var j = 0; j < 16; j++)
        {
            w[j] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * j)..]);
        }
        for (var j = 16; j < 68; j++)
        {
            w[j] = P1(w[j - 16] ^ w[j - 9] ^ BitOperations.RotateLeft(w[j - 3], 15)) ^ BitOperations.RotateLeft(w[j - 13], 7) ^ w[j - 6];
        }
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var j = 0; j < 64; j++)
        {
            unchecked // Sums are modulo 2^32 in the standard.
            {
                var turned = BitOperations.RotateLeft(a, 12);
                var ss1 = BitOperations.RotateLeft(turned + e + BitOperations.RotateLeft(j < 16 ? 0x79cc4519u : 0x7a879d8au, j), 7);
                var tt1 = (j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + (ss1 ^ turned) + (w[j] ^ w[j + 4]);
                var tt2 = (j < 16 ? e ^ f ^ g : (e & f) | (~e & g)) + h + ss1 + w[j];
                (d, c, b, a) = (c, BitOperations.RotateLeft(b, 9), a, tt1);
                (h, g, f, e) = (g, BitOperations.RotateLeft(f, 19), e, tt2 ^ BitOperations.RotateLeft(tt2, 9) ^ BitOperations.RotateLeft(tt2, 17));
            }
        }
        ReadOnlySpan<uint> mixed = [a, b, c, d, e, f, g, h];
        for (var i = 0; i < state.Length; i++)
        {
            state[i] ^= mixed[i];
        }
    }

    private static uint P1(uint x) => x ^ BitOperations.RotateLeft(x, 15) ^ BitOperations.RotateLeft(x, 23);
}
