using System.Buffers;

namespace Yinfeng.Enterprises;

/// <summary>Whole records of a text file, as bytes; workers split and check them while the next block is read.</summary>
internal sealed class RegistryBlock : IDisposable
{
    public const int Room = 1 << 20;

    /// <summary>A record longer than this is no record: a quote was opened and never closed.</summary>
    private const int LongestRecord = 1 << 18;
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"\n"u8);

    public byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(Room);

    /// <summary>Where each record ends, its line break not included.</summary>
    public List<(int Start, int Length, bool Unclosed)> Records { get; } = [];

    /// <summary>Number of the first record, the head being 1.</summary>
    public int FirstRow { get; set; }
    public List<RegistryRow> Rows { get; } = [];

    /// <summary>The file cannot be read on behind this block.</summary>
    public bool Damaged { get; private set; }

    /// <summary>Fills the block behind <paramref name="rest"/>, which the block before left over.</summary>
    /// <returns>What this block leaves over; null at the end of the file.</returns>
    public byte[]? Fill(byte[] rest, Stream stream, byte separator)
    {
        Records.Clear();
        Rows.Clear();
        if (rest.Length > Bytes.Length / 2)
        {
            ArrayPool<byte>.Shared.Return(Bytes);
            Bytes = ArrayPool<byte>.Shared.Rent(rest.Length * 2);
        }
        rest.CopyTo(Bytes, 0);
        var length = rest.Length;
        var (ended, damaged) = (false, false);
        while (length < Bytes.Length && !ended)
        {
            try
            {
                var read = stream.Read(Bytes.AsSpan(length));
                ended = read == 0;
                length += read;
            }
            catch (InvalidDataException)
            {
                (ended, damaged) = (true, true); // What came before it is good.
            }
        }
        var used = Cut(Bytes.AsSpan(0, length), ended && !damaged, separator);
        Damaged = damaged;
        return ended ? null : Bytes.AsSpan(used, length - used).ToArray();
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = [];
    }

    /// <returns>Where the first record begins that is not whole.</returns>
    private int Cut(ReadOnlySpan<byte> bytes, bool last, byte separator)
    {
        var start = 0;
        while (start < bytes.Length)
        {
            var end = End(bytes[start..], separator, out var unclosed);
            if (end < 0 && !last && bytes.Length - start < LongestRecord)
            {
                break;
            }
            if (unclosed || end > LongestRecord || end < 0)
            {
                unclosed = unclosed || end > LongestRecord;
                end = bytes[start..].IndexOf((byte)'\n'); // The line alone is lost, not what follows it.
                end = end < 0 ? bytes.Length - start : end;
            }
            var line = bytes.Slice(start, end).TrimEnd((byte)'\r');
            if (!line.IsEmpty)
            {
                Records.Add((start, line.Length, unclosed));
            }
            start += end + 1;
        }
        return Math.Min(start, bytes.Length);
    }

    /// <summary>The line break that ends the record; -1 where it is not in sight. Quotes count only at the beginning of a field.</summary>
    private static int End(ReadOnlySpan<byte> bytes, byte separator, out bool unclosed)
    {
        unclosed = false;
        for (var at = 0; ;)
        {
            var next = bytes[at..].IndexOfAny(Marks);
            if (next < 0)
            {
                return -1;
            }
            at += next;
            if (bytes[at] == '\n')
            {
                return at;
            }
            if (at > 0 && bytes[at - 1] != separator)
            {
                at++;
                continue;
            }
            for (at++; ; at += 2)
            {
                var close = bytes[at..].IndexOf((byte)'"');
                if (close < 0)
                {
                    unclosed = true;
                    return -1;
                }
                at += close;
                if (at + 1 >= bytes.Length || bytes[at + 1] != '"')
                {
                    at++;
                    break;
                }
            }
        }
    }
}
