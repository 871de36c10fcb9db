namespace Yinfeng.Sheets;

/// <summary>Opens whatever an office calls a table: what the file is decides its first bytes, not its name.</summary>
public static class WorkbookReader
{
    /// <summary>Opens an xlsx, xls or csv file for reading.</summary>
    /// <param name="packed">One of them packed with gzip is taken too; where that is not usual it is refused like any binary.</param>
    /// <remarks>xlsx sheets are inflated and parsed while they are read, so a damaged row may only show half-way.</remarks>
    /// <exception cref="WorkbookRefusedException">The whole file is refused; see there for the codes.</exception>
    /// <exception cref="IOException">The file itself is not there or not readable.</exception>
    public static Workbook Open(string path, bool packed = false)
    {
        var refused = new Refused(Path.GetFileName(path));
        Span<byte> head = stackalloc byte[512];
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        if (head.IsEmpty)
        {
            throw refused.NotAWorkbook("文件是空的");
        }
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
        {
            return XlsxWorkbook.Open(path);
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return XlsWorkbook.Open(path);
        }
        if (packed && head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return PackedWorkbook.Open(path);
        }
        if (head.StartsWith("%PDF"u8))
        {
            throw refused.NotAWorkbook("这是 PDF 文件");
        }
        var text = ((ReadOnlySpan<byte>)head).TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']);
        if (text.Length > 0 && text[0] == '<')
        {
            throw refused.NotAWorkbook("这是网页或 XML，不是真正的 Excel 文件。请用 Excel 打开后另存为 xlsx");
        }
        return CsvWorkbook.Open(path);
    }
}
