using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinfeng.Persistence;

namespace Yinfeng.Resolving;

/// <summary>Looks up new investors soon after they were written, and all of them when the server starts and when the base has changed and come to rest.</summary>
internal sealed class MatchInvestorsJob : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly MatchInvestors _match;
    private readonly TimeProvider _clock;
    private readonly ILogger<MatchInvestorsJob> _log;
    private int _written, _base = 1;

    public MatchInvestorsJob(MatchInvestors match, ChangeFeed feed, TimeProvider clock, ILogger<MatchInvestorsJob> log)
    {
        (_match, _clock, _log) = (match, clock, log);
        feed.Subscribe((changes, _) =>
        {
            if (changes.Everything || (changes.ProjectIds.Count > 0 && changes.OnlyMonth is null))
            {
                Interlocked.Increment(ref _written);
            }
            if (changes.AllEnterprises || changes.Enterprises.Count + changes.EnterpriseIds.Count > 0)
            {
                Interlocked.Increment(ref _base);
            }
            return Task.CompletedTask;
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (written, matched, seen) = (0, 0, 0);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, _clock, stoppingToken);
            var (writes, changes) = (Volatile.Read(ref _written), Volatile.Read(ref _base));
            var all = changes != matched && changes == seen; // An import into the base changes it a thousand times.
            seen = changes;
            if (!all && writes == written)
            {
                continue;
            }
            try
            {
                await _match.RunAsync(all, stoppingToken);
                (written, matched) = (writes, all ? changes : matched);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _log.LogError(e, "Matching investors failed; it is tried again in {Pause}.", Pause);
            }
        }
    }
}
