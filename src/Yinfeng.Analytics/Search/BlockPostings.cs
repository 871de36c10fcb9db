using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Analytics.Search;

/// <summary>In which blocks of names a token (two characters, or three initials) occurs. Tokens share buckets by their hash: a bucket may
/// name too many blocks, never too few.</summary>
/// <remarks>A bucket is a list of block numbers in ascending order or, once that is shorter, one bit for each block. At most 65,536 blocks.</remarks>
internal sealed class BlockPostings
{
    public const int MostBlocks = 1 << 16;
    private readonly int[] _starts;
    private readonly ushort[] _data;
    private readonly int _shift;

    internal BlockPostings(int blocks, int bucketBits, int[] starts, ushort[] data) =>
        (Blocks, _shift, _starts, _data) = (blocks, 32 - bucketBits, starts, data);

    /// <summary>As <see cref="WriteTo"/> wrote it.</summary>
    public BlockPostings(Stream from)
    {
        var head = from.ReadArray<int>();
        (Blocks, _shift, _starts, _data) = (head[0], head[1], from.ReadArray<int>(), from.ReadArray<ushort>());
    }

    public void WriteTo(Stream to)
    {
        to.WriteArray<int>([Blocks, _shift]);
        to.WriteArray<int>(_starts);
        to.WriteArray<ushort>(_data);
    }

    public int Blocks { get; }

    /// <summary>Length of a bucket that is a bitmap, in words of 16 bits; whole vectors.</summary>
    public int BitmapLength => LengthOfBitmap(Blocks);
    public long Bytes => (_starts.Length * 4L) + (_data.Length * 2L);

    public static int LengthOfBitmap(int blocks) => (blocks + 511) / 512 * 32;

    /// <summary>The bucket of a token.</summary>
    public static int Bucket(uint token, int shift) => (int)(unchecked(token * 0x9E37_79B1u) >> shift);

    public ReadOnlySpan<ushort> Of(uint token)
    {
        var bucket = Bucket(token, _shift);
        return _data.AsSpan(_starts[bucket], _starts[bucket + 1] - _starts[bucket]);
    }

    public bool IsBitmap(ReadOnlySpan<ushort> bucket) => bucket.Length == BitmapLength;

    public bool Contains(ReadOnlySpan<ushort> bucket, int block) => IsBitmap(bucket)
        ? (bucket[block >> 4] >> (block & 15) & 1) != 0
        : bucket.BinarySearch((ushort)block) >= 0;
}
