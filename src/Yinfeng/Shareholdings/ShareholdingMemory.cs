using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Shareholdings;

/// <summary>The shareholdings in memory: read at the first question and again when a file was taken in or a day has passed.</summary>
internal sealed class ShareholdingMemory : IDisposable
{
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly FollowedMemory<Holdings> _held = new();

    public ShareholdingMemory(Database database, ChangeFeed feed, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        feed.Subscribe((changes, _) =>
        {
            if (changes.Shareholdings)
            {
                _held.Note([], afresh: true);
            }
            return Task.CompletedTask;
        });
    }

    /// <param name="on">As the lists stood on this day; null for today.</param>
    public async ValueTask<Holdings> HoldingsAsync(DateOnly? on, CancellationToken ct)
    {
        var today = new LedgerDate(BusinessTime.Today(_clock)).Ymd;
        var holdings = _held.Current ?? await _held.CatchUpAsync((_, _, token) => LoadAsync(today, token), ct);
        if (holdings.Day != today)
        {
            _held.Note([], afresh: true);
            holdings = await _held.CatchUpAsync((_, _, token) => LoadAsync(today, token), ct);
        }
        return on is { } day && new LedgerDate(day).Ymd != today ? holdings.On(new LedgerDate(day).Ymd) : holdings;
    }

    private async Task<Holdings> LoadAsync(int day, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        return await Holdings.LoadAsync(connection, day, ct);
    }

    public void Dispose() => _held.Dispose();
}
