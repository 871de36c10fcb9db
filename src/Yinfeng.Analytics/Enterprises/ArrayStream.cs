using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Yinfeng.Analytics.Enterprises;

/// <summary>Arrays of numbers in a stream, each behind its length and its checksum, as this machine holds them in memory.</summary>
public static class ArrayStream
{
    private const int HeadBytes = sizeof(int) + sizeof(uint);

    public static void WriteArray<T>(this Stream to, ReadOnlySpan<T> values) where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteInt32LittleEndian(head, values.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(int)..], Sum(values.Length, bytes));
        to.Write(head);
        to.Write(bytes);
    }

    /// <exception cref="EndOfStreamException">The stream ends before the array does.</exception>
    /// <exception cref="InvalidDataException">These are not the values that were written.</exception>
    public static T[] ReadArray<T>(this Stream from) where T : unmanaged
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        from.ReadExactly(head);
        var count = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (count < 0 || (long)count * Marshal.SizeOf<T>() > from.Length - from.Position)
        {
            throw new InvalidDataException($"{count} values cannot follow.");
        }
        var values = GC.AllocateUninitializedArray<T>(count);
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        from.ReadExactly(bytes);
        return Sum(count, bytes) == BinaryPrimitives.ReadUInt32LittleEndian(head[sizeof(int)..]) ? values
            : throw new InvalidDataException($"{count} values are not those that were written.");
    }

    /// <summary>CRC-32C of length and bytes: 8 bytes at a time, far faster than they are read.</summary>
    private static uint Sum(int count, ReadOnlySpan<byte> bytes)
    {
        var sum = BitOperations.Crc32C(uint.MaxValue, (uint)count);
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            sum = BitOperations.Crc32C(sum, eight);
        }
        foreach (var one in bytes[(bytes.Length / sizeof(ulong) * sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, one);
        }
        return sum;
    }
}
