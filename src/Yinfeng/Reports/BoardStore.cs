using Microsoft.EntityFrameworkCore;
using Yinfeng.Analytics.Board;
using Yinfeng.Imports;
using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Targets;
using Yinfeng.Units;
using Contribution = Yinfeng.Analytics.Board.Contribution;

namespace Yinfeng.Reports;

/// <summary>The board as it stands: figures and the frame they are shown in, which always belong together.</summary>
internal sealed record BoardMemory(BoardEngine Engine, BoardFrame Frame, IReadOnlyList<Indicator> Indicators, HashSet<(long City, int Year)> Years)
{
    public int IndexOf(string code)
    {
        for (var i = 0; i < Indicators.Count; i++)
        {
            if (Indicators[i].Code == code)
            {
                return i;
            }
        }
        return -1;
    }
}

/// <summary>The board in memory, read from the database when first asked for and kept current with every committed write.</summary>
/// <remarks>A changed project is read again alone; a changed tree or target makes a new frame; an import reads everything anew
/// beside the old board and swaps. Readers never wait.</remarks>
public sealed class BoardStore : IDisposable
{
    private const int MostProjectsAlone = 2_000;
    private readonly Database _database;
    private readonly UnitDirectory _units;
    private readonly BoardMeasures _measures;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile BoardMemory? _memory;

    public BoardStore(Database database, UnitDirectory units, IndicatorCatalog catalog, ChangeFeed feed)
    {
        (_database, _units, _measures) = (database, units, new BoardMeasures(catalog));
        feed.Subscribe(FollowAsync);
    }

    /// <summary>The current board; loads it when nobody has asked before.</summary>
    internal async Task<BoardMemory> NowAsync(CancellationToken ct)
    {
        if (_memory is { } memory)
        {
            return memory;
        }
        await _gate.WaitAsync(ct);
        try
        {
            return _memory ??= await LoadAsync(ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task FollowAsync(ChangeSet changes, CancellationToken ct)
    {
        await _gate.WaitAsync(ct); // A load under way may have missed this change: wait for it, then follow.
        try
        {
            if (_memory is not null)
            {
                await ApplyAsync(changes, ct);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task ApplyAsync(ChangeSet changes, CancellationToken ct)
    {
        var memory = _memory!;
        if (changes.Everything || changes.ProjectIds.Count > MostProjectsAlone)
        {
            _memory = await LoadAsync(ct);
            return;
        }
        var frame = changes.Units || changes.Targets;
        if (changes.ProjectIds.Count > 0)
        {
            frame |= await ReadAgainAsync(memory, changes.ProjectIds, ct);
        }
        if (frame)
        {
            var next = await FrameAsync(memory.Years, ct);
            _memory = memory with { Frame = next, Engine = memory.Engine.Framed(next) };
        }
    }

    /// <returns>Whether a city got its first report of a year, so that next year has something to compare with.</returns>
    private async Task<bool> ReadAgainAsync(BoardMemory memory, HashSet<long> ids, CancellationToken ct)
    {
        var reader = new BoardReader(_database, _measures);
        var changes = new Dictionary<long, Contribution[]>(ids.Count);
        await using (var sql = await _database.BorrowAsync(ct))
        {
            foreach (var id in ids)
            {
                var entries = await reader.ReadAsync(sql, id, ct);
                changes[id] = entries is null ? [] : memory.Engine.Prepare(cube => Interned(cube, entries));
            }
        }
        memory.Engine.Change(changes);
        var before = memory.Years.Count;
        memory.Years.UnionWith(reader.Years);
        return memory.Years.Count > before;
    }

    private async Task<BoardMemory> LoadAsync(CancellationToken ct)
    {
        var cube = new BoardCube(_measures.Count);
        var projects = new Dictionary<long, Contribution[]>();
        var years = new HashSet<(long, int)>();
        var ranges = await RangesAsync(ct);
        await Task.WhenAll(ranges.Select(range => Task.Run(async () =>
        {
            var reader = new BoardReader(_database, _measures);
            var batch = new List<(long Id, BoardEntry[] Entries)>();
            await reader.ReadAsync(range.First, range.Last, (id, entries) =>
            {
                batch.Add((id, [.. entries]));
                if (batch.Count == 4_096)
                {
                    Take(cube, projects, batch);
                }
            }, ct);
            Take(cube, projects, batch);
            lock (cube)
            {
                years.UnionWith(reader.Years);
            }
        }, ct)));
        var frame = await FrameAsync(years, ct);
        return new BoardMemory(new BoardEngine(_measures.Columns, frame, cube, projects), frame, _measures.Indicators, years);
    }

    /// <summary>Puts what some projects add into a cube under construction, and empties the batch.</summary>
    internal static void Take(BoardCube cube, Dictionary<long, Contribution[]> projects, List<(long Id, BoardEntry[] Entries)> batch)
    {
        lock (cube)
        {
            foreach (var (id, entries) in batch)
            {
                var made = Interned(cube, entries);
                foreach (ref readonly var entry in made.AsSpan())
                {
                    cube.Add(entry, 1);
                }
                projects[id] = made;
            }
        }
        batch.Clear();
    }

    private static Contribution[] Interned(BoardCube cube, IReadOnlyList<BoardEntry> entries)
    {
        var made = entries.Count == 0 ? [] : new Contribution[entries.Count];
        for (var i = 0; i < made.Length; i++)
        {
            var entry = entries[i];
            made[i] = new Contribution(entry.Amount, cube.Leaf(entry.Unit), (short)entry.Month, cube.Set(entry.Measures));
        }
        return made;
    }

    /// <summary>Ranges of project ids of about equal size, one per processor for a large store.</summary>
    private async Task<List<(long First, long Last)>> RangesAsync(CancellationToken ct)
    {
        await using var db = _database.OpenRead();
        var ids = db.Set<Projects.Project>().Select(p => p.Id).OrderBy(id => id);
        var count = await ids.CountAsync(ct);
        var parts = count < 20_000 ? 1 : Environment.ProcessorCount;
        var starts = new List<long> { -long.MaxValue };
        for (var part = 1; part < parts; part++)
        {
            starts.Add(await ids.Skip((int)((long)count * part / parts)).FirstAsync(ct));
        }
        return [.. starts.Select((first, i) => (first, i + 1 < starts.Count ? starts[i + 1] - 1 : long.MaxValue))];
    }

    private async Task<BoardFrame> FrameAsync(IEnumerable<(long City, int Year)> years, CancellationToken ct)
    {
        var history = await _units.HistoryAsync(ct);
        await using var db = _database.OpenRead();
        var taken = await db.Set<LedgerCoverage>().Select(c => new { c.UnitId, c.Year }).Distinct().ToListAsync(ct);
        var targets = await db.Set<Target>().ToListAsync(ct);
        var plans = await db.Set<Plan>().ToListAsync(ct);
        return new BoardFrame(history, new BoardTargets([.. _measures.Indicators.Select(i => i.Code)], targets, plans),
            new LedgerYears(taken.Select(c => (c.UnitId, c.Year)).Concat(years).ToHashSet()));
    }

    public void Dispose() => _gate.Dispose();
}
