using Yinfeng.Persistence;

namespace Yinfeng.Lights;

/// <summary>The rows of all projects at one moment.</summary>
internal sealed record LightMemory(LightRow[] Rows, Dictionary<long, int> RowOf, CoverageMonths Coverage);

/// <summary>What lights look at, in memory: read when first asked for, then kept up with every committed change.</summary>
/// <remarks>A write only notes which projects it touched; the next read loads those and swaps in a new snapshot.</remarks>
public sealed class LightStore : IDisposable
{
    private const int MostAlone = 2_000;
    private readonly LightLoad _load;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly Lock _noting = new();
    private HashSet<long> _touched = [];
    private bool _afresh = true;
    private long _noted = 1;
    private long _held;
    private volatile LightMemory? _memory;

    public LightStore(Database database, LightRuleBook book, ChangeFeed feed)
    {
        _load = new LightLoad(database, book);
        feed.Subscribe((changes, _) =>
        {
            Note(changes);
            return Task.CompletedTask;
        });
    }

    /// <summary>The snapshot that holds every committed change.</summary>
    internal async ValueTask<LightMemory> NowAsync(CancellationToken ct) =>
        Volatile.Read(ref _held) == Volatile.Read(ref _noted) && _memory is { } memory ? memory : await CatchUpAsync(ct);

    /// <summary>Grows with every change that may alter a light: whoever remembers it can tell whether anything happened since.</summary>
    internal long Noted => Volatile.Read(ref _noted);

    private void Note(ChangeSet changes)
    {
        if (changes.IsEmpty)
        {
            return;
        }
        lock (_noting)
        {
            _touched.UnionWith(changes.ProjectIds);
            _afresh |= changes.Everything || _touched.Count > MostAlone;
            _noted++;
        }
    }

    private async Task<LightMemory> CatchUpAsync(CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            HashSet<long> touched;
            bool afresh;
            long upTo;
            lock (_noting)
            {
                (touched, afresh, upTo) = (_touched, _afresh, _noted);
                (_touched, _afresh) = ([], false);
            }
            try
            {
                _memory = await NextAsync(touched, afresh, ct);
                Volatile.Write(ref _held, upTo);
            }
            catch
            {
                lock (_noting) // Not read after all: read it next time.
                {
                    _touched.UnionWith(touched);
                    _afresh |= afresh;
                }
                throw;
            }
            return _memory;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<LightMemory> NextAsync(HashSet<long> touched, bool afresh, CancellationToken ct)
    {
        if (!afresh && _memory is { } known)
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
        return new LightMemory([.. rows], Index(rows), coverage);
    }

    private static LightMemory With(LightMemory known, List<LightRow> changed)
    {
        var rows = new List<LightRow>(known.Rows);
        var fresh = changed.Where(r => !known.RowOf.ContainsKey(r.Id)).ToList();
        foreach (var row in changed.Except(fresh))
        {
            rows[known.RowOf[row.Id]] = row;
        }
        rows.AddRange(fresh);
        return new LightMemory([.. rows], fresh.Count == 0 ? known.RowOf : Index(rows), known.Coverage);
    }

    private static Dictionary<long, int> Index(List<LightRow> rows)
    {
        var index = new Dictionary<long, int>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            index[rows[i].Id] = i;
        }
        return index;
    }

    public void Dispose() => _loading.Dispose();
}
