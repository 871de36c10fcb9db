using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Yinfeng.Sheets;

/// <summary>The checksum of zip files (CRC-32, reflected 0x04C11DB7): about 10 GB/s with carry-less multiplication, else by table.</summary>
/// <remarks>Folding constants: Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ", Intel 2009.</remarks>
internal sealed class Crc32
{
    private static readonly uint[] Table = MakeTable();
    private uint _state = uint.MaxValue;

    public uint Value => ~_state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Pclmulqdq.IsSupported && bytes.Length >= 64)
        {
            var whole = bytes.Length & ~15;
            _state = Fold(bytes[..whole], _state);
            bytes = bytes[whole..];
        }
        _state = ByTable(bytes, _state);
    }

    internal static uint ByTable(ReadOnlySpan<byte> bytes, uint state)
    {
        foreach (var b in bytes)
        {
            state = Table[(state ^ b) & 0xFF] ^ (state >> 8);
        }
        return state;
    }

    /// <param name="bytes">At least 64 bytes, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Fold(ReadOnlySpan<byte> bytes, uint state)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var x1 = blocks[0] ^ Vector128.Create(state, 0UL);
        var (x2, x3, x4) = (blocks[1], blocks[2], blocks[3]);
        blocks = blocks[4..];
        var k = Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);
        while (blocks.Length >= 4)
        {
            x1 = Step(x1, k) ^ blocks[0];
            x2 = Step(x2, k) ^ blocks[1];
            x3 = Step(x3, k) ^ blocks[2];
            x4 = Step(x4, k) ^ blocks[3];
            blocks = blocks[4..];
        }
        k = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
        x1 = Step(x1, k) ^ x2;
        x1 = Step(x1, k) ^ x3;
        x1 = Step(x1, k) ^ x4;
        foreach (var block in blocks)
        {
            x1 = Step(x1, k) ^ block;
        }
        var low32 = Vector128.Create(0xFFFFFFFFUL, 0xFFFFFFFFUL);
        x1 = Pclmulqdq.CarrylessMultiply(x1, k, 0x10) ^ Sse2.ShiftRightLogical128BitLane(x1, 8);
        var k5 = Vector128.Create(0x0163cd6124UL, 0UL);
        x1 = Pclmulqdq.CarrylessMultiply(x1 & low32, k5, 0x00) ^ Sse2.ShiftRightLogical128BitLane(x1, 4);
        var barrett = Vector128.Create(0x01db710641UL, 0x01f7011641UL);
        var t = Pclmulqdq.CarrylessMultiply(x1 & low32, barrett, 0x10);
        t = Pclmulqdq.CarrylessMultiply(t & low32, barrett, 0x00);
        return (x1 ^ t).AsUInt32().GetElement(1);
    }

    private static Vector128<ulong> Step(Vector128<ulong> x, Vector128<ulong> k) =>
        Pclmulqdq.CarrylessMultiply(x, k, 0x00) ^ Pclmulqdq.CarrylessMultiply(x, k, 0x11);

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            }
            table[i] = value;
        }
        return table;
    }
}
