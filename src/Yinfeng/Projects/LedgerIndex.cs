using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>The ledger list in memory: read at first use, then kept up with every committed change.</summary>
internal sealed class LedgerIndex : IDisposable
{
    private readonly LedgerLoad _load;
    private readonly UnitDirectory _units;
    private readonly FollowedMemory<LedgerColumns> _columns = new();

    public LedgerIndex(Database database, UnitDirectory units, ChangeFeed feed, TimeProvider clock)
    {
        _load = new LedgerLoad(database, clock);
        _units = units;
        feed.Subscribe((changes, _) =>
        {
            if (changes.ProjectIds.Count > 0 || changes.Everything || changes.Units)
            {
                _columns.Note(changes.ProjectIds, changes.Everything || changes.Units);
            }
            return Task.CompletedTask;
        });
    }

    /// <summary>The snapshot that holds every committed change.</summary>
    public async ValueTask<LedgerColumns> ColumnsAsync(CancellationToken ct)
    {
        var tree = await _units.TodayAsync(ct);
        return _columns.Current is { } columns && ReferenceEquals(columns.Tree, tree) ? columns : await CatchUpAsync(tree, ct);
    }

    private Task<LedgerColumns> CatchUpAsync(UnitTree tree, CancellationToken ct) =>
        _columns.CatchUpAsync((known, touched, token) => NextAsync(tree, known, touched, token), ct);

    private async Task<LedgerColumns> NextAsync(UnitTree tree, LedgerColumns? known, IReadOnlyCollection<long> touched, CancellationToken ct)
    {
        if (known is not null && ReferenceEquals(known.Tree, tree))
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

    public void Dispose() => _columns.Dispose();
}
