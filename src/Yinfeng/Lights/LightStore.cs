using Yinfeng.Persistence;

namespace Yinfeng.Lights;

/// <summary>The rows of all projects at one moment.</summary>
internal sealed record LightMemory(LightRow[] Rows, Dictionary<long, int> RowOf, CoverageMonths Coverage);

/// <summary>What lights look at, in memory: read when first asked for, then kept up with every committed change.</summary>
public sealed class LightStore : IDisposable
{
    private readonly LightLoad _load;
    private readonly FollowedMemory<LightMemory> _memory = new();

    public LightStore(Database database, LightRuleBook book, ChangeFeed feed)
    {
        _load = new LightLoad(database, book);
        feed.Subscribe((changes, _) =>
        {
            if (!changes.IsEmpty)
            {
                _memory.Note(changes.ProjectIds, changes.Everything);
            }
            return Task.CompletedTask;
        });
    }

    /// <summary>The snapshot that holds every committed change.</summary>
    internal async ValueTask<LightMemory> NowAsync(CancellationToken ct) => _memory.Current ?? await _memory.CatchUpAsync(NextAsync, ct);

    /// <summary>Grows with every change that may alter a light: whoever remembers it can tell whether anything happened since.</summary>
    internal long Noted => _memory.Noted;

    private async Task<LightMemory> NextAsync(LightMemory? known, IReadOnlyCollection<long> touched, CancellationToken ct)
    {
        if (known is not null)
        {
            if (touched.Count == 0)
            {
                return known;
            }
            var changed = await _load.RowsAsync(touched, null, ct);
            if (changed.Count == touched.Count)
            {
                return With(known, changed);
            }
        }
        var coverage = new CoverageMonths();
        var rows = await _load.RowsAsync(null, coverage, ct); // Also when a project is gone.
        coverage.Close(await _load.LedgersAsync(ct));
        LightRow[] all = [.. rows];
        return new LightMemory(all, Index(all), coverage);
    }

    private static LightMemory With(LightMemory known, List<LightRow> changed)
    {
        var fresh = changed.Where(r => !known.RowOf.ContainsKey(r.Id)).ToList();
        LightRow[] rows = [.. known.Rows, .. fresh];
        foreach (var row in changed)
        {
            if (known.RowOf.TryGetValue(row.Id, out var at))
            {
                rows[at] = row;
            }
        }
        return new LightMemory(rows, fresh.Count == 0 ? known.RowOf : Index(rows), known.Coverage);
    }

    private static Dictionary<long, int> Index(LightRow[] rows)
    {
        var index = new Dictionary<long, int>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            index[rows[i].Id] = i;
        }
        return index;
    }

    public void Dispose() => _memory.Dispose();
}
