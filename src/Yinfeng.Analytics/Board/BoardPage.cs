namespace Yinfeng.Analytics.Board;

/// <summary>The board of one month over a whole unit tree: sums kept current change by change, and cells derived from them.</summary>
/// <remarks>Cells of units that moved are derived when somebody needs them, see <see cref="Settle"/>. Sums and marks belong to the
/// holder of the lock; cells are written under it too, but readers copy without it and check <see cref="Version"/> around the copy.</remarks>
public sealed class BoardPage
{
    /// <summary>No figure. Never zero, never shown as a number.</summary>
    public const long Null = long.MinValue;
    public const int Fields = (int)BoardField.RankOfShare + 1;

    /// <summary>Fields up to the rank are what a board shows; the rest serve comparisons.</summary>
    public const int ShownFields = (int)BoardField.Rank + 1;

    // So many rows right after a change are derived alone; more, and settling the page is the cheaper way.
    private const int FewRows = 4;
    private const int MostOnStack = 256;

    private readonly Lock _lock = new();
    private readonly BoardIndicator[] _indicators;
    private readonly BoardGoals _goals;
    private readonly BoardSeries[] _series;
    private readonly int[] _value;
    private readonly int[] _base;
    private readonly ulong[] _reads;
    private readonly int[][] _seriesOf;
    private readonly int[] _slotOfLeaf;
    private readonly PackedColumn[] _cells;
    private readonly BoardStale _stale;
    private readonly int _months;
    private int _applied;
    private int _settled;
    private int _version;

    /// <param name="applied">Changes of the engine's log that the cube contains.</param>
    internal BoardPage(int month, BoardIndicator[] indicators, BoardLayout layout, BoardGoals goals, BoardCube cube, int applied)
    {
        (Month, Layout, _applied, _settled) = (month, layout, applied, applied);
        (_indicators, _goals, _months, _stale) = (indicators, goals, month % 12 + 1, new BoardStale(layout));
        _slotOfLeaf = [.. cube.Units.Select(layout.SlotOf)];
        (_series, _value, _base) = BoardSeries.For(indicators);
        _reads = [.. indicators.Select((indicator, i) => BoardStale.Bit(_value[i]) | (indicator.IsRate ? BoardStale.Bit(_base[i]) : 0))];
        _seriesOf = [.. Enumerable.Range(0, cube.Measures).Select(m => Enumerable.Range(0, _series.Length)
            .Where(s => _series[s].Measure == m).ToArray())];
        foreach (var series in _series)
        {
            series.Load(cube, month, layout, _slotOfLeaf);
        }
        _cells = new PackedColumn[indicators.Length * Fields];
        var columns = new long[Fields * layout.Count];
        for (var i = 0; i < indicators.Length; i++)
        {
            Derive(i, columns);
            for (var field = 0; field < Fields; field++)
            {
                _cells[i * Fields + field] = PackedColumn.Of(columns.AsSpan(field * layout.Count, layout.Count));
            }
        }
    }

    /// <summary>Year × 12 + month − 1.</summary>
    public int Month { get; }
    public BoardLayout Layout { get; }

    /// <summary>Odd while cells are being changed.</summary>
    internal int Version => Volatile.Read(ref _version);

    /// <summary>Whether the cells contain so many changes of the engine's log.</summary>
    internal bool IsSettled(int upTo) => Volatile.Read(ref _settled) >= upTo;

    /// <summary>One column, a number per unit of <see cref="Layout"/>.</summary>
    internal ColumnView Column(int indicator, BoardField field) => _cells[indicator * Fields + (int)field].View;

    /// <summary>Copies rows out of cells that the caller knows to be right: [unit][column].</summary>
    internal void CopyRows(ReadOnlySpan<int> slots, ReadOnlySpan<BoardColumn> columns, Span<long> buffer)
    {
        var at = 0;
        foreach (var slot in slots)
        {
            foreach (var column in columns)
            {
                buffer[at++] = Columns.Shown(_cells[column.Indicator * Fields + (int)column.Field][slot], column.Form);
            }
        }
    }

    /// <summary>Takes over what changed, then copies rows: [unit][column].</summary>
    internal void ReadRows(BoardDelta[] log, int upTo, ReadOnlySpan<int> slots, ReadOnlySpan<BoardColumn> columns, Span<long> buffer)
    {
        lock (_lock)
        {
            var isNews = CatchUp(log, upTo);
            if (!isNews || _stale.Slots.IsEmpty || slots.Length > FewRows)
            {
                SettleCells(); // Whoever reads next need not lock.
                CopyRows(slots, columns, buffer);
                return;
            }
            var at = 0;
            foreach (var slot in slots)
            {
                foreach (var column in columns)
                {
                    buffer[at++] = Columns.Shown(CellNow(column.Indicator, column.Field, slot), column.Form);
                }
            }
        }
    }

    /// <summary>Takes over what changed and derives every cell it touches.</summary>
    internal void Settle(BoardDelta[] log, int upTo)
    {
        lock (_lock)
        {
            CatchUp(log, upTo);
            SettleCells();
        }
    }

    /// <returns>Whether there was anything to take over.</returns>
    private bool CatchUp(BoardDelta[] log, int upTo)
    {
        if (_applied >= upTo)
        {
            return false;
        }
        for (; _applied < upTo; _applied++)
        {
            Apply(log[_applied]);
        }
        return true;
    }

    private void Apply(in BoardDelta delta)
    {
        var slot = delta.Leaf < _slotOfLeaf.Length ? _slotOfLeaf[delta.Leaf] : Layout.SlotOf(delta.Unit);
        if (slot < 0)
        {
            return;
        }
        ulong moved = 0;
        foreach (var measure in delta.Measures)
        {
            foreach (var s in _seriesOf[measure])
            {
                moved |= _series[s].Add(delta.Amount, delta.Month, Month, slot, Layout.Parent) ? BoardStale.Bit(s) : 0;
            }
        }
        for (var at = slot; moved != 0 && at >= 0; at = Layout.Parent[at])
        {
            _stale.Mark(at, moved);
        }
    }

    private void SettleCells()
    {
        if (_stale.Slots.Length > 0)
        {
            Interlocked.Increment(ref _version);
            try
            {
                foreach (var slot in _stale.Slots)
                {
                    DeriveMoved(slot);
                }
                _stale.Clear();
            }
            finally
            {
                Interlocked.Increment(ref _version);
            }
        }
        Volatile.Write(ref _settled, _applied);
    }

    /// <summary>Derives the cells of a unit that moved, and the places of its siblings unless one of them has done so.</summary>
    private void DeriveMoved(int slot)
    {
        var parent = Layout.Parent[slot];
        var (moved, movedInGroup) = (_stale.Unit(slot), _stale.Group(parent));
        for (var i = 0; i < _indicators.Length; i++)
        {
            if ((moved & _reads[i]) != 0)
            {
                var row = RowOf(i, slot);
                for (BoardField field = 0; (int)field < Fields; field++)
                {
                    if (!IsRank(field))
                    {
                        Put(i, field, slot, row[field]);
                    }
                }
            }
            if ((movedInGroup & _reads[i]) != 0)
            {
                RankAgain(i, Layout.Children(parent));
            }
        }
        _stale.ClearGroup(parent);
    }

    private void RankAgain(int indicator, ReadOnlySpan<int> group)
    {
        Span<long> places = group.Length <= MostOnStack ? stackalloc long[2 * group.Length] : new long[2 * group.Length];
        var ranks = places[..group.Length];
        var byShare = places[group.Length..];
        Ranking.All(group, Numerators(indicator), Divisors(indicator), _indicators[indicator].HigherIsBetter, ranks, byShare);
        for (var k = 0; k < group.Length; k++)
        {
            Put(indicator, BoardField.Rank, group[k], ranks[k]);
            Put(indicator, BoardField.RankOfShare, group[k], byShare[k]);
        }
    }

    private void Put(int indicator, BoardField field, int slot, long value)
    {
        ref var column = ref _cells[indicator * Fields + (int)field];
        if (!column.TrySet(slot, value))
        {
            column = column.With(slot, value);
        }
    }

    /// <summary>A cell as it follows from the sums, whether or not it has been settled.</summary>
    private long CellNow(int indicator, BoardField field, int slot)
    {
        var parent = Layout.Parent[slot];
        var isStale = ((IsRank(field) ? _stale.Group(parent) : _stale.Unit(slot)) & _reads[indicator]) != 0;
        var isBetterHigh = _indicators[indicator].HigherIsBetter;
        return (isStale, field) switch
        {
            (false, _) => _cells[indicator * Fields + (int)field][slot],
            (_, BoardField.Rank) => Ranking.One(slot, Layout.Children(parent), Numerators(indicator), Divisors(indicator), isBetterHigh),
            (_, BoardField.RankOfShare) =>
                Ranking.OneByShare(slot, Layout.Children(parent), Numerators(indicator), Divisors(indicator), isBetterHigh),
            _ => RowOf(indicator, slot)[field],
        };
    }

    private static bool IsRank(BoardField field) => field is BoardField.Rank or BoardField.RankOfShare;

    // What ranks is a quotient: value over target, for rates numerator over denominator.
    private ReadOnlySpan<long> Numerators(int indicator) => _series[_value[indicator]].This;

    private ReadOnlySpan<long> Divisors(int indicator) =>
        _indicators[indicator].IsRate ? _series[_base[indicator]].This : _goals.Target.AsSpan(indicator * Layout.Count, Layout.Count);

    private BoardRow RowOf(int indicator, int slot)
    {
        var goal = indicator * Layout.Count + slot;
        var value = _series[_value[indicator]];
        var divisor = _indicators[indicator].IsRate ? _series[_base[indicator]] : null;
        return new BoardRow(divisor is not null, _months, value.This[slot], divisor?.This[slot] ?? Null,
            _goals.LastYearKnown[slot] ? value.Last[slot] : Null, divisor?.Last[slot] ?? Null,
            _goals.Target[goal], _goals.Stretch[goal], _goals.Plan[goal]);
    }

    /// <param name="columns">Receives all cells of an indicator: [field][unit].</param>
    private void Derive(int indicator, Span<long> columns)
    {
        var n = Layout.Count;
        for (var slot = 0; slot < n; slot++)
        {
            var row = RowOf(indicator, slot);
            for (BoardField field = 0; (int)field < Fields; field++)
            {
                columns[(int)field * n + slot] = IsRank(field) ? Null : row[field];
            }
        }
        var ranks = columns.Slice((int)BoardField.Rank * n, n);
        var byShare = columns.Slice((int)BoardField.RankOfShare * n, n);
        Span<long> places = new long[2 * n];
        for (var parent = -1; parent < n; parent++)
        {
            var group = Layout.Children(parent);
            Ranking.All(group, Numerators(indicator), Divisors(indicator), _indicators[indicator].HigherIsBetter, places, places[n..]);
            for (var k = 0; k < group.Length; k++)
            {
                (ranks[group[k]], byShare[group[k]]) = (places[k], places[n + k]);
            }
        }
    }
}
