using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Yinfeng.Sheets;

/// <summary>The zip file around a workbook. Parts are read as streams that count what really comes out.</summary>
/// <remarks>Thread-safe: every part is read through a file handle of its own.</remarks>
internal sealed class XlsxPackage
{
    private const int MostParts = 10_000;
    private const long PlentyBytes = 200_000_000;
    private const int SteepRatio = 200;

    private readonly string _path;
    private readonly long _fileLength;
    private readonly Dictionary<string, ZipPart> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();

    private XlsxPackage(string path)
    {
        _path = path;
        _fileLength = new FileInfo(path).Length;
        Refused = new Refused(Path.GetFileName(path));
    }

    public Refused Refused { get; }

    /// <exception cref="WorkbookRefusedException">damaged, encrypted, too-large or unsafe-content.</exception>
    public static XlsxPackage Open(string path)
    {
        var package = new XlsxPackage(path);
        try
        {
            package.ReadDirectory();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            throw package.Refused.Damaged("压缩包不完整，可能只传了一半");
        }
        package.RefuseDocumentTypes();
        return package;
    }

    public bool Has(string part) => _parts.ContainsKey(part);
    public long DeclaredLength(string part) => _parts[part].Length;

    /// <summary>The part's inflated bytes. Reading throws <see cref="WorkbookRefusedException"/> when they are damaged or too many.</summary>
    public Stream Read(string part)
    {
        var zip = new ZipArchive(OpenFile(), ZipArchiveMode.Read);
        try
        {
            var found = _parts[part];
            return new PartStream(zip, zip.Entries[found.Index].Open(), found, this);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            zip.Dispose();
            throw Refused.Damaged($"部件 {part} 无法解压");
        }
    }

    internal static XmlReaderSettings XmlSettings { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false, // Some offices' software writes &#11;: harmless here, cleaned later.
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <summary>The part as XML without document types, outside references or comments.</summary>
    public XmlReader ReadXml(string part) => XmlReader.Create(Read(part), XmlSettings);

    /// <summary>What an XML error means for the clerk.</summary>
    public WorkbookRefusedException FromXml(XmlException e, string part) => e.Message.Contains("DTD", StringComparison.Ordinal)
        ? Refused.UnsafeContent($"部件 {part} 中有文档类型声明（DTD）")
        : Refused.Damaged($"部件 {part} 第 {e.LineNumber} 行第 {e.LinePosition} 字的标记不正确");

    /// <summary>Called while inflating: over 200 MB and over 200:1, in one part or all together, is no honest ledger.</summary>
    internal void Count(ZipPart part, long bytes)
    {
        long total;
        lock (_gate)
        {
            part.Inflated = Math.Max(part.Inflated, bytes);
            total = _parts.Values.Sum(p => p.Inflated);
        }
        if (TooSteep(bytes, part.Compressed) || TooSteep(total, _fileLength))
        {
            throw Refused.TooLarge($"{_fileLength / 1024 + 1} KB 的文件解压出 {total / 1_000_000} MB 以上");
        }
    }

    private static bool TooSteep(long inflated, long compressed) =>
        inflated > PlentyBytes && inflated / SteepRatio > compressed;

    private FileStream OpenFile() => new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 << 10);

    private void ReadDirectory()
    {
        using var file = OpenFile();
        if (DeclaredEntries(file) > MostParts)
        {
            throw Refused.TooLarge($"压缩包里的部件超过 {MostParts} 个");
        }
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var index = 0;
        foreach (var entry in zip.Entries)
        {
            if (index >= MostParts)
            {
                throw Refused.TooLarge($"压缩包里的部件超过 {MostParts} 个");
            }
            if (entry.IsEncrypted)
            {
                throw Refused.Encrypted("压缩包带有密码");
            }
            // A second part of the same name could show one reader one ledger and another reader another: the first counts.
            _parts.TryAdd(PartName(entry.FullName),
                new ZipPart(index++, entry.FullName, entry.CompressedLength, entry.Length, entry.Crc32));
        }
        foreach (var part in _parts.Values.Where(p => TooSteep(p.Length, p.Compressed)))
        {
            throw Refused.TooLarge($"{_fileLength / 1024 + 1} KB 的文件声明解压后有 {part.Length / 1_000_000} MB");
        }
    }

    /// <summary>The number of entries the zip's last record names, before anything is allocated for them; 0 if there is none.</summary>
    private static int DeclaredEntries(FileStream file)
    {
        var tail = new byte[(int)Math.Min(file.Length, 66_000)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        file.Position = 0;
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        return at < 0 || at + 12 > tail.Length ? 0 : BitConverter.ToUInt16(tail, at + 10);
    }

    /// <summary>A document type stands before the root element: the first bytes of every part show it.</summary>
    private void RefuseDocumentTypes()
    {
        var head = new byte[4096];
        foreach (var (name, _) in _parts.Where(p => p.Key.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
            || p.Key.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
            || p.Key.EndsWith(".vml", StringComparison.OrdinalIgnoreCase)))
        {
            using var stream = Read(name);
            var count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (HoldsDocumentType(head.AsSpan(0, count)))
            {
                throw Refused.UnsafeContent($"部件 {name} 中有文档类型声明（DTD）");
            }
        }
    }

    private static bool HoldsDocumentType(ReadOnlySpan<byte> head) =>
        head.IndexOf("<!DOCTYPE"u8) >= 0
        || head.IndexOf(Encoding.Unicode.GetBytes("<!DOCTYPE")) >= 0
        || head.IndexOf(Encoding.BigEndianUnicode.GetBytes("<!DOCTYPE")) >= 0;

    private static string PartName(string entry) => entry.Replace('\\', '/').TrimStart('/');
}

/// <summary>One entry of the zip: where it is and what its headers claim.</summary>
internal sealed record ZipPart(int Index, string Name, long Compressed, long Length, uint Crc)
{
    /// <summary>Bytes that really came out so far.</summary>
    public long Inflated { get; set; }
}
