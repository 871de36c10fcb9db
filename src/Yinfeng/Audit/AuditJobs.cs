using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinfeng.Kernel;

namespace Yinfeng.Audit;

/// <summary>Signs a checkpoint when a day has begun, if the log grew since the last one.</summary>
internal sealed class DailyCheckpoint(SignCheckpoint sign, AuditQueries queries, AuditCheckpoints checkpoints, TimeProvider clock,
    ILogger<DailyCheckpoint> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Signing the day's checkpoint failed; it is tried again in {Pause}.", Pause);
            }
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    /// <returns>Whether one was due.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var last = await queries.LastAsync(ct);
        // The entry that names the last checkpoint stands behind it: a log of one more entry says nothing new.
        var isDue = last is null || (BusinessTime.DayOf(last.AtUtc) < BusinessTime.Today(clock) && (await checkpoints.NowAsync(ct)).Size > last.Size + 1);
        if (isDue)
        {
            await sign.RunAsync(SignCheckpoint.Clerk, "daily", ct);
        }
        return isDue;
    }
}
