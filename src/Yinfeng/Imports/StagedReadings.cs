using System.Collections.Concurrent;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>How far the reading of a staged file is.</summary>
/// <param name="Share">0 to 1, while it runs.</param>
/// <param name="Refused">Why the whole file is refused.</param>
/// <param name="Preview">What would be stored; null until read.</param>
internal sealed record StagedReading(double Share, Decision? Refused, ImportOutcome? Preview);

/// <summary>Reads staged files in the background, so that a page never waits for a long file; keeps the last few in memory.</summary>
/// <remarks>A reading names stored projects, so that each scope has its own. What is dropped, or lost with the process, is read again when somebody comes back to it.</remarks>
internal sealed class StagedReadings(StagedImports staging, ReadLedger reader, ImportLedger importer, UnitDirectory units)
{
    private const int MostKept = 6;
    private readonly ConcurrentDictionary<(long Id, ViewScope Scope), Job> _jobs = new();

    /// <summary>The state of the file's reading; starts it where there is none.</summary>
    /// <param name="patience">How long to wait for a short file before answering that it still runs.</param>
    public async Task<StagedReading> StateAsync(Viewer viewer, StagedImport staged, TimeSpan patience, CancellationToken ct)
    {
        var job = _jobs.GetOrAdd((staged.Id, viewer.Scope), _ => Start(viewer, staged));
        job.SeenAt = Environment.TickCount64;
        await Task.WhenAny(job.Done, Task.Delay(patience, ct));
        return job.Done.IsCompleted ? await job.Done : new StagedReading(job.Share, null, null);
    }

    /// <summary>Forgets the reading, because mapping, corrections or decisions changed.</summary>
    public void Forget(long id)
    {
        foreach (var key in _jobs.Keys.Where(k => k.Id == id))
        {
            _jobs.TryRemove(key, out _);
        }
    }

    private Job Start(Viewer viewer, StagedImport staged)
    {
        foreach (var old in _jobs.Where(j => j.Value.Done.IsCompleted).OrderByDescending(j => j.Value.SeenAt).Skip(MostKept - 1))
        {
            _jobs.TryRemove(old.Key, out _);
        }
        var job = new Job();
        job.Done = Task.Run(() => ReadAsync(viewer, staged, job));
        return job;
    }

    private async Task<StagedReading> ReadAsync(Viewer viewer, StagedImport staged, Job job)
    {
        var read = await reader.RunAsync(staging.FileOf(staged), staged.UnitId, staged.Year, staged.Mapping, null, job, CancellationToken.None, canAsk: true);
        if (!read.Allowed)
        {
            return new StagedReading(1, read, null);
        }
        await CorrectAsync(staged, read.Value!);
        var preview = await importer.RunAsync(viewer, Request(staged, read.Value!, dryRun: true), CancellationToken.None);
        return preview.Allowed ? new StagedReading(1, null, preview.Value) : new StagedReading(1, preview, null);
    }

    /// <summary>What is stored when the clerk confirms.</summary>
    public ImportRequest Request(StagedImport staged, LedgerReading reading, bool dryRun) =>
        new(staging.FileOf(staged), reading, staged.UnitId, staged.Year, dryRun, staged.DecisionsByPlace(), staged.TemplateName);

    private async Task CorrectAsync(StagedImport staged, LedgerReading reading)
    {
        if (staged.Corrections.Count == 0)
        {
            return;
        }
        var correct = new CorrectRow(await units.TodayAsync(CancellationToken.None), staged.UnitId);
        var rows = reading.Rows.ToDictionary(r => r.Place);
        foreach (var correction in staged.Corrections)
        {
            if (rows.TryGetValue(new RowPlace(correction.Sheet, correction.Row), out var row))
            {
                correct.Apply(row, correction);
            }
        }
    }

    private sealed class Job : IProgress<double>
    {
        private double _share;
        public Task<StagedReading> Done { get; set; } = Task.FromException<StagedReading>(new InvalidOperationException("Not started."));
        public long SeenAt { get; set; } = Environment.TickCount64;
        public double Share => Volatile.Read(ref _share);
        public void Report(double value) => Volatile.Write(ref _share, value);
    }
}
