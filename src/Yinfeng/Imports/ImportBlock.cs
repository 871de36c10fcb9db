using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;

namespace Yinfeng.Imports;

/// <summary>Some hundred rows of an import, one after the other as the workbook has them: written once, never changed.</summary>
/// <remarks>A row as JSON has some six hundred bytes and says much the same as its neighbours: packed together a million rows
/// take a tenth, and go into the database and over its log in a tenth of the time.</remarks>
public sealed class ImportBlock
{
    internal const int MostRows = 256;
    public long ImportId { get; init; }

    /// <summary>From 0.</summary>
    public int No { get; init; }

    /// <summary>One byte a row: <see cref="RowMark"/>. Enough to find the rows of a page without unpacking anything.</summary>
    public required byte[] Marks { get; init; }

    /// <summary>Length when unpacked (four bytes, little-endian), then Brotli: a JSON array with one object a row.</summary>
    public required byte[] Lines { get; init; }

    /// <param name="lines">A JSON array with one object for each mark.</param>
    internal static ImportBlock Of(long importId, int no, byte[] marks, ReadOnlySpan<byte> lines)
    {
        var room = ArrayPool<byte>.Shared.Rent(sizeof(int) + BrotliEncoder.GetMaxCompressedLength(lines.Length));
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(room, lines.Length);
            return BrotliEncoder.TryCompress(lines, room.AsSpan(sizeof(int)), out var length, quality: 1, window: 18)
                ? new ImportBlock { ImportId = importId, No = no, Marks = marks, Lines = room[..(sizeof(int) + length)] }
                : throw new InvalidOperationException("The longest a packed block can be was not enough.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <exception cref="InvalidDataException">The block is not what was written.</exception>
    internal JsonDocument Open()
    {
        var lines = new byte[BinaryPrimitives.ReadInt32LittleEndian(Lines)];
        return BrotliDecoder.TryDecompress(Lines.AsSpan(sizeof(int)), lines, out var length) && length == lines.Length
            ? JsonDocument.Parse(lines)
            : throw new InvalidDataException($"Block {No} of import {ImportId} cannot be unpacked.");
    }
}

/// <summary>What a page of rows is chosen and ordered by.</summary>
internal readonly record struct RowMark(byte Value)
{
    private const byte Problems = 0x80;

    public RowMark(RowOutcome outcome, bool hasProblems) : this((byte)((byte)outcome | (hasProblems ? Problems : 0))) { }

    public RowOutcome Outcome => (RowOutcome)(Value & ~Problems);

    /// <summary>0 for refused rows, 1 for those with problems, 2 for the others.</summary>
    public int Rank => Outcome == RowOutcome.Refused ? 0 : Value >= Problems ? 1 : 2;
}
