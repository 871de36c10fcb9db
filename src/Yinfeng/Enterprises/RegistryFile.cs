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
    internal IEnumerable<List<RegistryRow>> Read(Func<IReadOnlyList<string>, RegistryCheck> make)
    {
        using var raw = File.OpenRead(Path);
        var head = new byte[4];
        var count = raw.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        raw.Position = 0;
        if (head is [0x50, 0x4B, 3, 4])
        {
            return Sheets(make);
        }
        return count >= 2 && head is [0x1F, 0x8B, ..] ? Text(make, zipped: true) : Text(make, zipped: false);
    }

    private IEnumerable<List<RegistryRow>> Text(Func<IReadOnlyList<string>, RegistryCheck> make, bool zipped)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using Stream stream = zipped ? new WholeGzip(file) : file;
        var lines = new RegistryLines(stream, Name);
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

    private IEnumerable<List<RegistryRow>> Sheets(Func<IReadOnlyList<string>, RegistryCheck> make)
    {
        using var book = Opened();
        var sheet = book.Sheets.FirstOrDefault(s => !s.Hidden) ?? throw new RegistryRefusedException("sheet-missing", "工作簿里没有可见的工作表。");
        RegistryCheck? check = null;
        var record = new RegistryRecord();
        var rows = new List<RegistryRow>();
        foreach (var row in sheet.ReadRows())
        {
            record.Read(row);
            if (check is null)
            {
                check = make(record.Texts());
                continue;
            }
            record.Pad(check.Width);
            rows.Add(check.Read(record, row.Number));
            if (rows.Count == 4096)
            {
                yield return rows;
                rows = [];
            }
        }
        yield return rows;
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
