using Microsoft.Extensions.Hosting;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>What one committed write changed in the base.</summary>
/// <param name="Before">Null at the first load, and where everything was read afresh: row numbers start anew.</param>
/// <param name="Rows">Rows of <paramref name="After"/> that are new or changed; empty where everything is.</param>
public sealed record EnterpriseChange(EnterpriseColumns? Before, EnterpriseColumns After, IReadOnlyList<int> Rows);

/// <summary>Every company in memory, read at first use and then kept current with every committed write.</summary>
/// <remarks>Readers take a snapshot and never wait for writers. Whoever keeps something made of the names (a search index) follows with
/// <see cref="Follow"/> and is told before the writer answers.</remarks>
public sealed class EnterpriseBase : IDisposable
{
    private const int MostAlone = 2_000;
    private readonly EnterpriseLoad _load;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly List<Action<EnterpriseChange>> _followers = [];
    private volatile EnterpriseColumns? _columns;

    public EnterpriseBase(Database database, ChangeFeed feed)
    {
        _load = new EnterpriseLoad(database);
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
                Publish(null, await _load.AllAsync(ct), []);
            }
            return _columns!;
        }
        finally
        {
            _gate.Release();
        }
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
                follower(new(null, columns, []));
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
        var facts = changes.EnterpriseIds.Count == 0 ? changes.Enterprises
            : [.. changes.Enterprises, .. await _load.SomeAsync(changes.EnterpriseIds, ct)];
        if (before.CanTake(facts))
        {
            var rows = new List<int>(facts.Count);
            Publish(before, before.With(facts, rows), rows);
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
        _columns = after;
    }

    public void Dispose() => _gate.Dispose();
}

/// <summary>Reads the base when the server starts, so that nobody waits for it later.</summary>
internal sealed class WarmEnterprises(EnterpriseBase companies) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // Beside the start, not in its way.
        await companies.NowAsync(stoppingToken);
    }
}
