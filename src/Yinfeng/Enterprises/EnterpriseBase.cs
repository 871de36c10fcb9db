using Microsoft.Extensions.Hosting;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Search;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>What one committed write changed in the base.</summary>
/// <param name="Before">Null at the first load, and where everything was read afresh: row numbers start anew.</param>
/// <param name="Rows">Rows of <paramref name="After"/> that are new or changed; empty where everything is.</param>
/// <param name="Indexes">Of all names of <paramref name="After"/>, where an earlier command kept them.</param>
public sealed record EnterpriseChange(EnterpriseColumns? Before, EnterpriseColumns After, IReadOnlyList<int> Rows, IReadOnlyList<NameIndex>? Indexes = null);

/// <summary>Every company in memory, read at first use and then kept current with every committed write.</summary>
/// <remarks>Readers take a snapshot and never wait for writers. Whoever keeps something made of the names (a search index) follows with
/// <see cref="Follow"/> and is told before the writer answers.</remarks>
public sealed class EnterpriseBase : IDisposable
{
    private const int MostAlone = 2_000;
    private readonly EnterpriseLoad _load;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly List<Action<EnterpriseChange>> _followers = [];
    private readonly SavedEnterprises? _saved;
    private volatile EnterpriseColumns? _columns;
    private IReadOnlyList<NameIndex>? _indexes; // Of the columns, until something changes.
    private SavedMoment? _moment; // Of the store that the columns were read from, until something changes.

    public EnterpriseBase(Database database, ChangeFeed feed) : this(database, feed, null)
    {
    }

    internal EnterpriseBase(Database database, ChangeFeed feed, SavedEnterprises? saved)
    {
        (_load, _saved) = (new EnterpriseLoad(database), saved);
        feed.Subscribe(OnCommittedAsync);
    }

    /// <summary>The base as it is now; loads it when nobody has asked before.</summary>
    public async ValueTask<EnterpriseColumns> NowAsync(CancellationToken ct)
    {
        if (_columns is { } columns)
        {
            return columns;
        }
        await _gate.WaitAsync(ct);
        try
        {
            if (_columns is null)
            {
                await LoadAsync(ct);
            }
            return _columns!;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Keeps the base and its indexes for the next command, unless they were kept before or are not what the store holds.</summary>
    public async Task KeepAsync(EnterpriseColumns columns, IReadOnlyList<NameIndex> indexes, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_saved is { } saved && _moment is { } moment && _indexes is null && columns.Count > 0 && ReferenceEquals(columns, _columns)
                && await saved.MomentAsync(ct) is { } now && await saved.HoldsAsync(moment, now, ct))
            {
                saved.Write(moment, columns, indexes);
                _indexes = indexes;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var moment = _saved is null ? null : await _saved.MomentAsync(ct); // Before reading: a write meanwhile makes it the moment of something else.
        var kept = moment is null ? null : await _saved!.ReadAsync(moment, ct);
        Publish(null, kept?.Columns ?? await _load.AllAsync(ct), []);
        (_indexes, _moment) = (kept?.Indexes, kept?.Moment ?? moment);
    }

    /// <summary>Calls back with everything now, if it is loaded, and with every change from then on; one call at a time.</summary>
    public async Task FollowAsync(Action<EnterpriseChange> follower, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            _followers.Add(follower);
            if (_columns is { } columns)
            {
                follower(new(null, columns, [], _indexes));
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task OnCommittedAsync(ChangeSet changes, CancellationToken ct)
    {
        if (changes.EnterpriseIds.Count == 0 && changes.Enterprises.Count == 0 && !changes.AllEnterprises)
        {
            return;
        }
        await _gate.WaitAsync(ct); // A load under way may have missed this change: wait for it, then follow.
        try
        {
            if (_columns is { } before)
            {
                await ApplyAsync(before, changes, ct);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task ApplyAsync(EnterpriseColumns before, ChangeSet changes, CancellationToken ct)
    {
        if (changes.AllEnterprises || changes.EnterpriseIds.Count > MostAlone)
        {
            Publish(null, await _load.AllAsync(ct), []);
            return;
        }
        var after = before;
        var rows = new List<int>();
        List<EnterpriseFacts> facts = changes.EnterpriseIds.Count == 0 ? [] : await _load.SomeAsync(changes.EnterpriseIds, ct);
        if (changes.EnterprisesGrown?.Invoke() is { } grown && ReferenceEquals(grown.From, before))
        {
            after = grown.To;
            if (_followers.Count > 0)
            {
                rows.AddRange(Enumerable.Range(before.Count, after.Count - before.Count));
            }
        }
        else
        {
            facts.AddRange(changes.Enterprises);
        }
        if (after.CanTake(facts))
        {
            Publish(before, facts.Count == 0 ? after : after.With(facts, rows), rows);
        }
        else
        {
            Publish(null, await _load.AllAsync(ct), []);
        }
    }

    private void Publish(EnterpriseColumns? before, EnterpriseColumns after, IReadOnlyList<int> rows)
    {
        foreach (var follower in _followers)
        {
            follower(new(before, after, rows));
        }
        (_columns, _indexes, _moment) = (after, null, null);
    }

    public void Dispose() => _gate.Dispose();
}

/// <summary>Reads and indexes the base when the server starts, so that nobody waits for it later.</summary>
internal sealed class WarmEnterprises(EnterpriseSearch search) : BackgroundService
{
    private const int Many = 100_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // Beside the start, not in its way.
        var names = (await search.NowAsync(stoppingToken)).Today;
        await names.Main;
        if (names.Names.Count > Many)
        {
            // Several times what stays was needed on the way, and nothing that comes later would have it collected soon.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
