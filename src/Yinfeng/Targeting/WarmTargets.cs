using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yinfeng.Access;
using Yinfeng.Chains;
using Yinfeng.Enterprises;
using Yinfeng.Gaps;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Targeting;

/// <summary>Learns, back-tests and recognises the companies of every chain when the server starts and after the base has changed, so that nobody who
/// asks for a list waits for it.</summary>
/// <remarks>Only for an office that works with chains (somebody is in charge of one, or advice was taken) or once anybody has asked: it costs
/// minutes of processor and, while it learns, several times the memory of the base.</remarks>
internal sealed partial class WarmTargets(Database database, EnterpriseBase companies, BaseDrift drift, BaseEnd end, OpeningOutlook outlooks,
    TrackRecords records, ChainShelf chains, MemberShelf shelf, TargetQueries targets, UnitDirectory units, IOptions<JsonOptions> json,
    TimeProvider clock, ILogger<WarmTargets> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10), Rest = TimeSpan.FromMinutes(10);
    private static readonly Viewer Nobody = Viewer.Product("warm-targets", "系统");
    private long _made = -1, _seen = -1;
    private DateTimeOffset _at;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // Beside the start, not in its way.
        using var timer = new PeriodicTimer(Look, clock);
        do
        {
            try
            {
                if (outlooks.IsAsked || await IsUsedAsync(stoppingToken))
                {
                    await FollowAsync(stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotPrepared(log, Rest, e); // The server goes on without; whoever asks is told.
                await Task.Delay(Rest, clock, stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        await companies.NowAsync(ct);
        var moved = await drift.NowAsync(ct);
        // Not amid an import; and a few changes by hand can wait.
        var settled = _made < 0 || moved == _seen;
        if (moved != _made && settled && (_made < 0 || clock.GetUtcNow() - _at >= Rest || !await drift.IsLittleAsync(_made, ct)))
        {
            await WarmAsync(ct);
            (_made, _at) = (moved, clock.GetUtcNow());
        }
        else if (moved != _seen)
        {
            await shelf.MembersAsync(chains.Templates[0], ct); // Carries all chains on.
        }
        _seen = moved;
    }

    private async Task<bool> IsUsedAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<ChainCharge>().AnyAsync(ct) || await db.Set<Advice>().AnyAsync(ct);
    }

    private async Task WarmAsync(CancellationToken ct)
    {
        if ((await companies.NowAsync(ct)).Count == 0)
        {
            return;
        }
        var day = await end.DayAsync(ct);
        var outlook = await outlooks.AsOfAsync(day, null, ct);
        await records.RenewAsync(day, ct);
        var tree = await units.TodayAsync(ct);
        var city = Enumerable.Range(0, outlook.State.Cities.Count).Select(c => $"{outlook.State.Cities.Adcode(c)}").FirstOrDefault(c => GapPlace.Find(Nobody, tree, c).Allowed);
        foreach (var chain in await chains.AllAsync(Nobody, null, BusinessTime.Today(clock), ct))
        {
            await shelf.OfAsync(chain, day, int.MaxValue, ct);
            if ((await targets.OfAsync(Nobody, new TargetQuestion(chain.Id, null, city), ct)).Value is { } list)
            {
                await JsonSerializer.SerializeAsync(Stream.Null, TargetListJson.Of(list), json.Value.SerializerOptions, ct);
            }
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true); // Learning leaves more behind than it keeps.
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Targets could not be prepared; it is tried again in {Rest}.")]
    private static partial void NotPrepared(ILogger log, TimeSpan rest, Exception cause);
}
