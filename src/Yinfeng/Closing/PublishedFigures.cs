using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Rules;

namespace Yinfeng.Closing;

/// <summary>A published figure before and after a change, as the board holds it.</summary>
internal sealed record PublishedMove(long Unit, YearMonth Month, Indicator Indicator, long Before, long After, ClosedMonth Closing);

/// <summary>Works out from amounts that move in single months which cumulative figures of closed months move, and by how much.</summary>
/// <param name="memory">The board before the change.</param>
internal sealed class PublishedFigures(BoardMemory memory, ClosedCoverage coverage)
{
    /// <summary>By unit, indicator and month: how much the sum of that month alone moves.</summary>
    private readonly Dictionary<(long Unit, string Indicator), SortedDictionary<int, long>> _moved = [];

    /// <summary>Adds the effect to its unit and to every unit above it, up to the highest one that a closing covers.</summary>
    public void Move(ClosedEffect effect)
    {
        var tree = coverage.History.On(effect.Month);
        var tops = coverage.Covering(effect.UnitId).Where(m => m.Period >= effect.Month).Select(m => m.UnitId).ToHashSet();
        if (coverage.History.HomeOf(effect.UnitId, tree) is not { } home)
        {
            return; // It counts nowhere in that month.
        }
        var path = tree.Upward(home.Id).ToList();
        var highest = path.FindLastIndex(n => tops.Contains(n.Id));
        foreach (var node in path.Take(Math.Max(1, highest + 1)))
        {
            var key = (node.Id, effect.Indicator);
            var months = _moved.TryGetValue(key, out var known) ? known : _moved[key] = [];
            months[effect.Month.Ordinal] = months.GetValueOrDefault(effect.Month.Ordinal) + effect.Moved;
        }
    }

    public IEnumerable<PublishedMove> Moved()
    {
        foreach (var unit in _moved.Keys.Select(k => k.Unit).Distinct().Order())
        {
            var published = Months(unit).SelectMany(m => Moved(unit, m.Month, m.Closing)).ToList();
            // Moved between two months of which no bulletin gave figures: then the months themselves are told.
            var told = published.Count > 0 ? published : [.. _moved.Where(m => m.Key.Unit == unit).SelectMany(m => m.Value.Keys).Distinct().Order()
                .Select(YearMonth.FromOrdinal).SelectMany(m => coverage.Publishing(unit, m) is { } closing ? Moved(unit, m, closing) : [])];
            foreach (var move in told)
            {
                yield return move;
            }
        }
    }

    private IEnumerable<PublishedMove> Moved(long unit, YearMonth month, ClosedMonth closing)
    {
        var tree = memory.Frame.Tree(month.Ordinal);
        if (memory.Frame.HomeOf(unit, tree) is not { } home)
        {
            yield break;
        }
        for (var i = 0; i < memory.Indicators.Count; i++)
        {
            var (before, after) = Figure(unit, home.First, i, month);
            if (before != after && !memory.Indicators[i].Hidden)
            {
                yield return new PublishedMove(unit, month, memory.Indicators[i], before, after, closing);
            }
        }
    }

    /// <summary>Months of which a bulletin gave the unit's figures; of a year before the first bulletin, its last month.</summary>
    private IEnumerable<(YearMonth Month, ClosedMonth Closing)> Months(long unit)
    {
        var covering = coverage.Covering(unit);
        var first = _moved.Where(m => m.Key.Unit == unit).Min(m => m.Value.Keys.First());
        var published = covering.Where(m => m.Period.Ordinal >= first).GroupBy(m => m.Period)
            .Select(g => (Month: g.Key, Closing: g.FirstOrDefault(m => m.UnitId == unit) ?? g.First())).ToList();
        var years = _moved.Where(m => m.Key.Unit == unit).SelectMany(m => m.Value.Keys).Select(o => o / 12).Distinct();
        var silent = years.Where(y => !published.Exists(p => p.Month.Year == y)).Select(y => new YearMonth(y, 12))
            .Select(m => (Month: m, Closing: coverage.Publishing(unit, m))).Where(m => m.Closing is not null).Select(m => (m.Month, m.Closing!));
        return published.Concat(silent).OrderBy(m => m.Month);
    }

    private (long Before, long After) Figure(long unit, int slot, int index, YearMonth month)
    {
        var column = memory.Engine.Indicators[index];
        var indicator = memory.Indicators[index];
        var above = column.IsRate ? indicator.Numerator! : indicator.Code;
        var moved = MovedBy(unit, above, column.Window, month);
        var movedBelow = column.IsRate ? MovedBy(unit, indicator.Denominator!, column.Window, month) : 0;
        if (moved == 0 && movedBelow == 0)
        {
            return (0, 0);
        }
        var sum = Sum(above, slot, month);
        if (!column.IsRate)
        {
            return (sum, sum + moved);
        }
        var below = Sum(indicator.Denominator!, slot, month);
        return (Rate(sum, below), Rate(sum + moved, below + movedBelow));
    }

    private long MovedBy(long unit, string indicator, BoardWindow window, YearMonth month) => !_moved.TryGetValue((unit, indicator), out var months) ? 0
        : months.Where(m => m.Key <= month.Ordinal && (window == BoardWindow.SinceBeginning || m.Key / 12 == month.Year)).Sum(m => m.Value);

    private long Sum(string indicator, int slot, YearMonth month)
    {
        Span<long> cell = stackalloc long[1];
        memory.Engine.FillRows(month.Ordinal, [slot], [new(memory.IndexOf(indicator), BoardField.Value)], cell);
        return cell[0] == BoardPage.Null ? 0 : cell[0];
    }

    private static long Rate(long above, long below) => below > 0 ? Exact.Scaled(above, 10_000, below) : BoardPage.Null;
}
