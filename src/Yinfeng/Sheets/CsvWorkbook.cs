using System.Text;

namespace Yinfeng.Sheets;

/// <summary>A text file with separated values, in UTF-8, UTF-16 with a mark, or GB 18030 (GBK), as one sheet.</summary>
internal sealed class CsvWorkbook : Workbook
{
    private static readonly char[] Separators = [',', '\t', ';'];
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    static CsvWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public override IReadOnlyList<Sheet> Sheets { get; }

    private CsvWorkbook(Sheet sheet, IReadOnlyList<string> warnings)
    {
        Sheets = [sheet];
        Warnings = warnings;
    }

    /// <exception cref="WorkbookRefusedException">not-a-workbook: binary, an unknown encoding, or no columns.</exception>
    public static CsvWorkbook Open(string path)
    {
        var refused = new Refused(Path.GetFileName(path));
        var extension = Path.GetExtension(path).ToLowerInvariant();
        var encoding = Detect(path) ?? throw refused.NotAWorkbook("内容是无法识别的二进制数据");
        var named = extension is ".csv" or ".tsv" or ".txt";
        var separator = FindSeparator(path, encoding, named) ?? throw refused.NotAWorkbook("这是一段文字，找不到分列的逗号或制表符");
        List<string> warnings = [];
        if (!named)
        {
            warnings.Add($"这是 CSV 文本文件，扩展名却是 {extension.TrimStart('.')}，已按 CSV 读取。");
        }
        return new CsvWorkbook(new CsvSheet(path, encoding, separator), warnings);
    }

    public override void Dispose()
    {
        // Each pass over the records closes its own file handle.
    }

    internal static CsvRecords Records(string path, Encoding encoding, char separator) =>
        new(new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true), separator);

    /// <summary>The encoding all bytes agree with, or null for binary content.</summary>
    private static Encoding? Detect(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[3];
        var count = file.ReadAtLeast(head, 3, throwOnEndOfStream: false);
        if (count >= 2 && head is [0xFF, 0xFE, _] or [0xFE, 0xFF, _])
        {
            return head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }
        file.Position = 0;
        if (LooksBinary(file))
        {
            return null;
        }
        var gb18030 = Encoding.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
        return new[] { StrictUtf8, gb18030 }.FirstOrDefault(e => Decodes(file, e));
    }

    private static bool LooksBinary(FileStream file)
    {
        var buffer = new byte[64 << 10];
        var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var odd = buffer.AsSpan(0, count).ToArray().Count(b => b < 32 && b is not (9 or 10 or 13));
        return odd > 2 + count / 50; // Of random bytes every ninth is odd; a text with stray marks stays far below.
    }

    private static bool Decodes(FileStream file, Encoding encoding)
    {
        file.Position = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[64 << 10];
        var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        try
        {
            for (int read; (read = file.Read(bytes)) > 0;)
            {
                decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
            }
            decoder.GetChars(bytes, 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The separator that gives the first records the same number of columns most often.</summary>
    private static char? FindSeparator(string path, Encoding encoding, bool named)
    {
        (char? Best, int Score) found = (null, 0);
        foreach (var separator in Separators)
        {
            using var records = Records(path, encoding, separator);
            var widths = new List<int>();
            var fields = new List<string>();
            while (widths.Count < 100 && records.Next(fields))
            {
                if (fields.Any(f => f.Length > 0))
                {
                    widths.Add(fields.Count);
                }
            }
            var common = widths.Where(w => w > 1).GroupBy(w => w).Select(g => g.Count()).DefaultIfEmpty().Max();
            var regular = common >= 2 && common * 2 >= widths.Count;
            if ((regular || (named && common >= 1)) && common > found.Score)
            {
                found = (separator, common);
            }
        }
        return found.Best;
    }
}
