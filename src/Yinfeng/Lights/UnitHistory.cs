using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>Since which month each light of some units has its colour: counted back through the year, by the rules of each month.</summary>
/// <remarks>A new year has new targets, so nothing is counted back beyond January.</remarks>
internal sealed class UnitHistory
{
    private readonly DateOnly?[,] _indicators;
    private readonly DateOnly?[] _units;

    public UnitHistory(UnitLamps lamps, LightRuleBook book, BoardMemory board, YearMonth period, IReadOnlyList<UnitNode> units, IReadOnlyList<int> indicators)
    {
        (_indicators, _units) = (new DateOnly?[units.Count, indicators.Count], new DateOnly?[units.Count]);
        var (open, openUnits) = (new bool[units.Count, indicators.Count], new bool[units.Count]);
        LightColour[,] now = null!;
        LightColour[] nowUnits = null!;
        for (var month = period; month.Year == period.Year; month = month.AddMonths(-1))
        {
            var (colours, own) = Colours(lamps, book, board, month, units, indicators);
            var isFirst = month == period;
            (now, nowUnits) = isFirst ? (colours, own) : (now, nowUnits);
            var any = false;
            for (var u = 0; u < units.Count; u++)
            {
                for (var k = 0; k < indicators.Count; k++)
                {
                    open[u, k] = (isFirst || open[u, k]) && colours[u, k] == now[u, k];
                    _indicators[u, k] = open[u, k] ? month.FirstDay : _indicators[u, k];
                    any |= open[u, k];
                }
                openUnits[u] = (isFirst || openUnits[u]) && own[u] == nowUnits[u];
                _units[u] = openUnits[u] ? month.FirstDay : _units[u];
                any |= openUnits[u];
            }
            if (!any)
            {
                break;
            }
        }
    }

    public DateOnly? Of(int unit, int indicator) => _indicators[unit, indicator];

    public DateOnly? OfUnit(int unit) => _units[unit];

    private static (LightColour[,] Indicators, LightColour[] Units) Colours(UnitLamps lamps, LightRuleBook book, BoardMemory board, YearMonth month,
        IReadOnlyList<UnitNode> units, IReadOnlyList<int> indicators)
    {
        var tree = board.Frame.Tree(month.Ordinal);
        var rules = book.For(tree, month.LastDay);
        var figures = lamps.Figures(month.Ordinal, units, indicators);
        var (colours, own) = (new LightColour[units.Count, indicators.Count], new LightColour[units.Count]);
        for (var u = 0; u < units.Count; u++)
        {
            if (tree.Find(units[u].Id) is not { } node || rules[node.First].Progress is not { } rule)
            {
                continue;
            }
            for (var k = 0; k < indicators.Count; k++)
            {
                colours[u, k] = UnitLamps.Colour(figures[u, k].Gap, rule);
                if (rule.Assessed?.Contains(board.Indicators[indicators[k]].Code) != false && colours[u, k] > own[u])
                {
                    own[u] = colours[u, k];
                }
            }
        }
        return (colours, own);
    }
}
