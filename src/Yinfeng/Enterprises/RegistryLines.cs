using System.Text;

namespace Yinfeng.Enterprises;

/// <summary>The bytes of a text file from its head on: which encoding, which separator, then block after block.</summary>
internal sealed class RegistryLines
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private readonly Stream _stream;
    private readonly string _name;
    private byte[]? _rest;
    private int _row;

    /// <exception cref="RegistryRefusedException">Empty, binary, UTF-16, or broken from the beginning.</exception>
    public RegistryLines(Stream stream, string name, SaidColumns? said = null)
    {
        (_stream, _name) = (stream, name);
        var first = new byte[RegistryBlock.Room / 2];
        var read = First(first);
        var bytes = first.AsSpan(0, read);
        bytes = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw new RegistryRefusedException("encoding", $"“{name}”是 UTF-16 编码，请另存为 UTF-8 的 CSV 后再导入。");
        }
        if (bytes.Contains((byte)0))
        {
            throw new RegistryRefusedException("not-a-workbook", $"“{name}”不是文本表格（csv、csv.gz）也不是 xlsx，无法读取。");
        }
        var end = bytes.IndexOf((byte)'\n');
        if (bytes.IsEmpty || end < 0)
        {
            throw new RegistryRefusedException("header-not-found", $"“{name}”里没有表头和数据行。");
        }
        Encoding = IsUtf8(bytes, whole: read < first.Length) ? Utf8
            : Encoding.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
        Separator = SeparatorOf(bytes);
        (Heads, var length, _row) = Head(bytes, said ?? SaidColumns.Nothing);
        _rest = bytes[length..].ToArray();
    }

    public Encoding Encoding { get; }
    public char Separator { get; }
    public string[] Heads { get; }

    /// <summary>Fills the next block; false when the file ends with it.</summary>
    public bool Fill(RegistryBlock block)
    {
        _rest = block.Fill(_rest!, _stream, (byte)Separator);
        block.FirstRow = _row + 1;
        _row += block.Records.Count;
        return _rest is not null;
    }

    /// <summary>Once all rows that could be read are taken.</summary>
    public RegistryRefusedException Damage() => new("damaged",
        $"“{_name}”的压缩数据已损坏，在第 {_row} 行之后读不下去。请重新下载或重新压缩后再导入；已读的行已经保存，再次导入只补其余。");

    /// <summary>Records after the head, by which samples are shown.</summary>
    public IReadOnlyList<string[]> Samples { get; private set; } = [];

    /// <returns>The head, how many bytes it takes with all above it, and how many records those are.</returns>
    private (string[] Heads, int Length, int Rows) Head(ReadOnlySpan<byte> bytes, SaidColumns said)
    {
        var block = new RegistryBlock();
        block.Fill(bytes.ToArray(), Stream.Null, (byte)Separator);
        var (record, rows) = (new RegistryRecord(), new List<string[]>());
        foreach (var (start, length, _) in block.Records.Take(RegistryHead.LookedAt * 2))
        {
            rows.Add(record.TryRead(bytes.Slice(start, length), Encoding, Separator) ? record.Texts() : []);
        }
        var head = RegistryHead.Of([.. rows.Take(RegistryHead.LookedAt)], said);
        Samples = [.. rows.Skip(head.Last + 1)];
        var last = block.Records[head.Last];
        var end = last.Start + last.Length;
        return (head.Texts, end + Math.Max(0, bytes[end..].IndexOf((byte)'\n') + 1), head.Last + 1);
    }

    /// <summary>What divides the first rows most often; titles above the head have none.</summary>
    private static char SeparatorOf(ReadOnlySpan<byte> bytes)
    {
        var text = bytes[..Math.Min(bytes.Length, 1 << 14)];
        var line = text[..(text.IndexOf((byte)'\n') is >= 0 and var end ? end : text.Length)];
        var counted = line.IndexOfAny(",\t;|"u8) >= 0 ? line : text;
        var best = ',';
        foreach (var separator in "\t;|")
        {
            best = counted.Count((byte)separator) > counted.Count((byte)best) ? separator : best;
        }
        return best;
    }

    private int First(byte[] bytes)
    {
        try
        {
            return _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            throw new RegistryRefusedException("damaged", $"“{_name}”的压缩数据已损坏，没有导入。请重新下载或重新压缩后再导入。");
        }
    }

    /// <summary>Whether the bytes are UTF-8, but for a character cut off at the end.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> bytes, bool whole)
    {
        for (var cut = 0; cut < (whole ? 1 : 4); cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^cut]))
            {
                return true;
            }
        }
        return false;
    }
}
