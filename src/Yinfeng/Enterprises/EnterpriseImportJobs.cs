using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>An upload on its way into the base.</summary>
public sealed record EnterpriseImportJob(long Id, string FileName, DateTime SinceUtc, Task<Decision<EnterpriseImportOutcome>> Done)
{
    /// <summary>As far as it is; null before the first batch.</summary>
    public EnterpriseImport? Import { get; set; }
}

/// <summary>Takes uploads in beside the requests, one after the other; whoever uploaded may leave the page and come back.</summary>
/// <remarks>The upload lies in the data folder until it is taken in, with a note beside it that says whose it is. A server that was killed goes
/// on with what has its note when it starts again.</remarks>
public sealed partial class EnterpriseImportJobs(Database database, ImportEnterprises import, TimeProvider clock, ILogger<EnterpriseImportJobs> log) : BackgroundService
{
    /// <summary>1 GB: three million companies, packed.</summary>
    public const long MostBytes = 1L << 30;

    private readonly ConcurrentDictionary<long, EnterpriseImportJob> _jobs = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private const string NoteEnding = ".json";

    /// <summary>What the upload is, beside it in the folder.</summary>
    private sealed record Note(string FileName, string ActorId, int On, IReadOnlyDictionary<string, string>? Columns);

    private string Folder => Path.Combine(database.DataFolder, "registry");

    public IReadOnlyList<EnterpriseImportJob> All => [.. _jobs.Values.OrderByDescending(j => j.Id)];

    public EnterpriseImportJob? Find(long id) => _jobs.GetValueOrDefault(id);

    /// <summary>Keeps the upload and begins with it.</summary>
    public async Task<EnterpriseImportJob> StartAsync(Viewer viewer, Stream content, string name, LedgerDate on, IReadOnlyDictionary<string, string>? columns, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, $"{Ids.Next()}");
        var note = new Note(Path.GetFileName(name), viewer.ActorId, on.Ymd, columns);
        await using (var file = File.Create(path))
        {
            await content.CopyToAsync(file, ct);
        }
        return await BeginAsync(viewer, path, note, ct);
    }

    /// <summary>Takes over a file that lies in the data folder already, and begins with it.</summary>
    public async Task<EnterpriseImportJob> StartAsync(Viewer viewer, RegistryFile file, LedgerDate on, IReadOnlyDictionary<string, string> columns, CancellationToken ct)
    {
        var path = Path.Combine(Folder, $"{Ids.Next()}");
        File.Move(file.Path, path);
        return await BeginAsync(viewer, path, new Note(file.Name, viewer.ActorId, on.Ymd, columns), ct);
    }

    private async Task<EnterpriseImportJob> BeginAsync(Viewer viewer, string path, Note note, CancellationToken ct)
    {
        await File.WriteAllTextAsync(path + ".part", JsonSerializer.Serialize(note), ct);
        File.Move(path + ".part", path + NoteEnding); // From here on the upload is not lost.
        return Begin(viewer, path, note);
    }

    private EnterpriseImportJob Begin(Viewer viewer, string path, Note note)
    {
        foreach (var old in _jobs.Values.Where(j => j.Done.IsCompleted).OrderByDescending(j => j.Id).Skip(20).ToList())
        {
            _jobs.TryRemove(old.Id, out _);
        }
        var told = new TaskCompletionSource<EnterpriseImportJob>();
        var job = new EnterpriseImportJob(Ids.Next(), note.FileName, clock.GetUtcNow().UtcDateTime, Task.Run(async () => await RunAsync(viewer, path, note, await told.Task)));
        told.SetResult(job);
        return _jobs[job.Id] = job;
    }

    private async Task<Decision<EnterpriseImportOutcome>> RunAsync(Viewer viewer, string path, Note note, EnterpriseImportJob job)
    {
        await _turn.WaitAsync();
        try
        {
            var request = new EnterpriseImportRequest(RegistryFile.Open(path, note.FileName), new LedgerDate(note.On), note.Columns);
            var decision = await import.RunAsync(viewer, request, i => job.Import = i, CancellationToken.None);
            File.Delete(path + NoteEnding); // Taken in, or nothing to take: a failure above keeps it.
            File.Delete(path);
            return decision;
        }
        catch (Exception e)
        {
            Failed(log, note.FileName, e);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Goes on with what a killed server had taken and not stored to its end; what has no note was cut off on its way in.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }
        foreach (var path in Directory.GetFiles(Folder).Order(StringComparer.Ordinal))
        {
            if (path.EndsWith(NoteEnding, StringComparison.Ordinal))
            {
                var note = JsonSerializer.Deserialize<Note>(await File.ReadAllTextAsync(path, stoppingToken))!;
                Begin(Viewer.Product("enterprise-import", "企业库导入") with { ActorId = note.ActorId }, path[..^NoteEnding.Length], note);
            }
            else if (!File.Exists(path + NoteEnding))
            {
                File.Delete(path);
            }
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The registry file {File} was not taken in; it is gone on with at the next start.")]
    private static partial void Failed(ILogger log, string file, Exception cause);
}
