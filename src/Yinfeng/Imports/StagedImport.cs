using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>A file on its way in: uploaded, being looked at and corrected, not yet stored. It can be left and found again.</summary>
public sealed class StagedImport
{
    public long Id { get; init; } = Ids.Next();
    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public long Bytes { get; init; }
    public long UnitId { get; init; }
    public int? Year { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }

    /// <summary>How the clerk wants the sheets understood; null until changed.</summary>
    public List<SheetMapping>? Mapping { get; set; }
    public string? TemplateName { get; set; }
    public List<RowCorrection> Corrections { get; init; } = [];
    public List<PlacedDecision> Decisions { get; init; } = [];

    public Dictionary<RowPlace, DuplicateDecision> DecisionsByPlace() =>
        Decisions.ToDictionary(d => new RowPlace(d.Sheet, d.Row), d => new DuplicateDecision(d.Same, d.ProjectId));
}

/// <summary>What the clerk typed in place of a row's cells.</summary>
public sealed record RowCorrection(string Sheet, int Row, Dictionary<string, string> Fields);

/// <inheritdoc cref="DuplicateDecision"/>
public sealed record PlacedDecision(string Sheet, int Row, bool Same, long? ProjectId);

/// <summary>Keeps files on their way in under the data folder: staging/ID/ holds the file and what was decided about it.</summary>
internal sealed class StagedImports(Database database, UnitDirectory units, ChangeFeed feed, TimeProvider clock) : IDisposable
{
    public const long MostBytes = 200L << 20;
    private const string StateFile = "staged.json";
    private readonly SemaphoreSlim _gate = new(1, 1);

    private string Root => Path.Combine(database.DataFolder, "staging");

    /// <returns>A refusal when the unit may not be written, or the file is empty or too large.</returns>
    public async Task<Decision<StagedImport>> AddAsync(Viewer viewer, Stream content, string fileName, long unitId, int? year, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        if (tree.Find(unitId) is null || !tree.IsWithin(unitId, viewer.UnitId))
        {
            return Decision<StagedImport>.Refuse("import.unit.unknown", "unit", "请在您的管辖范围内选择台账所属单位。");
        }
        var id = Ids.Next();
        var name = SafeName(fileName);
        var folder = Directory.CreateDirectory(Folder(id)).FullName;
        var path = Path.Combine(folder, name);
        if (!await CopyAsync(content, path, ct))
        {
            Directory.Delete(folder, recursive: true);
            return Decision<StagedImport>.Refuse("too-large", "file", $"“{name}”超过 {MostBytes >> 20} MB，没有导入。请拆成几个文件，或另存为 xlsx 后再试。");
        }
        var file = await LedgerFile.OpenAsync(path, name, ct);
        var staged = new StagedImport
        {
            Id = id, FileName = name, Sha256 = file.Sha256, Bytes = file.Bytes, UnitId = unitId, Year = year, ActorId = viewer.ActorId,
            AtUtc = clock.GetUtcNow().UtcDateTime,
        };
        await SaveAsync(staged, ct);
        return Decision<StagedImport>.Allow(staged);
    }

    /// <summary>Latest first; only what the viewer may write.</summary>
    public async Task<List<StagedImport>> ListAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var found = new List<StagedImport>();
        foreach (var folder in Directory.Exists(Root) ? Directory.EnumerateDirectories(Root) : [])
        {
            if (long.TryParse(Path.GetFileName(folder), out var id) && await LoadAsync(id, ct) is { } staged
                && tree.IsWithin(staged.UnitId, viewer.UnitId))
            {
                found.Add(staged);
            }
        }
        return [.. found.OrderByDescending(s => s.Id)];
    }

    public async Task<StagedImport?> FindAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await LoadAsync(id, ct) is { } staged && tree.IsWithin(staged.UnitId, viewer.UnitId) ? staged : null;
    }

    public LedgerFile FileOf(StagedImport staged) =>
        new(Path.Combine(Folder(staged.Id), staged.FileName), staged.FileName, staged.Sha256, staged.Bytes);

    public async Task SaveAsync(StagedImport staged, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var path = Path.Combine(Folder(staged.Id), StateFile);
            await File.WriteAllTextAsync(path + ".new", JsonSerializer.Serialize(staged, ImportJson.Stored), ct);
            File.Move(path + ".new", path, overwrite: true);
            feed.Touch();
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Remove(long id)
    {
        if (Directory.Exists(Folder(id)))
        {
            Directory.Delete(Folder(id), recursive: true);
            feed.Touch();
        }
    }

    public void Dispose() => _gate.Dispose();

    private string Folder(long id) => Path.Combine(Root, id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task<StagedImport?> LoadAsync(long id, CancellationToken ct)
    {
        var path = Path.Combine(Folder(id), StateFile);
        return File.Exists(path) ? JsonSerializer.Deserialize<StagedImport>(await File.ReadAllTextAsync(path, ct), ImportJson.Stored) : null;
    }

    private static async Task<bool> CopyAsync(Stream content, string path, CancellationToken ct)
    {
        await using var target = File.Create(path);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            if (target.Length + read > MostBytes)
            {
                return false;
            }
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        return true;
    }

    /// <summary>The name without any folder, and never the name of our own file.</summary>
    private static string SafeName(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var safe = new string([.. last.Where(c => !char.IsControl(c) && !Path.GetInvalidFileNameChars().Contains(c))]).Trim().TrimStart('.');
        safe = safe.Length > 120 ? safe[^120..] : safe;
        return safe.Length == 0 || safe.StartsWith(StateFile, StringComparison.OrdinalIgnoreCase) ? "台账.xlsx" : safe;
    }
}
