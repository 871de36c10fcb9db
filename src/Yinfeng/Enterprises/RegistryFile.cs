using System.Security.Cryptography;
using System.Text;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Enterprises;

/// <summary>A registry file cannot be read on; the message is for the clerk.</summary>
public sealed class RegistryRefusedException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}

/// <summary>A registry file as it came: csv, csv.gz or xlsx.</summary>
public sealed record RegistryFile(string Path, string Name, string Sha256, long Bytes)
{
    private const int RowsAtOnce = 4_096;

    static RegistryFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads the file once for its hash.</summary>
    public static RegistryFile Open(string path, string? name = null)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 18, FileOptions.SequentialScan);
        return new(path, name ?? System.IO.Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
    }

    /// <summary>The rows in order, the head left out; read, split and checked on other threads.</summary>
    /// <param name="make">Makes the check once the head is known.</param>
    /// <exception cref="RegistryRefusedException">Broken half way, or nothing we can read. Rows before it were given.</exception>
    /// <param name="said">What people say about the columns, by which the head is found.</param>
    internal IEnumerable<List<RegistryRow>> Read(SaidColumns said, Func<IReadOnlyList<string>, RegistryCheck> make)
    {
        var kind = Kind();
        return kind == FileKind.Workbook ? Sheets(said, make) : Text(said, make, zipped: kind == FileKind.Zipped);
    }

    /// <summary>The heads and the first rows below them as they stand there.</summary>
    /// <exception cref="RegistryRefusedException">Nothing we can read.</exception>
    internal (string[] Heads, IReadOnlyList<string[]> Rows) Look(SaidColumns said)
    {
        var kind = Kind();
        if (kind == FileKind.Workbook)
        {
            using var book = Opened();
            var first = Sheet(book).ReadRows().Take(RegistryHead.LookedAt * 2).Select(Texts).ToList();
            var head = RegistryHead.Of([.. first.Take(RegistryHead.LookedAt)], said);
            return (head.Texts, [.. first.Skip(head.Last + 1)]);
        }
        using var file = File.OpenRead(Path);
        using Stream stream = kind == FileKind.Zipped ? new WholeGzip(file) : file;
        var lines = new RegistryLines(stream, Name, said);
        return (lines.Heads, lines.Samples);
    }

    private enum FileKind { Text, Zipped, Workbook }

    private FileKind Kind()
    {
        using var raw = File.OpenRead(Path);
        var head = new byte[4];
        var count = raw.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        return head is [0x50, 0x4B, 3, 4] ? FileKind.Workbook : count >= 2 && head is [0x1F, 0x8B, ..] ? FileKind.Zipped : FileKind.Text;
    }

    private IEnumerable<List<RegistryRow>> Text(SaidColumns said, Func<IReadOnlyList<string>, RegistryCheck> make, bool zipped)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using Stream stream = zipped ? new WholeGzip(file) : file;
        var lines = new RegistryLines(stream, Name, said);
        var encoding = lines.Encoding;
        var check = make(lines.Heads);
        var damaged = false;
        var blocks = new List<RegistryBlock>();
        foreach (var block in OrderedBatches.Of(Block, lines.Fill, block => Check(block, check, encoding, lines.Separator)))
        {
            yield return [.. block.Rows]; // The block goes round again.
            damaged |= block.Damaged;
        }
        blocks.ForEach(block => block.Dispose());
        if (damaged)
        {
            throw lines.Damage();
        }

        RegistryBlock Block()
        {
            blocks.Add(new RegistryBlock());
            return blocks[^1];
        }
    }

    private static void Check(RegistryBlock block, RegistryCheck check, Encoding encoding, char separator)
    {
        var record = new RegistryRecord();
        for (var i = 0; i < block.Records.Count; i++)
        {
            var (start, length, unclosed) = block.Records[i];
            var number = block.FirstRow + i;
            try
            {
                record.Read(block.Bytes.AsSpan(start, length), encoding, separator);
                var row = unclosed ? new RegistryRow { Row = number } : check.Read(record, number);
                if (unclosed)
                {
                    row.Refuse("quote-unclosed", record[0]);
                }
                block.Rows.Add(row);
            }
            catch (DecoderFallbackException)
            {
                var row = new RegistryRow { Row = number };
                row.Refuse("encoding", "");
                block.Rows.Add(row);
            }
        }
    }

    private IEnumerable<List<RegistryRow>> Sheets(SaidColumns said, Func<IReadOnlyList<string>, RegistryCheck> make)
    {
        using var book = Opened();
        using var source = Sheet(book).ReadRows().GetEnumerator();
        var above = new List<(int Number, RegistryRecord Record)>();
        while (above.Count < RegistryHead.LookedAt && source.MoveNext())
        {
            above.Add((source.Current.Number, new RegistryRecord()));
            above[^1].Record.Read(source.Current);
        }
        var head = RegistryHead.Of([.. above.Select(r => r.Record.Texts())], said);
        var check = make(head.Texts);
        var rows = above.Skip(head.Last + 1).Select(r => Checked(r.Record, r.Number)).ToList();
        var record = new RegistryRecord();
        while (source.MoveNext())
        {
            record.Read(source.Current);
            rows.Add(Checked(record, source.Current.Number));
            if (rows.Count == RowsAtOnce)
            {
                yield return rows;
                rows = [];
            }
        }
        yield return rows;

        RegistryRow Checked(RegistryRecord read, int number)
        {
            read.Pad(check.Width);
            return check.Read(read, number);
        }
    }

    private static Sheet Sheet(Workbook book) =>
        book.Sheets.FirstOrDefault(s => !s.Hidden) ?? throw new RegistryRefusedException("sheet-missing", "工作簿里没有可见的工作表。");

    private static string[] Texts(SheetRow row)
    {
        var record = new RegistryRecord();
        record.Read(row);
        return record.Texts();
    }

    private Workbook Opened()
    {
        try
        {
            return WorkbookReader.Open(Path);
        }
        catch (WorkbookRefusedException e)
        {
            throw new RegistryRefusedException(e.Reason.Code, e.Reason.Message);
        }
    }
}
