using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>A confirmed file on its way into the store.</summary>
/// <param name="Done">The id of the import, also where the same file was stored before; or why nothing was stored.</param>
internal sealed record Storing(StagedImport Staged, int Rows, DateTime SinceUtc, Task<Decision<long>> Done)
{
    public bool IsRunning => !Done.IsCompleted;

    /// <summary>Stored, so that whoever comes back is to be shown the import.</summary>
    public bool IsStored => Done.IsCompletedSuccessfully && Done.Result.Allowed;
}

/// <summary>Stores confirmed files. A long one is stored beside the requests: whoever confirmed it may leave the page and come back.</summary>
/// <remarks>Storing is one transaction. If the process ends half-way nothing is stored, and the file waits to be confirmed again.</remarks>
internal sealed class StagedConfirms(StagedImports staging, StagedReadings readings, ImportLedger importer, UnitDirectory units, TimeProvider clock)
{
    private const int LongFile = 50_000, MostKept = 50;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Storing> _jobs = [];

    public static bool IsLong(ImportOutcome preview) => preview.Reading.Rows.Count > LongFile;

    public async Task<Decision<long>> StoreAsync(Viewer viewer, StagedImport staged, ImportOutcome preview, CancellationToken ct)
    {
        var stored = await importer.RunAsync(viewer, readings.Request(staged, preview.Reading, dryRun: false), ct);
        if (!stored.Allowed)
        {
            return Decision<long>.Refuse(stored.Unmet);
        }
        readings.Forget(staged.Id);
        staging.Remove(staged.Id);
        return Decision<long>.Allow((stored.Value!.ImportId ?? stored.Value.Earlier?.Id)!.Value);
    }

    /// <summary>Begins to store; a file that is being stored goes on.</summary>
    public void Start(Viewer viewer, StagedImport staged, ImportOutcome preview)
    {
        lock (_gate)
        {
            if (_jobs.TryGetValue(staged.Id, out var known) && (known.IsRunning || known.IsStored))
            {
                return;
            }
            foreach (var old in _jobs.Values.Where(j => !j.IsRunning).OrderByDescending(j => j.SinceUtc).Skip(MostKept - 1).ToList())
            {
                _jobs.Remove(old.Staged.Id);
            }
            _jobs[staged.Id] = new Storing(staged, preview.Reading.Rows.Count, clock.GetUtcNow().UtcDateTime,
                Task.Run(() => StoreAsync(viewer, staged, preview, CancellationToken.None)));
        }
    }

    /// <summary>The storing of a file that the viewer may write; null where nobody confirmed it, or it was short.</summary>
    public async Task<Storing?> FindAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        lock (_gate)
        {
            return _jobs.TryGetValue(id, out var job) && tree.IsWithin(job.Staged.UnitId, viewer.UnitId) ? job : null;
        }
    }

    public HashSet<long> Running()
    {
        lock (_gate)
        {
            return [.. _jobs.Values.Where(j => j.IsRunning).Select(j => j.Staged.Id)];
        }
    }

    /// <summary>Once its refusal or its failure has been shown, the file can be confirmed again.</summary>
    public void Forget(long id)
    {
        lock (_gate)
        {
            _jobs.Remove(id);
        }
    }
}
