using System.Collections;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Yinfeng.Persistence;

namespace Yinfeng.Closing;

/// <summary>Packs rows of a table: column names, then per cell nothing, a number, a text, or "as in the row before"; Brotli around it.</summary>
/// <remarks>Columns are named in the data, so that a table frozen today is still read when the store has other columns.</remarks>
internal sealed class FrozenTableWriter : IDisposable
{
    internal const int Block = 1 << 16;
    private const string Format = "yinfeng-table-1";
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _to;
    private readonly (FrozenCell Kind, long Number, byte[]? Text, int Length)[] _last;

    public FrozenTableWriter(IReadOnlyList<string> columns)
    {
        // Cells are a byte or two each: the compressor is asked once per block, not once per cell.
        _to = new BinaryWriter(new BufferedStream(new BrotliStream(_bytes, CompressionLevel.Fastest), Block), Encoding.UTF8);
        _last = new (FrozenCell, long, byte[]?, int)[columns.Count];
        _to.Write(Format);
        _to.Write7BitEncodedInt(columns.Count);
        foreach (var column in columns)
        {
            _to.Write(column);
        }
    }

    /// <summary>Every row of a select, with its column names.</summary>
    public static byte[] Pack(SelectRows rows)
    {
        using var writer = new FrozenTableWriter([.. Enumerable.Range(0, rows.Width).Select(rows.Name)]);
        while (rows.Next())
        {
            writer._to.Write(true);
            for (var column = 0; column < writer._last.Length; column++)
            {
                writer.Cell(rows, column);
            }
        }
        return writer.Done();
    }

    private void Cell(SelectRows rows, int column)
    {
        switch (rows.Kind(column))
        {
            case CellKind.Nothing:
                Nothing();
                break;
            case CellKind.Number:
                Number(column, rows.GetInt64(column));
                break;
            default:
                Text(column, rows.Utf8(column));
                break;
        }
    }

    /// <param name="row">Numbers as <see cref="long"/>, texts, or null.</param>
    public void Add(params ReadOnlySpan<object?> row)
    {
        _to.Write(true);
        for (var column = 0; column < row.Length; column++)
        {
            Cell(column, row[column]);
        }
    }

    public byte[] Done()
    {
        _to.Write(false);
        _to.Dispose();
        return _bytes.ToArray();
    }

    private void Cell(int column, object? value)
    {
        switch (value)
        {
            case null:
                Nothing();
                break;
            case long number:
                Number(column, number);
                break;
            default:
                Text(column, Encoding.UTF8.GetBytes((string)value));
                break;
        }
    }

    private void Nothing() => _to.Write((byte)FrozenCell.Nothing);

    private void Number(int column, long number)
    {
        ref var last = ref _last[column];
        if (last.Kind == FrozenCell.Number && last.Number == number)
        {
            _to.Write((byte)FrozenCell.Same);
            return;
        }
        _to.Write((byte)FrozenCell.Number);
        _to.Write7BitEncodedInt64((number << 1) ^ (number >> 63)); // Small numbers of either sign take few bytes.
        (last.Kind, last.Number) = (FrozenCell.Number, number);
    }

    private void Text(int column, ReadOnlySpan<byte> text)
    {
        ref var last = ref _last[column];
        if (last.Kind == FrozenCell.Text && text.SequenceEqual(last.Text.AsSpan(0, last.Length)))
        {
            _to.Write((byte)FrozenCell.Same);
            return;
        }
        _to.Write((byte)FrozenCell.Text);
        _to.Write7BitEncodedInt(text.Length);
        _to.Write(text);
        if (last.Text is null || last.Text.Length < text.Length)
        {
            last.Text = new byte[Math.Max(32, 2 * text.Length)];
        }
        text.CopyTo(last.Text);
        (last.Kind, last.Length) = (FrozenCell.Text, text.Length);
    }

    public void Dispose() => _to.Dispose();

    internal enum FrozenCell : byte { Nothing, Number, Text, Same }

    internal static void CheckFormat(FrozenBytes from)
    {
        if (from.String() != Format)
        {
            throw new InvalidDataException("A frozen table is damaged or was written by a newer version.");
        }
    }
}

/// <summary>One row of a frozen table. The same object is filled again for the next row.</summary>
internal sealed class FrozenRow(Dictionary<string, int> columns)
{
    internal long[] Numbers { get; } = new long[columns.Count];
    internal string?[] Texts { get; } = new string?[columns.Count];
    internal bool[] There { get; } = new bool[columns.Count];

    /// <summary>Null where nothing stood, also for a column that the table did not have when it was frozen.</summary>
    public long? Number(string column) => columns.TryGetValue(column, out var at) && There[at] ? Numbers[at] : null;

    public long Whole(string column) => Number(column) ?? throw new InvalidDataException($"A frozen row lacks {column}.");

    public string? Text(string column) => columns.TryGetValue(column, out var at) && There[at] ? Texts[at] : null;
}

/// <summary>Unpacks what <see cref="FrozenTableWriter"/> packed.</summary>
/// <param name="unread">Columns of no interest, which are passed over as if nothing stood in them.</param>
internal sealed class FrozenTable(byte[] data, params string[] unread) : IEnumerable<FrozenRow>
{
    public IEnumerator<FrozenRow> GetEnumerator()
    {
        using var from = new FrozenBytes(new BrotliStream(new MemoryStream(data), CompressionMode.Decompress));
        FrozenTableWriter.CheckFormat(from);
        var (columns, wanted) = (new Dictionary<string, int>(StringComparer.Ordinal), new bool[from.Int()]);
        for (var column = 0; column < wanted.Length; column++)
        {
            var name = from.String();
            columns.Add(name, column);
            wanted[column] = !unread.Contains(name);
        }
        var row = new FrozenRow(columns);
        while (from.Byte() != 0)
        {
            for (var column = 0; column < wanted.Length; column++)
            {
                Read(from, row, column, wanted[column]);
            }
            yield return row;
        }
    }

    private static void Read(FrozenBytes from, FrozenRow row, int column, bool wanted)
    {
        var kind = (FrozenTableWriter.FrozenCell)from.Byte();
        row.There[column] = wanted && kind != FrozenTableWriter.FrozenCell.Nothing;
        if (kind == FrozenTableWriter.FrozenCell.Number)
        {
            var folded = from.Long();
            row.Numbers[column] = (folded >>> 1) ^ -(folded & 1);
        }
        else if (kind == FrozenTableWriter.FrozenCell.Text)
        {
            if (wanted)
            {
                row.Texts[column] = from.String();
            }
            else
            {
                from.Skip(from.Int());
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Packs one text.</summary>
internal static class FrozenText
{
    public static byte[] Pack(string text) => Pack(to => to.Write(Encoding.UTF8.GetBytes(text)));

    /// <param name="write">Writes the text as UTF-8, so that a long one need never be whole in memory.</param>
    public static byte[] Pack(Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        using (var to = new BufferedStream(new BrotliStream(bytes, CompressionLevel.Fastest), FrozenTableWriter.Block))
        {
            write(to);
        }
        return bytes.ToArray();
    }

    public static string Unpack(byte[] data)
    {
        using var from = new StreamReader(new BrotliStream(new MemoryStream(data), CompressionMode.Decompress), Encoding.UTF8);
        return from.ReadToEnd();
    }
}
