using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Puts leads that nobody followed up in time into the pool (超期收回): the first report protects only while it is followed up.</summary>
internal sealed class RecycleLeads(Writer writer, Database database, UnitDirectory units, LeadRules rules, TimeProvider clock)
{
    private static readonly Viewer Job = Viewer.Product("leads", "线索超期收回");

    /// <returns>How many leads went to the pool.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (today, tree) = (BusinessTime.Today(clock), await units.TodayAsync(ct));
        await using (var db = database.OpenRead())
        {
            if (!await db.Set<Lead>().AnyAsync(l => l.Status == LeadStatus.Open && (l.NextOn == null || l.NextOn < today), ct))
            {
                return 0;
            }
        }
        var done = await writer.RunAsync(Job, Rights.None, async work =>
        {
            var recycled = 0;
            foreach (var lead in await work.Db.Set<Lead>().Where(l => l.Status == LeadStatus.Open && (l.NextOn == null || l.NextOn < today)).ToListAsync(ct))
            {
                if (lead.NextOn is not { } due)
                {
                    lead.NextOn = today.AddDays(rules.Days(lead.Grade, today)); // From before there were deadlines: the first one begins now.
                    lead.Version++;
                    work.Audit("lead.deadline", $"lead:{lead.Id}", new { next = lead.NextOn });
                }
                else if (due.AddDays(rules.PoolAfter(tree, lead.UnitId, today)) < today)
                {
                    var reason = $"应于 {due:yyyy-MM-dd} 前跟进，超期 {lead.LateDays(today)} 天";
                    PoolLead.Put(lead, reason);
                    lead.Version++;
                    recycled++;
                    LeadSteps.Add(work, lead, LeadAct.Pooled, reason);
                    work.Audit("lead.recycle", $"lead:{lead.Id}", new { reason, unit = lead.UnitId });
                }
            }
            return work.Db.ChangeTracker.HasChanges() ? Decision<int>.Allow(recycled) : Decision<int>.Refuse("lead.none-late", "", "没有要收回的线索。");
        }, ct);
        return done.Value;
    }
}

/// <summary>Looks when the server starts and every hour.</summary>
internal sealed partial class RecycleLeadsJob(RecycleLeads recycle, TimeProvider clock, ILogger<RecycleLeadsJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await recycle.RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, e);
            }
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Late leads were not put into the pool; it is tried again in an hour.")]
    private static partial void Failed(ILogger log, Exception cause);
}
