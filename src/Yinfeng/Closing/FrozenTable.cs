using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Yinfeng.Closing;

/// <summary>Packs rows of a table: column names, then per cell nothing, a number, a text, or "as in the row before"; Brotli around it.</summary>
/// <remarks>Columns are named in the data, so that a table frozen today is still read when the store has other columns.</remarks>
internal sealed class FrozenTableWriter : IDisposable
{
    internal const int Block = 1 << 16;
    private const string Format = "yinfeng-table-1";
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _to;
    private readonly (FrozenCell Kind, long Number, string Text)[] _last;

    public FrozenTableWriter(IReadOnlyList<string> columns)
    {
        // Cells are a byte or two each: the compressor is asked once per block, not once per cell.
        _to = new BinaryWriter(new BufferedStream(new BrotliStream(_bytes, CompressionLevel.Fastest), Block), Encoding.UTF8);
        _last = new (FrozenCell, long, string)[columns.Count];
        _to.Write(Format);
        _to.Write7BitEncodedInt(columns.Count);
        foreach (var column in columns)
        {
            _to.Write(column);
        }
    }

    /// <summary>Every row of a reader, with its column names.</summary>
    public static async Task<byte[]> PackAsync(DbDataReader reader, CancellationToken ct)
    {
        using var writer = new FrozenTableWriter([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)]);
        var kinds = new FrozenCell[writer._last.Length];
        while (await reader.ReadAsync(ct))
        {
            writer._to.Write(true);
            for (var column = 0; column < kinds.Length; column++)
            {
                writer.Cell(reader, column, ref kinds[column]);
            }
        }
        return writer.Done();
    }

    /// <summary>One cell as the database gives it.</summary>
    /// <param name="kind">What the column holds, as its first value showed: the others are then read without a box each.</param>
    private void Cell(DbDataReader reader, int column, ref FrozenCell kind)
    {
        if (reader.IsDBNull(column))
        {
            Nothing();
        }
        else if (kind == FrozenCell.Number)
        {
            Number(column, reader.GetInt64(column));
        }
        else if (kind == FrozenCell.Text)
        {
            Text(column, reader.GetString(column));
        }
        else
        {
            var value = reader.GetValue(column);
            kind = value switch { long or int or short => FrozenCell.Number, string => FrozenCell.Text, _ => kind };
            Cell(column, Plain(value));
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
                Text(column, (string)value);
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

    private void Text(int column, string text)
    {
        ref var last = ref _last[column];
        if (last.Kind == FrozenCell.Text && last.Text == text)
        {
            _to.Write((byte)FrozenCell.Same);
            return;
        }
        _to.Write((byte)FrozenCell.Text);
        _to.Write(text);
        (last.Kind, last.Text) = (FrozenCell.Text, text);
    }

    /// <summary>Both databases the same: whole numbers and texts.</summary>
    private static object Plain(object value) => value switch
    {
        long or string => value,
        bool yes => yes ? 1L : 0L,
        int number => (long)number,
        short number => (long)number,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A {value.GetType().Name} cannot be frozen."),
    };

    public void Dispose() => _to.Dispose();

    internal enum FrozenCell : byte { Nothing, Number, Text, Same }

    internal static void CheckFormat(BinaryReader from)
    {
        if (from.ReadString() != Format)
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
internal sealed class FrozenTable(byte[] data) : IEnumerable<FrozenRow>
{
    public IEnumerator<FrozenRow> GetEnumerator()
    {
        using var from = new BinaryReader(new BufferedStream(new BrotliStream(new MemoryStream(data), CompressionMode.Decompress),
            FrozenTableWriter.Block), Encoding.UTF8);
        FrozenTableWriter.CheckFormat(from);
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            columns.Add(from.ReadString(), columns.Count);
        }
        var row = new FrozenRow(columns);
        while (from.ReadBoolean())
        {
            for (var column = 0; column < columns.Count; column++)
            {
                Read(from, row, column);
            }
            yield return row;
        }
    }

    private static void Read(BinaryReader from, FrozenRow row, int column)
    {
        var kind = (FrozenTableWriter.FrozenCell)from.ReadByte();
        row.There[column] = kind != FrozenTableWriter.FrozenCell.Nothing;
        if (kind == FrozenTableWriter.FrozenCell.Number)
        {
            var folded = from.Read7BitEncodedInt64();
            row.Numbers[column] = (folded >>> 1) ^ -(folded & 1);
        }
        else if (kind == FrozenTableWriter.FrozenCell.Text)
        {
            row.Texts[column] = from.ReadString();
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
