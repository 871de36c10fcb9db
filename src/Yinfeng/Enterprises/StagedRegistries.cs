using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>A registry file that was uploaded and waits until somebody has looked at its columns.</summary>
/// <param name="On">The day for which it speaks.</param>
public sealed record StagedRegistry(string Sha256, string FileName, long Bytes, string On, string By, DateTime AtUtc);

/// <summary>Keeps them in the data folder: registry/columns/HASH and what is known of it beside it.</summary>
public sealed class StagedRegistries(Database database, TimeProvider clock)
{
    private string Folder => Path.Combine(database.DataFolder, "registry", "columns");

    public async Task<StagedRegistry> AddAsync(Viewer viewer, Stream content, string name, LedgerDate on, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, $"{Ids.Next()}.part");
        await using (var file = File.Create(path))
        {
            await content.CopyToAsync(file, ct);
        }
        var registry = RegistryFile.Open(path, Path.GetFileName(name));
        var staged = new StagedRegistry(registry.Sha256, registry.Name, registry.Bytes, on.ToString(), viewer.Name, clock.GetUtcNow().UtcDateTime);
        File.Move(path, PathOf(staged.Sha256), overwrite: true);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(staged, EnterpriseJson.Plain), ct);
        File.Move(path, StateOf(staged.Sha256), overwrite: true); // Whole, or not there: lists are read meanwhile.
        return staged;
    }

    /// <returns>Null where no such file waits.</returns>
    public StagedRegistry? Find(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<StagedRegistry>(File.ReadAllText(StateOf(sha256)), EnterpriseJson.Plain);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // Never there, or handed on a moment ago.
        }
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<StagedRegistry> All => !Directory.Exists(Folder) ? []
        : [.. Directory.EnumerateFiles(Folder, "*.json").Select(f => Find(Path.GetFileNameWithoutExtension(f))).OfType<StagedRegistry>().OrderByDescending(s => s.AtUtc)];

    public RegistryFile FileOf(StagedRegistry staged) => new(PathOf(staged.Sha256), staged.FileName, staged.Sha256, staged.Bytes);

    public void Remove(StagedRegistry staged)
    {
        File.Delete(StateOf(staged.Sha256));
        File.Delete(PathOf(staged.Sha256)); // Not there any more when it was handed on.
    }

    private string PathOf(string sha256) => Path.Combine(Folder, sha256);
    private string StateOf(string sha256) => Path.Combine(Folder, sha256 + ".json");
}
