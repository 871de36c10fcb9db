using Yinfeng.Access;
using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>One month of the chart: the amount of that month alone, and its change on the year before.</summary>
public sealed record MonthBar(YearMonth Month, decimal? Amount, decimal? Yoy);

/// <summary>What the cockpit shows.</summary>
/// <param name="Selected">Index of the indicator of the table and the chart.</param>
/// <param name="Path">From the top of what the viewer may see down to the unit.</param>
/// <param name="Months">Months that have figures, the latest first; the month picker.</param>
public sealed record CockpitView(BoardView Board, int Selected, IReadOnlyList<UnitNode> Path, IReadOnlyList<MonthBar> Bars,
    IReadOnlyList<YearMonth> Months, IReadOnlySet<long> WithChildren)
{
    public Indicator Indicator => Board.Indicators[Selected];

    public IReadOnlyList<Flag> Flags(int row, int column) => BoardFlags.Of(Board, row, column);
}

/// <summary>Gathers the cockpit of a unit.</summary>
internal sealed class Cockpit(BoardQueries board, BoardStore store, TimeProvider clock)
{
    private const int MonthsOfChart = 12;

    public async Task<Decision<CockpitView>> ViewAsync(Viewer viewer, YearMonth? period, string? unit, string? indicator, CancellationToken ct)
    {
        var memory = await store.NowAsync(ct);
        var months = memory.Engine.Months().Select(YearMonth.FromOrdinal).OrderDescending().ToList();
        var today = YearMonth.Of(BusinessTime.Today(clock));
        var month = period ?? months.FirstOrDefault(m => m <= today, today);
        var answer = await board.BoardAsync(viewer, month, unit ?? DefaultUnit(memory, viewer, month), [], restated: true, ct);
        if (answer.Value is not { } view)
        {
            return Decision<CockpitView>.Refuse(answer.Unmet);
        }
        var selected = Selected(view, indicator);
        var tree = memory.Frame.Tree(month.Ordinal);
        var top = viewer.UnitId is { } id ? memory.Frame.HomeOf(id, tree) : null;
        var path = tree.Upward(view.Unit.Id).TakeWhile(n => top is null || n.First >= top.First).Reverse().ToList();
        return Decision<CockpitView>.Allow(new CockpitView(view, selected, path, Bars(memory, view, selected),
            months.Contains(month) ? months : [.. months.Append(month).OrderDescending()],
            view.Units.Where(u => tree.Children(u.Id).Count > 0).Select(u => u.Id).ToHashSet()));
    }

    /// <summary>Who sees the whole country but holds one city's ledger wants that city: the lowest unit that has all the figures.</summary>
    internal static string? DefaultUnit(BoardMemory memory, Viewer viewer, YearMonth month)
    {
        var tree = memory.Frame.Tree(month.Ordinal);
        var homes = memory.Engine.Units().Select(u => memory.Frame.HomeOf(u, tree)).OfType<UnitNode>().ToList();
        var top = memory.Frame.HomeOf(viewer.UnitId ?? UnitTree.NationId, tree);
        while (top is not null && homes.Count > 0 && top.Kind < UnitKind.City && tree.Children(top.Id)
            .Where(c => homes.All(h => h.First >= c.First && h.First <= c.Last)).ToList() is [var only])
        {
            top = only;
        }
        return top?.Code;
    }

    private static int Selected(BoardView view, string? indicator)
    {
        var codes = view.Indicators.Select(i => i.Code).ToList();
        if (indicator is not null && codes.IndexOf(indicator) is >= 0 and var asked)
        {
            return asked;
        }
        // The first with a target at this unit is what it is measured by; funds before counts.
        var withTarget = Enumerable.Range(0, codes.Count).Where(i => view.Rows[0][i].Target is not null)
            .OrderByDescending(i => codes[i] == "funds.total").Cast<int?>().FirstOrDefault();
        return withTarget ?? Math.Max(0, codes.IndexOf("funds.total"));
    }

    private static List<MonthBar> Bars(BoardMemory memory, BoardView view, int selected)
    {
        var indicator = view.Indicators[selected];
        var index = memory.IndexOf(indicator.Code);
        var bars = new List<MonthBar>();
        for (var month = view.Period.Ordinal - MonthsOfChart + 1; month <= view.Period.Ordinal; month++)
        {
            bars.Add(Bar(memory, view.Unit, indicator, index, month));
        }
        return bars;
    }

    /// <summary>Rates are shown as they stood at the end of each month; sums as the month alone: this page minus the one before.</summary>
    private static MonthBar Bar(BoardMemory memory, UnitNode unit, Indicator indicator, int index, int month)
    {
        var (value, last) = Cumulative(memory, unit, index, month);
        if (indicator.Unit != IndicatorUnit.Rate && (month % 12 != 0 || memory.Engine.Indicators[index].Window == BoardWindow.SinceBeginning))
        {
            var before = Cumulative(memory, unit, index, month - 1);
            value = Minus(value, before.Value);
            last = Minus(last, before.LastYear);
        }
        var yoy = indicator.Unit == IndicatorUnit.Rate || value is BoardPage.Null || last is BoardPage.Null or <= 0
            ? (decimal?)null : Exact.Scaled(value - last, 1_000, last) / 10m;
        return new MonthBar(YearMonth.FromOrdinal(month), BoardScale.Value(value, indicator.Unit), yoy);
    }

    private static long Minus(long a, long b) => a == BoardPage.Null || b == BoardPage.Null ? BoardPage.Null : a - b;

    private static (long Value, long LastYear) Cumulative(BoardMemory memory, UnitNode unit, int index, int month)
    {
        if (memory.Frame.HomeOf(unit.Id, memory.Frame.Tree(month)) is not { } home || home.Id != unit.Id)
        {
            return (BoardPage.Null, BoardPage.Null); // The unit did not exist then.
        }
        Span<long> cells = stackalloc long[2];
        memory.Engine.FillRows(month, [home.First], [new(index, BoardField.Value), new(index, BoardField.LastYear)], cells);
        return (cells[0], cells[1]);
    }
}
