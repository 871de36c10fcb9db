using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Yinfeng.Analytics.Board;

/// <summary>One amount that moved: the leaf and month it moved in, and the measures that sum it.</summary>
internal readonly record struct BoardDelta(long Amount, long Unit, int[] Measures, int Leaf, int Month);

/// <summary>How a caller wants the numbers of a column.</summary>
public enum BoardForm
{
    /// <summary>As held, <see cref="BoardPage.Null"/> where there is no figure.</summary>
    AsHeld,

    /// <summary>Zero where there is no figure.</summary>
    ZeroForNull,

    /// <summary>A count in whole projects, cut off; zero where there is no figure.</summary>
    Whole,
}

/// <summary>An amount that a figure sums.</summary>
public readonly record struct BoardAmount(long Project, long Unit, int Month, long Amount);

/// <summary>A column a caller wants: an indicator by index, one of its fields, and in which form.</summary>
public readonly record struct BoardColumn(int Indicator, BoardField Field, BoardForm Form = BoardForm.AsHeld);

/// <summary>The board in memory: contributions of projects, their sums, and a page per month that was asked for.</summary>
/// <remarks>Safe for concurrent use. Readers never wait for writers: changes go to a log, and a page takes over what it lacks
/// when it is next read; a copy that overlaps such a step is made again. A write of many contributions becomes visible at once.
/// The first to read a few rows after a change gets them derived alone; every other read finds or makes all cells right.</remarks>
public sealed class BoardEngine
{
    private const int LogLength = 1 << 14;
    private readonly BoardIndicator[] _indicators;
    private readonly IBoardFrame _frame;
    private readonly BoardCube _cube;
    private readonly Dictionary<long, Contribution[]> _projects;
    private readonly Lock _gate;
    private volatile Generation _now = new();

    /// <summary>Pages over one stretch of the log; dropped together when the log is full or the tree or the targets change.</summary>
    private sealed class Generation
    {
        public readonly ConcurrentDictionary<int, BoardPage> Pages = new();
        public readonly BoardDelta[] Log = new BoardDelta[LogLength];
        public int Published;
    }

    /// <param name="cube">Already holds what <paramref name="projects"/> contribute.</param>
    public BoardEngine(BoardIndicator[] indicators, IBoardFrame frame, BoardCube cube, Dictionary<long, Contribution[]> projects)
        : this(indicators, frame, cube, projects, new Lock()) { }

    private BoardEngine(BoardIndicator[] indicators, IBoardFrame frame, BoardCube cube, Dictionary<long, Contribution[]> projects, Lock gate) =>
        (_indicators, _frame, _cube, _projects, _gate) = (indicators, frame, cube, projects, gate);

    public IReadOnlyList<BoardIndicator> Indicators => _indicators;

    /// <summary>The same figures under another tree or other targets. Ask the new engine from then on: the old one is not told of changes.</summary>
    public BoardEngine Framed(IBoardFrame frame) => new(_indicators, frame, _cube, _projects, _gate);

    /// <summary>Works on the cube's tables of units and measure sets, which only one thread may touch at a time.</summary>
    public T Prepare<T>(Func<BoardCube, T> work)
    {
        lock (_gate)
        {
            return work(_cube);
        }
    }

    /// <summary>Replaces what projects contribute; an empty list removes a project. All become visible together.</summary>
    public void Change(IEnumerable<KeyValuePair<long, Contribution[]>> changes)
    {
        lock (_gate)
        {
            var now = _now;
            var end = now.Published;
            foreach (var (project, next) in changes)
            {
                var before = _projects.GetValueOrDefault(project) ?? [];
                Differ(before, next, (in Contribution entry, int sign) => Record(now, entry, sign, ref end));
                if (next.Length == 0)
                {
                    _projects.Remove(project);
                }
                else
                {
                    _projects[project] = next;
                }
            }
            Publish(now, end);
        }
    }

    private void Record(Generation now, in Contribution entry, int sign, ref int end)
    {
        _cube.Add(entry, sign);
        if (end < LogLength)
        {
            var (unit, measures) = (_cube.UnitOf(entry.Leaf), _cube.MeasuresOf(entry.Set));
            now.Log[end] = new BoardDelta(sign * entry.Amount, unit, measures, entry.Leaf, entry.Month);
        }
        end++;
    }

    private void Publish(Generation now, int end)
    {
        if (end <= LogLength)
        {
            Volatile.Write(ref now.Published, end);
        }
        else
        {
            _now = new Generation(); // The pages are made anew from the cube, which has everything.
        }
    }

    /// <summary>One figure of a project's month changed: replaces the amount where it stands.</summary>
    /// <returns>False when the project has no such amount in that month; nothing is changed then.</returns>
    public bool ChangeMonth(long project, int month, long before, long now)
    {
        lock (_gate)
        {
            var entries = _projects.GetValueOrDefault(project) ?? [];
            var at = 0;
            while (at < entries.Length && (entries[at].Month != month || entries[at].Amount != before))
            {
                at++;
            }
            if (at == entries.Length)
            {
                return false;
            }
            var log = _now;
            var end = log.Published;
            Record(log, entries[at] with { Amount = now - before }, 1, ref end);
            entries[at] = entries[at] with { Amount = now };
            Publish(log, end);
            return true;
        }
    }

    /// <summary>Copies columns of a month, one after another.</summary>
    /// <param name="month">Year × 12 + month − 1.</param>
    /// <param name="buffer">At least a slot per column and unit of <see cref="Layout"/>.</param>
    /// <returns>How many slots one column takes.</returns>
    public int Fill(int month, ReadOnlySpan<BoardColumn> columns, Span<long> buffer)
    {
        while (true)
        {
            var page = Settled(month, out var version);
            var n = page.Layout.Count;
            for (var i = 0; i < columns.Length; i++)
            {
                page.Column(columns[i].Indicator, columns[i].Field).CopyTo(columns[i].Form, buffer.Slice(i * n, n));
            }
            if (Unchanged(page, version))
            {
                return n;
            }
        }
    }

    /// <summary>Copies everything a board shows of some indicators: every field up to the rank.</summary>
    /// <param name="chosen">Indicators by index.</param>
    /// <param name="image">Overwritten.</param>
    public void FillAll(int month, ReadOnlySpan<int> chosen, BoardImage image)
    {
        while (true)
        {
            var page = Settled(month, out var version);
            image.Start(page.Layout.Count, chosen.Length * BoardPage.ShownFields);
            foreach (var indicator in chosen)
            {
                for (var field = BoardField.Value; field <= BoardField.Rank; field++)
                {
                    image.Add(page.Column(indicator, field));
                }
            }
            if (Unchanged(page, version))
            {
                return;
            }
        }
    }

    /// <summary>Copies columns for some units, all at the same moment: [unit][column].</summary>
    /// <param name="slots">As in <see cref="Layout"/>.</param>
    /// <param name="buffer">At least a slot per unit and column.</param>
    public void FillRows(int month, ReadOnlySpan<int> slots, ReadOnlySpan<BoardColumn> columns, Span<long> buffer)
    {
        while (true)
        {
            var page = Page(month, out var now, out var upTo);
            if (!page.IsSettled(upTo))
            {
                page.ReadRows(now.Log, upTo, slots, columns, buffer);
                return;
            }
            var version = page.Version;
            page.CopyRows(slots, columns, buffer);
            if (Unchanged(page, version))
            {
                return;
            }
        }
    }

    /// <summary>The tree behind the columns of a month.</summary>
    public BoardLayout Layout(int month) => Page(month, out _, out _).Layout;

    /// <summary>Units that figures were reported for.</summary>
    public long[] Units()
    {
        lock (_gate)
        {
            return [.. _cube.Units];
        }
    }

    /// <summary>Months with any figure, in order.</summary>
    public int[] Months()
    {
        lock (_gate)
        {
            return [.. _cube.Months];
        }
    }

    /// <summary>What adds up to a figure: each project's amounts of a measure, by unit and month.</summary>
    /// <param name="from">First month; <paramref name="to"/> is the last one.</param>
    /// <param name="counts">Whether figures of a unit belong to it.</param>
    public List<BoardAmount> Rows(int measure, int from, int to, Func<long, bool> counts)
    {
        lock (_gate)
        {
            var inside = _cube.Units.Select(counts).ToArray();
            var rows = new List<BoardAmount>();
            foreach (var (project, entries) in _projects)
            {
                foreach (ref readonly var entry in entries.AsSpan())
                {
                    if (entry.Month >= from && entry.Month <= to && inside[entry.Leaf] && _cube.MeasuresOf(entry.Set).Contains(measure))
                    {
                        rows.Add(new BoardAmount(project, _cube.Units[entry.Leaf], entry.Month, entry.Amount));
                    }
                }
            }
            return rows;
        }
    }

    /// <summary>The page of a month with all of its cells right.</summary>
    private BoardPage Settled(int month, out int version)
    {
        var page = Page(month, out var now, out var upTo);
        if (!page.IsSettled(upTo))
        {
            page.Settle(now.Log, upTo);
        }
        version = page.Version;
        return page;
    }

    /// <param name="upTo">Changes of the generation's log that a reader must see.</param>
    private BoardPage Page(int month, out Generation now, out int upTo)
    {
        BoardPage? page;
        do
        {
            now = _now;
            upTo = Volatile.Read(ref now.Published);
        }
        while (!now.Pages.TryGetValue(month, out page) && !Make(now, month, out page));
        return page;
    }

    /// <returns>False when the generation ended meanwhile: ask the next one.</returns>
    private bool Make(Generation now, int month, [NotNullWhen(true)] out BoardPage? page)
    {
        lock (_gate)
        {
            page = now != _now ? null : now.Pages.GetOrAdd(month, m =>
            {
                var layout = _frame.Layout(m);
                return new BoardPage(m, _indicators, layout, _frame.Goals(m, layout), _cube, now.Published);
            });
            return page is not null;
        }
    }

    private static bool Unchanged(BoardPage page, int version)
    {
        Interlocked.MemoryBarrier(); // The copy must be complete before the version is looked at again.
        return (version & 1) == 0 && page.Version == version;
    }

    private delegate void Step(in Contribution entry, int sign);

    private static void Differ(Contribution[] before, Contribution[] next, Step step)
    {
        var same = before.Length == next.Length;
        for (var i = 0; same && i < before.Length; i++)
        {
            same = before[i].SamePlace(next[i]);
        }
        if (same)
        {
            for (var i = 0; i < before.Length; i++)
            {
                if (before[i].Amount != next[i].Amount)
                {
                    step(next[i] with { Amount = next[i].Amount - before[i].Amount }, 1);
                }
            }
            return;
        }
        foreach (ref readonly var entry in before.AsSpan())
        {
            step(entry, -1);
        }
        foreach (ref readonly var entry in next.AsSpan())
        {
            step(entry, 1);
        }
    }
}
