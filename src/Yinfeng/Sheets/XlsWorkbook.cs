using System.Text;
using ExcelDataReader;

namespace Yinfeng.Sheets;

/// <summary>A workbook in Excel's old binary form (1997-2003), read by ExcelDataReader.</summary>
internal sealed class XlsWorkbook : Workbook
{
    private readonly List<Sheet> _sheets = [];

    static XlsWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private XlsWorkbook()
    {
    }

    public override IReadOnlyList<Sheet> Sheets => _sheets;

    /// <param name="path">An OLE compound file.</param>
    /// <exception cref="WorkbookRefusedException">encrypted, also for old forms that cannot be opened, or not-a-workbook.</exception>
    public static XlsWorkbook Open(string path)
    {
        var refused = new Refused(Path.GetFileName(path));
        if (HoldsStream(path, "EncryptedPackage"))
        {
            throw refused.Encrypted("工作簿设有打开密码");
        }
        if (HoldsStream(path, "WordDocument") || HoldsStream(path, "PowerPoint Document"))
        {
            throw refused.NotAWorkbook("这是 Word 或 PowerPoint 文档");
        }
        var workbook = new XlsWorkbook();
        workbook.FindSheets(path, refused);
        return workbook;
    }

    public override void Dispose()
    {
        // Each pass over the rows closes its own file handle.
    }

    /// <summary>Runs a step of the foreign reader. On hostile input it throws whatever its parser stumbles over.</summary>
    internal static T Guarded<T>(Refused refused, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is not (OutOfMemoryException or WorkbookRefusedException))
        {
            throw refused.Encrypted("它已加密，或是无法识别、已损坏的旧格式");
        }
    }

    internal static IExcelDataReader Reader(string path) => ExcelReaderFactory.CreateBinaryReader(
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete),
        new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding(936), LeaveOpen = false });

    private void FindSheets(string path, Refused refused)
    {
        using var reader = Guarded(refused, () => Reader(path));
        do
        {
            _sheets.Add(Guarded(refused, () => new XlsSheet(path, _sheets.Count, reader, refused)));
        }
        while (Guarded(refused, reader.NextResult));
    }

    /// <summary>Whether the compound file's directory names such a stream (names are UTF-16 there).</summary>
    private static bool HoldsStream(string path, string name)
    {
        var sought = Encoding.Unicode.GetBytes(name + '\0');
        using var file = File.OpenRead(path);
        var buffer = new byte[1 << 20];
        var kept = 0;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var span = buffer.AsSpan(0, kept + read);
            if (span.IndexOf(sought) >= 0)
            {
                return true;
            }
            kept = Math.Min(span.Length, sought.Length);
            span[^kept..].CopyTo(buffer);
        }
        return false;
    }
}
