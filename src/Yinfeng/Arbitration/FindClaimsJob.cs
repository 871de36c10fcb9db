using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Arbitration;

/// <summary>Looks for double claims: among all records when a day has begun, among those that changed once changes have come to rest.</summary>
internal sealed class FindClaimsJob : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly RecordDoubleClaims _record;
    private readonly TimeProvider _clock;
    private readonly ILogger<FindClaimsJob> _log;
    private readonly Lock _noting = new();
    private HashSet<long> _changed = [];
    private bool _all = true;

    public FindClaimsJob(RecordDoubleClaims record, ChangeFeed feed, TimeProvider clock, ILogger<FindClaimsJob> log)
    {
        (_record, _clock, _log) = (record, clock, log);
        feed.Subscribe((changes, _) =>
        {
            lock (_noting)
            {
                _changed.UnionWith(changes.ProjectIds);
                _all |= changes.Everything || _changed.Count > 5_000;
            }
            return Task.CompletedTask;
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (day, waiting, leads) = (DateOnly.MinValue, 0, _clock.GetUtcNow().UtcDateTime);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, _clock, stoppingToken);
            var today = BusinessTime.Today(_clock);
            var (all, ids) = Take(today != day, ref waiting);
            var now = _clock.GetUtcNow().UtcDateTime;
            ids.AddRange(await _record.LeadsSinceAsync(leads, stoppingToken)); // Writes do not name the leads they touch.
            if (!all && ids.Count == 0)
            {
                continue;
            }
            try
            {
                await _record.RunAsync(null, all ? null : ids, stoppingToken);
                (day, leads) = (today, now);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                lock (_noting)
                {
                    _all |= all;
                    _changed.UnionWith(ids.Where(i => i.Kind == MatterKind.Project).Select(i => i.Id));
                }
                _log.LogError(e, "Looking for double claims failed; it is tried again in {Pause}.", Pause);
            }
        }
    }

    /// <summary>What to look at now; nothing while changes still come in.</summary>
    private (bool All, List<MatterId> Ids) Take(bool newDay, ref int waiting)
    {
        lock (_noting)
        {
            var count = _changed.Count;
            if (!newDay && (count != waiting || (count == 0 && !_all)))
            {
                waiting = count;
                return (false, []);
            }
            var taken = (_all || newDay, _changed.Select(id => new MatterId(MatterKind.Project, id)).ToList());
            (_changed, _all, waiting) = ([], false, 0);
            return taken;
        }
    }
}
