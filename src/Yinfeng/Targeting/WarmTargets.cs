using Microsoft.Extensions.Hosting;
using Yinfeng.Enterprises;

namespace Yinfeng.Targeting;

/// <summary>Learns and back-tests when the server starts, so that the first list does not wait for it.</summary>
internal sealed class WarmTargets(EnterpriseBase companies, BaseEnd end, OpeningOutlook outlooks, TrackRecords records) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // Beside the start, not in its way.
        if ((await companies.NowAsync(stoppingToken)).Count > 0)
        {
            var day = await end.DayAsync(stoppingToken);
            await outlooks.AsOfAsync(day, null, stoppingToken);
            await records.OfAsync(day, 0, stoppingToken);
        }
    }
}
