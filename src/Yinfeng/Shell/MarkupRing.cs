using System.Buffers.Binary;

namespace Yinfeng.Shell;

/// <summary>The latest pieces of markup, in one block of memory that is written round and round: no piece is an object, so a hundred
/// thousand of them that come and go cost the garbage collector nothing.</summary>
/// <remarks>A piece is found by its place in all that was ever written. Readers take no lock: they copy, and then look whether the place
/// was written over meanwhile.</remarks>
/// <param name="size">In bytes; taken when the first piece is kept.</param>
internal sealed class MarkupRing(int size)
{
    private const int Head = 2 * sizeof(int);
    private readonly Lock _writing = new();
    private volatile byte[]? _bytes;
    private long _end = 1;

    /// <summary>Everything more than a round before this may be written over at this moment.</summary>
    private long _claimed;

    /// <param name="day">The day for which it holds.</param>
    /// <returns>Its place, never 0; 0 when it is too large to be kept.</returns>
    public long Keep(DateOnly day, ReadOnlySpan<byte> piece)
    {
        var length = Head + piece.Length;
        if (length > size / 2)
        {
            return 0;
        }
        lock (_writing)
        {
            var bytes = _bytes ??= GC.AllocateUninitializedArray<byte>(size);
            var left = size - (int)(_end % size);
            var place = left >= length ? _end : _end + left; // No piece is cut in two.
            Volatile.Write(ref _claimed, place + length);
            Interlocked.MemoryBarrier(); // Claimed before the first byte is written.
            var to = bytes.AsSpan((int)(place % size));
            BinaryPrimitives.WriteInt32LittleEndian(to, piece.Length);
            BinaryPrimitives.WriteInt32LittleEndian(to[sizeof(int)..], day.DayNumber);
            piece.CopyTo(to[Head..]);
            _end = place + length;
            return place;
        }
    }

    /// <summary>Adds a piece to a text; false, and nothing is added, where it was written over or holds for another day.</summary>
    /// <param name="place">As <see cref="Keep"/> gave it; 0 for none.</param>
    public bool TryAdd(HtmlText html, long place, DateOnly day)
    {
        if (place == 0 || IsGone(place))
        {
            return false;
        }
        var from = _bytes.AsSpan((int)(place % size));
        var length = BinaryPrimitives.ReadInt32LittleEndian(from);
        var itsDay = BinaryPrimitives.ReadInt32LittleEndian(from[sizeof(int)..]);
        if (itsDay != day.DayNumber || length < 0 || length > from.Length - Head)
        {
            return false;
        }
        html.Raw(from.Slice(Head, length));
        Interlocked.MemoryBarrier(); // Copied before looking again.
        if (IsGone(place))
        {
            html.TakeBack(length);
            return false;
        }
        return true;
    }

    private bool IsGone(long place) => Volatile.Read(ref _claimed) - place > size;
}
