using System.Runtime.CompilerServices;

namespace Yinfeng.Analytics.Board;

/// <summary>The board of one month over a whole unit tree, every field of every indicator, kept current change by change.</summary>
/// <remarks>Columns lie one after another, [indicator][field][unit], so a caller's buffer is filled by copying. Writers are
/// serialised by <see cref="BoardEngine"/>; readers check <see cref="Version"/> around their copy.</remarks>
public sealed class BoardPage
{
    /// <summary>No figure. Never zero, never shown as a number.</summary>
    public const long Null = long.MinValue;
    public const int Fields = (int)BoardField.RankOfShare + 1;

    /// <summary>Fields up to the rank are what a board shows; the rest serve comparisons.</summary>
    public const int ShownFields = (int)BoardField.Rank + 1;

    private readonly BoardIndicator[] _indicators;
    private readonly BoardGoals _goals;
    private readonly BoardSeries[] _series;
    private readonly int[] _value;
    private readonly int[] _base;
    private readonly int[][] _readers;
    private readonly int[] _slotOfLeaf;
    private readonly long[] _cells;
    private readonly int _months;
    private int _version;

    internal BoardPage(int month, BoardIndicator[] indicators, BoardLayout layout, BoardGoals goals, BoardCube cube, int applied)
    {
        (Month, Layout, Applied) = (month, layout, applied);
        (_indicators, _goals, _months) = (indicators, goals, month % 12 + 1);
        _cells = new long[indicators.Length * Fields * layout.Count];
        _slotOfLeaf = [.. cube.Units.Select(layout.SlotOf)];
        (_series, _value, _base) = BoardSeries.For(indicators);
        _readers = [.. _series.Select((_, s) => Enumerable.Range(0, indicators.Length)
            .Where(i => _value[i] == s || _base[i] == s).ToArray())];
        foreach (var series in _series)
        {
            series.Load(cube, month, layout, _slotOfLeaf);
        }
        for (var i = 0; i < indicators.Length; i++)
        {
            for (var slot = 0; slot < layout.Count; slot++)
            {
                Derive(i, slot);
            }
            for (var parent = -1; parent < layout.Count; parent++)
            {
                Rank(i, layout.Children(parent));
            }
        }
    }

    /// <summary>Year × 12 + month − 1.</summary>
    public int Month { get; }
    public BoardLayout Layout { get; }

    /// <summary>Changes of the engine's log that the page contains.</summary>
    internal int Applied;

    /// <summary>Odd while the page is being changed.</summary>
    internal int Version => Volatile.Read(ref _version);

    /// <summary>One column, a slot per unit of <see cref="Layout"/>.</summary>
    internal Span<long> Column(int indicator, BoardField field) =>
        _cells.AsSpan((indicator * Fields + (int)field) * Layout.Count, Layout.Count);

    /// <summary>What is shown of an indicator: [field][unit].</summary>
    internal ReadOnlySpan<long> Shown(int indicator) => _cells.AsSpan(indicator * Fields * Layout.Count, ShownFields * Layout.Count);

    internal long Cell(int indicator, BoardField field, int slot) => _cells[(indicator * Fields + (int)field) * Layout.Count + slot];

    /// <summary>Takes over what changed since <see cref="Applied"/>. Callers hold the page's lock.</summary>
    internal void CatchUp(BoardDelta[] log, int upTo)
    {
        if (Applied >= upTo)
        {
            return;
        }
        Interlocked.Increment(ref _version);
        for (; Applied < upTo; Applied++)
        {
            Apply(log[Applied]);
        }
        Interlocked.Increment(ref _version);
    }

    private void Apply(in BoardDelta delta)
    {
        var slot = delta.Leaf < _slotOfLeaf.Length ? _slotOfLeaf[delta.Leaf] : Layout.SlotOf(delta.Unit);
        if (slot < 0)
        {
            return;
        }
        for (var s = 0; s < _series.Length; s++)
        {
            var series = _series[s];
            if (series.Measure != delta.Measure || !series.Touches(delta.Month, Month))
            {
                continue;
            }
            for (var at = slot; at >= 0; at = Layout.Parent[at])
            {
                var before = series.This[at];
                series.Add(delta, Month, at);
                foreach (var indicator in _readers[s])
                {
                    Refresh(indicator, at, before);
                }
            }
        }
    }

    /// <param name="before">What the changed series held for the unit.</param>
    private void Refresh(int indicator, int slot, long before)
    {
        var shareBefore = Cell(indicator, BoardField.Share, slot);
        if (_indicators[indicator].IsRate)
        {
            Derive(indicator, slot);
            Rank(indicator, Layout.Children(Layout.Parent[slot]));
            return;
        }
        DeriveMoved(indicator, slot);
        if (shareBefore != Null)
        {
            Ranking.Moved(slot, before, shareBefore, Layout.Children(Layout.Parent[slot]), Numerators(indicator), Divisors(indicator),
                Column(indicator, BoardField.Share), _indicators[indicator].HigherIsBetter, Column(indicator, BoardField.Rank),
                Column(indicator, BoardField.RankOfShare));
        }
    }

    private void Rank(int indicator, ReadOnlySpan<int> siblings) => Ranking.All(siblings, Numerators(indicator), Divisors(indicator),
        Column(indicator, BoardField.Share), _indicators[indicator].HigherIsBetter, Column(indicator, BoardField.Rank),
        Column(indicator, BoardField.RankOfShare));

    // What ranks is a quotient: value over target, for rates numerator over denominator.
    private ReadOnlySpan<long> Numerators(int indicator) => _series[_value[indicator]].This;

    private ReadOnlySpan<long> Divisors(int indicator) =>
        _indicators[indicator].IsRate ? _series[_base[indicator]].This : _goals.Target.AsSpan(indicator * Layout.Count, Layout.Count);

    /// <summary>Writes only what follows from the value: goals stand, and what has no base has no quotient. Each cell is a cache line.</summary>
    private void DeriveMoved(int indicator, int slot)
    {
        var n = Layout.Count;
        ref var cell = ref _cells[indicator * Fields * n + slot];
        var row = RowOf(indicator, slot);
        Put(ref cell, BoardField.Value, row.Value);
        Put(ref cell, BoardField.LastYear, row.Last);
        if (row.Target > 0)
        {
            Put(ref cell, BoardField.Completion, row.Completion);
            Put(ref cell, BoardField.Gap, row.Gap);
            Put(ref cell, BoardField.Share, row.Share);
        }
        if (row.Plan > 0)
        {
            Put(ref cell, BoardField.PlanCompletion, row.PlanCompletion);
        }
        Put(ref cell, BoardField.YearOnYear, row.YearOnYear);
        Put(ref cell, BoardField.ToLastYear, row.ToLastYear);

        void Put(ref long first, BoardField field, long value) => Unsafe.Add(ref first, (int)field * n) = value;
    }

    private BoardRow RowOf(int indicator, int slot)
    {
        var goal = indicator * Layout.Count + slot;
        var value = _series[_value[indicator]];
        return new BoardRow(_months, value.This[slot], _goals.LastYearKnown[slot] ? value.Last[slot] : Null,
            _goals.Target[goal], _goals.Stretch[goal], _goals.Plan[goal]);
    }

    private void Derive(int indicator, int slot)
    {
        var n = Layout.Count;
        var at = indicator * Fields * n + slot;
        var row = RowOf(indicator, slot);
        Span<long> fields = stackalloc long[Fields];
        if (_indicators[indicator].IsRate)
        {
            var divisor = _series[_base[indicator]];
            row.Rate(divisor.This[slot], divisor.Last[slot], fields);
        }
        else
        {
            row.Sum(fields);
        }
        for (var field = 0; field < Fields; field++)
        {
            if (field is not ((int)BoardField.Rank or (int)BoardField.RankOfShare))
            {
                _cells[at + field * n] = fields[field];
            }
        }
    }
}
