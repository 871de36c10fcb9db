using System.IO.Compression;
using System.Security.Cryptography;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Projects;

/// <summary>A file taken into the evidence folder.</summary>
public sealed record StoredFile(string Sha256, long Bytes, string Type);

/// <summary>Evidence files in the data folder: each under its own SHA-256, written once, never changed and never deleted.</summary>
public sealed class EvidenceFiles(Database database)
{
    public const long LargestBytes = 50L * 1024 * 1024;
    private const int Head = 8;

    private string Folder => Path.Combine(database.DataFolder, "evidence");

    /// <summary>Where the file of a fingerprint lies.</summary>
    public string PathOf(string sha256) => Path.Combine(Folder, sha256);

    /// <summary>Takes a stream in. The file is on the disk, with its final name, when this returns.</summary>
    /// <param name="fileName">Its ending must fit what the content is.</param>
    public async Task<Decision<StoredFile>> TakeAsync(Stream content, string fileName, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        var temporary = Path.Combine(Folder, $".{Guid.NewGuid():N}.part");
        try
        {
            var (bytes, sha256) = await CopyAsync(content, temporary, ct);
            if (bytes > LargestBytes)
            {
                return Decision<StoredFile>.Refuse("evidence.too-large", "file",
                    $"文件超过 {LargestBytes / 1024 / 1024} MB，请压缩图片或拆分后分别上传。");
            }
            if (bytes == 0)
            {
                return Decision<StoredFile>.Refuse("evidence.empty", "file", "文件是空的，请重新选择文件。");
            }
            if (TypeOf(temporary) is not { } type)
            {
                return Decision<StoredFile>.Refuse("evidence.type-unknown", "file",
                    "看不出这是什么文件。可以上传 PDF、OFD、图片（JPG、PNG）、Word、Excel、PPT，请转换后再上传。");
            }
            if (!EndingsOf(type).Contains(Path.GetExtension(fileName).ToLowerInvariant()))
            {
                return Decision<StoredFile>.Refuse("evidence.type-differs", "file",
                    $"文件名是“{Path.GetExtension(fileName)}”，内容却是 {type}。请用原来的格式另存，再上传。");
            }
            if (!File.Exists(PathOf(sha256)))
            {
                File.Move(temporary, PathOf(sha256), overwrite: true); // Same name means same bytes.
            }
            return Decision<StoredFile>.Allow(new StoredFile(sha256, bytes, type));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task<(long Bytes, string Sha256)> CopyAsync(Stream content, string path, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        var buffer = new byte[1 << 16];
        long total = 0;
        for (int read; total <= LargestBytes && (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            total += read;
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        await file.FlushAsync(ct);
        file.Flush(flushToDisk: true); // The row that names the file is committed after it.
        return (total, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>What the bytes say the file is; null for anything that evidence is not made of.</summary>
    private static string? TypeOf(string path)
    {
        Span<byte> head = stackalloc byte[Head];
        using var file = File.OpenRead(path);
        var read = file.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        return head[..read] switch
        {
            [0x25, 0x50, 0x44, 0x46, 0x2D, ..] => "PDF",
            [0xFF, 0xD8, 0xFF, ..] => "JPG",
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] => "PNG",
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] => "旧版 Office",
            [0x50, 0x4B, 0x03, 0x04, ..] => ZipType(path),
            _ => null,
        };
    }

    /// <summary>Only the list of names is read: nothing is unpacked.</summary>
    private static string? ZipType(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            foreach (var name in zip.Entries.Take(2000).Select(e => e.FullName))
            {
                switch (name)
                {
                    case "word/document.xml": return "DOCX";
                    case "xl/workbook.xml": return "XLSX";
                    case "ppt/presentation.xml": return "PPTX";
                    case "OFD.xml": return "OFD";
                }
            }
            return null;
        }
        catch (InvalidDataException)
        {
            return null; // Begins like an archive and is none: not a document either.
        }
    }

    private static string[] EndingsOf(string type) => type switch
    {
        "JPG" => [".jpg", ".jpeg"],
        "旧版 Office" => [".doc", ".xls", ".ppt", ".wps", ".et"],
        _ => ["." + type.ToLowerInvariant()],
    };

    /// <summary>Media type for a download, by the ending that was checked against the content.</summary>
    public static string MediaType(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".pdf" => "application/pdf",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        _ => "application/octet-stream",
    };
}
