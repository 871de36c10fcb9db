using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>The ledger list in memory: read at first use, then kept up with every committed change.</summary>
/// <remarks>A write only notes which projects it touched; the next read loads those and swaps in a new snapshot, so writers never
/// wait for the list and whoever wrote reads their own write.</remarks>
internal sealed class LedgerIndex : IDisposable
{
    private readonly LedgerLoad _load;
    private readonly UnitDirectory _units;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly Lock _noting = new();
    private HashSet<long> _touched = [];
    private bool _afresh = true;
    private long _noted = 1;
    private long _held;
    private volatile LedgerColumns? _columns;

    public LedgerIndex(Database database, UnitDirectory units, ChangeFeed feed, TimeProvider clock)
    {
        _load = new LedgerLoad(database, clock);
        _units = units;
        feed.Subscribe((changes, _) =>
        {
            Note(changes);
            return Task.CompletedTask;
        });
    }

    /// <summary>The snapshot that holds every committed change.</summary>
    public async ValueTask<LedgerColumns> ColumnsAsync(CancellationToken ct)
    {
        var tree = await _units.TodayAsync(ct);
        return Volatile.Read(ref _held) == Volatile.Read(ref _noted) && _columns is { } columns && ReferenceEquals(columns.Tree, tree) ? columns : await CatchUpAsync(tree, ct);
    }

    private void Note(ChangeSet changes)
    {
        if (changes.ProjectIds.Count == 0 && !changes.Everything && !changes.Units)
        {
            return;
        }
        lock (_noting)
        {
            _touched.UnionWith(changes.ProjectIds);
            _afresh |= changes.Everything || changes.Units || _touched.Count > 2_000;
            _noted++;
        }
    }

    private async Task<LedgerColumns> CatchUpAsync(UnitTree tree, CancellationToken ct)
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
                _columns = await NextAsync(tree, touched, afresh, ct);
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
            return _columns!;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<LedgerColumns> NextAsync(UnitTree tree, HashSet<long> touched, bool afresh, CancellationToken ct)
    {
        if (!afresh && _columns is { } known && ReferenceEquals(known.Tree, tree))
        {
            if (touched.Count == 0)
            {
                return known;
            }
            var rows = await _load.RowsAsync(touched, tree, ct);
            if (rows.Count == touched.Count)
            {
                return known.With(rows);
            }
        }
        return new LedgerColumns(tree, await _load.RowsAsync(null, tree, ct)); // Also when a project is gone.
    }

    public void Dispose() => _loading.Dispose();
}
