using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Units;

/// <summary>The unit tree in memory, for today and for any past day; follows every committed change.</summary>
public sealed class UnitDirectory
{
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly Lock _swap = new();
    private volatile Loaded? _loaded;
    private int _version;

    public UnitDirectory(Database database, ChangeFeed feed, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        feed.Subscribe((changes, _) =>
        {
            if (changes.Units || changes.Everything)
            {
                lock (_swap)
                {
                    _version++;
                    _loaded = null;
                }
            }
            return Task.CompletedTask;
        });
    }

    /// <summary>The tree of today.</summary>
    public Task<UnitTree> TodayAsync(CancellationToken ct) => OnAsync(BusinessTime.Today(_clock), ct);

    /// <summary>The tree as it stood on a day; days without a change between them share one snapshot.</summary>
    public async Task<UnitTree> OnAsync(DateOnly day, CancellationToken ct)
    {
        var loaded = _loaded ?? await LoadedAsync(ct);
        var since = loaded.ChangeDays.LastOrDefault(d => d <= day, loaded.ChangeDays[0]);
        return loaded.Trees.GetOrAdd(since, d => new UnitTree(d, loaded.Kinds, loaded.Versions));
    }

    /// <summary>The days on which the tree changed, first to last; the first is the start of the reference data.</summary>
    public async Task<IReadOnlyList<DateOnly>> ChangeDaysAsync(CancellationToken ct) =>
        (_loaded ?? await LoadedAsync(ct)).ChangeDays;

    /// <summary>All trees there ever were and are known to come.</summary>
    public async Task<UnitHistory> HistoryAsync(CancellationToken ct)
    {
        var trees = new List<UnitTree>();
        foreach (var day in await ChangeDaysAsync(ct))
        {
            trees.Add(await OnAsync(day, ct));
        }
        return new UnitHistory(trees);
    }

    /// <summary>Reads the tree, and again when it changed meanwhile: what was read before a change must not be kept after it.</summary>
    private async Task<Loaded> LoadedAsync(CancellationToken ct)
    {
        while (true)
        {
            var version = Volatile.Read(ref _version);
            var loaded = await LoadAsync(ct);
            lock (_swap)
            {
                if (version == _version)
                {
                    return _loaded = loaded;
                }
            }
        }
    }

    private async Task<Loaded> LoadAsync(CancellationToken ct)
    {
        await using var db = _database.OpenRead();
        var kinds = await db.Set<Unit>().ToDictionaryAsync(u => u.Id, u => u.Kind, ct);
        var versions = await db.Set<UnitVersion>().ToListAsync(ct);
        DateOnly[] days = [.. versions.Select(v => v.ValidFrom).Distinct().Order()];
        return new Loaded(kinds, versions, days.Length == 0 ? [DateOnly.MinValue] : days, new());
    }

    private sealed record Loaded(Dictionary<long, UnitKind> Kinds, List<UnitVersion> Versions, DateOnly[] ChangeDays,
        ConcurrentDictionary<DateOnly, UnitTree> Trees);
}
