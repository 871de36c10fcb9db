using Microsoft.AspNetCore.Http;

namespace Yinfeng.Sheets;

/// <summary>A file that somebody sent, on disk while it is read; under its own name, so that messages about it tell that one.</summary>
internal sealed class UploadedFile : IDisposable
{
    private const int LongestName = 80;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yinfeng-");

    private UploadedFile(string sentName)
    {
        var name = System.IO.Path.GetFileName(sentName.Replace('\\', '/'));
        name = name.Length > LongestName ? name[^LongestName..] : name; // The end tells what kind it is.
        Path = System.IO.Path.Combine(_folder.FullName, name is "" or "." or ".." ? "file" : name);
    }

    public string Path { get; }

    public static async Task<UploadedFile> OfAsync(IFormFile file, CancellationToken ct)
    {
        var kept = new UploadedFile(file.FileName);
        try
        {
            await using var copy = File.Create(kept.Path);
            await file.CopyToAsync(copy, ct);
            return kept;
        }
        catch
        {
            kept.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
