using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinfeng.Kernel;

namespace Yinfeng.Lights;

/// <summary>Records the history of lights: when the server starts, when a day has begun, and after changes once they have come to rest.</summary>
internal sealed class RecordLightsJob(RecordLights record, LightStore store, TimeProvider clock, ILogger<RecordLightsJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (recorded, seen, day) = (-1L, -1L, DateOnly.MinValue);
        while (!stoppingToken.IsCancellationRequested)
        {
            var (noted, today) = (store.Noted, BusinessTime.Today(clock));
            if (today != day || (noted != recorded && noted == seen)) // Nothing new since the last look: whoever was entering figures has paused.
            {
                try
                {
                    await record.RunAsync(stoppingToken);
                    (recorded, day) = (noted, today);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.LogError(e, "Recording the history of lights failed; it is tried again in {Pause}.", Pause);
                }
            }
            seen = noted;
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }
}
