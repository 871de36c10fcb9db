using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
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
/// <remarks>The upload lies in the data folder until it is taken in. A server that was killed goes on with it when it starts again.</remarks>
public sealed partial class EnterpriseImportJobs(Database database, ImportEnterprises import, TimeProvider clock, ILogger<EnterpriseImportJobs> log) : BackgroundService
{
    /// <summary>1 GB: three million companies, packed.</summary>
    public const long MostBytes = 1L << 30;

    private readonly ConcurrentDictionary<long, EnterpriseImportJob> _jobs = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private string Folder => Path.Combine(database.DataFolder, "registry");

    public IReadOnlyList<EnterpriseImportJob> All => [.. _jobs.Values.OrderByDescending(j => j.Id)];

    public EnterpriseImportJob? Find(long id) => _jobs.GetValueOrDefault(id);

    /// <summary>Keeps the upload and begins with it.</summary>
    public async Task<EnterpriseImportJob> StartAsync(Viewer viewer, Stream content, string name, LedgerDate on, IReadOnlyDictionary<string, string>? columns, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, $"{Ids.Next()}");
        await using (var file = File.Create(path))
        {
            await content.CopyToAsync(file, ct);
        }
        var registry = await RegistryFile.OpenAsync(path, Path.GetFileName(name), ct);
        var kept = Path.Combine(Folder, registry.Sha256);
        File.Move(path, kept, overwrite: true);
        return Begin(viewer, registry with { Path = kept }, on, columns);
    }

    private EnterpriseImportJob Begin(Viewer viewer, RegistryFile file, LedgerDate on, IReadOnlyDictionary<string, string>? columns)
    {
        foreach (var old in _jobs.Values.Where(j => j.Done.IsCompleted).OrderByDescending(j => j.Id).Skip(20).ToList())
        {
            _jobs.TryRemove(old.Id, out _);
        }
        var told = new TaskCompletionSource<EnterpriseImportJob>();
        var job = new EnterpriseImportJob(Ids.Next(), file.Name, clock.GetUtcNow().UtcDateTime, Task.Run(async () => await RunAsync(viewer, file, on, columns, await told.Task)));
        told.SetResult(job);
        return _jobs[job.Id] = job;
    }

    private async Task<Decision<EnterpriseImportOutcome>> RunAsync(Viewer viewer, RegistryFile file, LedgerDate on, IReadOnlyDictionary<string, string>? columns,
        EnterpriseImportJob job)
    {
        await _turn.WaitAsync();
        try
        {
            var decision = await import.RunAsync(viewer, new EnterpriseImportRequest(file, on, columns), i => job.Import = i, CancellationToken.None);
            File.Delete(file.Path); // Taken in, or nothing to take: a failure above keeps it.
            return decision;
        }
        catch (Exception e)
        {
            Failed(log, file.Name, e);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Goes on with what a killed server had begun.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var db = database.OpenRead();
        foreach (var begun in await db.Set<EnterpriseImport>().Where(i => i.Status == EnterpriseImportStatus.Running).ToListAsync(stoppingToken))
        {
            var kept = Path.Combine(Folder, begun.Sha256);
            if (File.Exists(kept))
            {
                var columns = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(begun.Mapping);
                Begin(Viewer.Product("enterprise-import", "企业库导入"), new RegistryFile(kept, begun.FileName, begun.Sha256, begun.Bytes), begun.SourceOn, columns);
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
