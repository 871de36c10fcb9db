namespace Yinfeng.Sheets;

/// <summary>A table packed with gzip (csv.gz): unpacked into a temporary file while it is open.</summary>
internal sealed class PackedWorkbook : Workbook
{
    /// <summary>More than any table that is sent packed; what unpacks to more is meant to fill the disk.</summary>
    private const long MostBytes = 4L << 30;

    private readonly Workbook _inside;
    private readonly string _unpacked;

    private PackedWorkbook(Workbook inside, string unpacked)
    {
        (_inside, _unpacked) = (inside, unpacked);
        Warnings = inside.Warnings;
    }

    public override IReadOnlyList<Sheet> Sheets => _inside.Sheets;

    /// <exception cref="WorkbookRefusedException">damaged, too-large, or what is inside is refused.</exception>
    public static PackedWorkbook Open(string path)
    {
        var inner = Path.GetFileNameWithoutExtension(path);
        var folder = Directory.CreateTempSubdirectory("yinfeng-");
        var unpacked = Path.Combine(folder.FullName, Path.HasExtension(inner) ? inner : inner + ".csv");
        try
        {
            Unpack(path, unpacked);
            return new PackedWorkbook(WorkbookReader.Open(unpacked), folder.FullName);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public override void Dispose()
    {
        _inside.Dispose();
        Directory.Delete(_unpacked, recursive: true);
    }

    private static void Unpack(string path, string unpacked)
    {
        var refused = new Refused(Path.GetFileName(path));
        using var packed = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new WholeGzip(packed);
        using var file = File.Create(unpacked);
        var buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                if (file.Length + read > MostBytes)
                {
                    throw refused.TooLarge($"解开后超过 {MostBytes >> 30} GB");
                }
                file.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            throw refused.Damaged("压缩数据不完整");
        }
    }
}
