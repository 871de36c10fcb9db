using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Yinfeng.Analytics.Enterprises;

/// <summary>Arrays of numbers in a stream, each behind its length, as this machine holds them in memory.</summary>
public static class ArrayStream
{
    public static void WriteArray<T>(this Stream to, ReadOnlySpan<T> values) where T : unmanaged
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, values.Length);
        to.Write(length);
        to.Write(MemoryMarshal.AsBytes(values));
    }

    /// <exception cref="EndOfStreamException">The stream ends before the array does.</exception>
    /// <exception cref="InvalidDataException">No array of this length can follow.</exception>
    public static T[] ReadArray<T>(this Stream from) where T : unmanaged
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        from.ReadExactly(length);
        var count = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (count < 0 || (long)count * Marshal.SizeOf<T>() > from.Length - from.Position)
        {
            throw new InvalidDataException($"{count} values cannot follow.");
        }
        var values = GC.AllocateUninitializedArray<T>(count);
        from.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
