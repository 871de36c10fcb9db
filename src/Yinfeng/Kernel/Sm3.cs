using System.Buffers.Binary;
using static System.Numerics.BitOperations;

namespace Yinfeng.Kernel;

/// <summary>SM3 of GB/T 32905-2016, which .NET does not offer. Names are those of the standard.</summary>
public static class Sm3
{
    private const int Block = 64;

    private static readonly uint[] Iv =
        [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

    /// <summary>T of each round, rotated as the round needs it.</summary>
    private static readonly uint[] T = [.. Enumerable.Range(0, 64).Select(j => RotateLeft(j < 16 ? 0x79cc4519u : 0x7a879d8au, j % 32))];

    /// <returns>The 32 bytes of the hash.</returns>
    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        var hash = new byte[32];
        Hash(data, hash);
        return hash;
    }

    public static void Hash(ReadOnlySpan<byte> message, Span<byte> hash)
    {
        Span<uint> v = stackalloc uint[8];
        Iv.CopyTo(v);
        var whole = message.Length / Block * Block;
        for (var at = 0; at < whole; at += Block)
        {
            Compress(v, message.Slice(at, Block));
        }
        Span<byte> last = stackalloc byte[2 * Block];
        last.Clear();
        var rest = message[whole..];
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        last = last[..(rest.Length + 9 <= Block ? Block : 2 * Block)];
        BinaryPrimitives.WriteUInt64BigEndian(last[^8..], (ulong)message.Length * 8);
        for (var at = 0; at < last.Length; at += Block)
        {
            Compress(v, last.Slice(at, Block));
        }
        for (var i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(4 * i)..], v[i]);
        }
    }

    /// <summary>CF of the standard; sums are modulo 2³².</summary>
    private static void Compress(Span<uint> v, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[68];
        for (var j = 0; j < 16; j++)
        {
            w[j] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * j)..]);
        }
        for (var j = 16; j < 68; j++)
        {
            w[j] = P1(w[j - 16] ^ w[j - 9] ^ RotateLeft(w[j - 3], 15)) ^ RotateLeft(w[j - 13], 7) ^ w[j - 6];
        }
        var (a, b, c, d, e, f, g, h) = (v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
        for (var j = 0; j < 64; j++)
        {
            var ss1 = RotateLeft(unchecked(RotateLeft(a, 12) + e + T[j]), 7);
            var ss2 = ss1 ^ RotateLeft(a, 12);
            var ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
            var gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
            var tt1 = unchecked(ff + d + ss2 + (w[j] ^ w[j + 4]));
            var tt2 = unchecked(gg + h + ss1 + w[j]);
            (d, c, b, a) = (c, RotateLeft(b, 9), a, tt1);
            (h, g, f, e) = (g, RotateLeft(f, 19), e, P0(tt2));
        }
        v[0] ^= a;
        v[1] ^= b;
        v[2] ^= c;
        v[3] ^= d;
        v[4] ^= e;
        v[5] ^= f;
        v[6] ^= g;
        v[7] ^= h;
    }

    private static uint P0(uint x) => x ^ RotateLeft(x, 9) ^ RotateLeft(x, 17);
    private static uint P1(uint x) => x ^ RotateLeft(x, 15) ^ RotateLeft(x, 23);
}
