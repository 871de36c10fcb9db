using System.Security.Cryptography;

namespace Yinfeng.Imports;

/// <summary>A ledger file as it came: where it lies, how it was called, and its fingerprint.</summary>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record LedgerFile(string Path, string Name, string Sha256, long Bytes)
{
    /// <exception cref="FileNotFoundException">No such file.</exception>
    public static async Task<LedgerFile> OpenAsync(string path, string? name, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        var hash = await SHA256.HashDataAsync(stream, ct);
        return new LedgerFile(path, name ?? System.IO.Path.GetFileName(path), Convert.ToHexStringLower(hash), stream.Length);
    }

    /// <summary>Where the data folder keeps the file; only the ending is taken from its own name.</summary>
    public static string KeptPath(string dataFolder, string sha256, string name)
    {
        var ending = System.IO.Path.GetExtension(name).ToLowerInvariant();
        return System.IO.Path.Combine(dataFolder, "imports", sha256 + (ending is ".xlsx" or ".xlsm" or ".xls" or ".csv" ? ending : ".bin"));
    }

    /// <summary>Copies the file into the data folder, complete or not at all. A copy without its import is harmless: it lies under its hash.</summary>
    public void Keep(string dataFolder)
    {
        var kept = KeptPath(dataFolder, Sha256, Name);
        if (File.Exists(kept))
        {
            return;
        }
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(kept)!);
        var partial = kept + "." + Guid.NewGuid().ToString("N");
        using (var source = File.OpenRead(Path))
        using (var target = File.Create(partial))
        {
            source.CopyTo(target);
            target.Flush(flushToDisk: true);
        }
        File.Move(partial, kept, overwrite: true);
    }
}
