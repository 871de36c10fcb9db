using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinfeng.Persistence;

namespace Yinfeng.Industries;

/// <summary>Judges the companies of the base again once corrections have come to rest.</summary>
internal sealed class ReclassifyJob : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly ReclassifyCompanies _reclassify;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReclassifyJob> _log;
    private int _corrected;

    public ReclassifyJob(ReclassifyCompanies reclassify, ChangeFeed feed, TimeProvider clock, ILogger<ReclassifyJob> log)
    {
        (_reclassify, _clock, _log) = (reclassify, clock, log);
        feed.Subscribe((changes, _) =>
        {
            Interlocked.Add(ref _corrected, changes.Industries ? 1 : 0);
            return Task.CompletedTask;
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // Beside the start, not in its way.
        var (done, seen) = (await _reclassify.IsOwedAsync(stoppingToken) ? -1 : 0, 0);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, _clock, stoppingToken);
            var corrected = Volatile.Read(ref _corrected);
            var rests = corrected == seen;
            seen = corrected;
            if (done == corrected || !rests)
            {
                continue;
            }
            try
            {
                await _reclassify.RunAsync(stoppingToken);
                done = corrected;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _log.LogError(e, "Judging companies again failed; it is tried again in {Pause}.", Pause);
            }
        }
    }
}
