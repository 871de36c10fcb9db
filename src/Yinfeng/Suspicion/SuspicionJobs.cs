using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Suspicion;

/// <summary>Once a month, from the day of the rules on, looks at the month before in every city that has projects.</summary>
internal sealed class SuspicionJob(RunSuspicion run, Database database, UnitDirectory units, SuspicionRules rules, TimeProvider clock,
    ILogger<SuspicionJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken); // Whoever has just started the server is served first.
            try
            {
                await DueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Looking at last month's figures failed; it is tried again in {Pause}.", Pause);
            }
        }
    }

    /// <summary>Runs what is due today.</summary>
    /// <returns>How many cities were looked at.</returns>
    public async Task<int> DueAsync(CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        var period = YearMonth.Of(today).AddMonths(-1);
        if (today.Day < rules.On(today).RunDay)
        {
            return 0;
        }
        var tree = await units.TodayAsync(ct);
        List<long> cities;
        await using (var db = database.OpenRead())
        {
            var done = db.Set<SuspicionRun>().Where(r => r.Period == period).Select(r => r.UnitId);
            cities = await db.Set<Project>().Select(p => p.CityId).Distinct().Where(c => !done.Contains(c)).ToListAsync(ct);
        }
        var looked = 0;
        foreach (var city in cities.Order())
        {
            if (tree.Find(city) is { } node)
            {
                await run.RunAsync(Viewer.Product("suspicion", "疑点检验"), node.Code, period, ct);
                looked++;
            }
        }
        return looked;
    }
}
