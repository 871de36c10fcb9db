using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Yinfeng.Notices;

/// <summary>From half past eight (Shanghai) on each day the reminders, and every minute the outbox.</summary>
internal sealed class RemindersJob(RemindPeople remind, SendLetters send, TimeProvider clock, ILogger<RemindersJob> log) : BackgroundService
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8), From = new(8, 30, 0), Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (clock.GetUtcNow().ToOffset(Shanghai).TimeOfDay >= From)
                {
                    await remind.RunAsync(stoppingToken);
                }
                await send.RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Reminders failed; the next minute tries again"); // One bad minute must not end all reminders.
            }
        }
    }
}
