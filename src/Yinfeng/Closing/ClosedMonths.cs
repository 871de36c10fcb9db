using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;
using Database = Yinfeng.Persistence.Database; // EF has a type of that name too.

namespace Yinfeng.Closing;

/// <summary>Which months are closed, in memory; follows every closing. Asking costs a look-up, and nothing while no month is closed.</summary>
public sealed class ClosedMonths
{
    private static readonly Statement Count = new("SELECT count(*) FROM closed_month");
    private readonly Database _database;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly UnitDirectory _units;
    private readonly TimeProvider _clock;
    private long _lookedAt;
    private readonly Lock _gate = new();
    private volatile ClosedList? _list;

    public ClosedMonths(Database database, UnitDirectory units, ChangeFeed feed, TimeProvider clock)
    {
        (_database, _units, _clock) = (database, units, clock);
        feed.Subscribe((changes, _) =>
        {
            if (changes.Closing || changes.Everything)
            {
                Reload();
            }
            return Task.CompletedTask;
        });
    }

    /// <summary>All closings, the latest period first.</summary>
    public IReadOnlyList<ClosedMonth> All => Now.All;

    /// <summary>The last month that is closed for anybody; null while nothing is closed.</summary>
    public YearMonth? Latest => Now.Latest;

    /// <summary>The last month closed for a unit, by its own bulletin or that of a unit above it; everything before is closed too.</summary>
    /// <param name="tree">The tree in which the unit stands.</param>
    public YearMonth? LastClosed(long unitId, UnitTree tree)
    {
        var list = Now;
        return list.All.Count == 0 ? null
            : tree.Upward(unitId).Select(n => list.Of(n.Id).FirstOrDefault()?.Period).Max();
    }

    /// <summary>Whether a month is closed for a unit.</summary>
    public bool IsClosed(long unitId, YearMonth month, UnitTree tree) => LastClosed(unitId, tree) >= month;

    /// <summary>The bulletin that published exactly this month for the unit: its own, else that of the nearest unit above it.</summary>
    public ClosedMonth? Of(long unitId, YearMonth period, UnitTree tree)
    {
        var list = Now;
        return list.All.Count == 0 ? null : tree.Upward(unitId).Select(n => list.Of(n.Id).FirstOrDefault(m => m.Period == period))
            .FirstOrDefault(m => m is not null);
    }

    /// <summary>The bulletin that closed this month for the unit: the one that published it, else the first one after it.</summary>
    public ClosedMonth? Governing(long unitId, YearMonth period, UnitTree tree) => Of(unitId, period, tree)
        ?? (Now.All.Count == 0 ? null : tree.Upward(unitId).SelectMany(n => Now.Of(n.Id)).Where(m => m.Period >= period).MinBy(m => m.Period));

    /// <summary>Everything closed as of now, with the trees of all months.</summary>
    internal async Task<ClosedCoverage> CoverageAsync(CancellationToken ct) => new(Now, await _units.HistoryAsync(ct));

    /// <summary>Inside a write that holds others back: takes notice of months that another server closed.</summary>
    internal async Task FollowOthersAsync(WriteWork work, CancellationToken ct)
    {
        if (await work.Sql.FirstAsync(Count, row => row.GetInt64(0), ct) != Now.All.Count)
        {
            Reload();
        }
    }

    /// <summary>Outside a write: takes notice of months that another server closed, looking at most once a second.</summary>
    internal async Task LookAgainAsync(CancellationToken ct)
    {
        if (_database.IsSqlite || _clock.GetElapsedTime(Volatile.Read(ref _lookedAt)) < Pause)
        {
            return; // SQLite belongs to one process, which hears of its own closings at once.
        }
        Volatile.Write(ref _lookedAt, _clock.GetTimestamp());
        await using var db = _database.OpenRead();
        var now = Now;
        if (await db.Set<ClosedMonth>().CountAsync(ct) != now.All.Count || await db.Set<RestatementRow>().CountAsync(ct) != now.Restatements)
        {
            Reload();
        }
    }

    internal ClosedList Now => _list ?? Reload();

    /// <summary>Reads the list again: after a closing here, and where another server may have closed a month.</summary>
    internal ClosedList Reload()
    {
        lock (_gate) // One after the other, so that an older reading never takes the place of a newer one.
        {
            if (IsEmpty())
            {
                return _list = new ClosedList([], 0); // An office's first weeks, and every start of a command in them: without Entity Framework.
            }
            using var db = _database.OpenRead();
            return _list = new ClosedList([.. db.Set<ClosedMonth>().OrderByDescending(m => m.Period).ThenByDescending(m => m.ClosedAtUtc)],
                db.Set<RestatementRow>().Count());
        }
    }

    private bool IsEmpty()
    {
        using var connection = _database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM closed_month) AND NOT EXISTS (SELECT 1 FROM restatement)";
        return command.ExecuteScalar() is not null;
    }
}

/// <summary>All closings as of one moment.</summary>
/// <param name="restatements">How many restatements there are: while there is none, nobody needs to look for any.</param>
internal sealed class ClosedList(IReadOnlyList<ClosedMonth> all, int restatements)
{
    private readonly ILookup<long, ClosedMonth> _byUnit = all.ToLookup(m => m.UnitId);

    public IReadOnlyList<ClosedMonth> All => all;
    public int Restatements => restatements;
    public YearMonth? Latest { get; } = all.Count == 0 ? null : all[0].Period;

    /// <summary>Closings by a unit's own bulletins, the latest period first.</summary>
    public IEnumerable<ClosedMonth> Of(long unitId) => _byUnit[unitId];
}
