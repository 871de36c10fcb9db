using System.Globalization;
using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>The figures of one unit and indicator that a light looks at, as the board holds them.</summary>
/// <param name="Gap">Hundredths of a point; <see cref="BoardPage.Null"/> without a figure or target.</param>
internal readonly record struct UnitFigure(long Value, long Target, long Completion, long Gap);

/// <summary>Judges units by their completion: one read of the board per month of the year, all units and indicators at once.</summary>
internal sealed class UnitLamps(BoardMemory board, LightRuleBook book, YearMonth period)
{
    private static readonly BoardField[] Read = [BoardField.Value, BoardField.Target, BoardField.Completion, BoardField.Gap];

    /// <summary>The light a gap gives; none without one.</summary>
    /// <param name="gap">Hundredths of a point, negative when behind.</param>
    public static LightColour Colour(long gap, LightRule rule) => gap == BoardPage.Null ? LightColour.None
        : gap >= -rule.GreenBehind ? LightColour.Green
        : gap >= -rule.YellowBehind ? LightColour.Yellow
        : LightColour.Red;

    /// <summary>The lights of some units of the period's tree, in their order.</summary>
    public IReadOnlyList<UnitLight> Of(IReadOnlyList<UnitNode> units)
    {
        var tree = board.Frame.Tree(period.Ordinal);
        var rules = book.For(tree, period.LastDay);
        var shown = Enumerable.Range(0, board.Indicators.Count).Where(i => !board.Indicators[i].Hidden).ToList();
        var all = Figures(period.Ordinal, units, shown);
        var used = shown.Where((_, k) => units.Select((_, u) => all[u, k]).Any(f => f.Target != BoardPage.Null)).ToList();
        if (used.Count < shown.Count)
        {
            all = Figures(period.Ordinal, units, used);
        }
        var since = new UnitHistory(this, book, board, period, units, used);
        return [.. units.Select((unit, u) => Light(unit, u, rules[unit.First].Progress, used, all, since))];
    }

    /// <summary>By unit and indicator, for a month; units that did not exist then have none.</summary>
    internal UnitFigure[,] Figures(int month, IReadOnlyList<UnitNode> units, IReadOnlyList<int> indicators)
    {
        var tree = board.Frame.Tree(month);
        var figures = new UnitFigure[units.Count, indicators.Count];
        var home = units.Select(u => tree.Find(u.Id) is { } node && node.Id == u.Id ? node.First : -1).ToArray();
        var there = Enumerable.Range(0, units.Count).Where(u => home[u] >= 0).ToArray();
        BoardColumn[] columns = [.. indicators.SelectMany(i => Read.Select(f => new BoardColumn(i, f)))];
        var cells = new long[there.Length * columns.Length];
        board.Engine.FillRows(month, [.. there.Select(u => home[u])], columns, cells);
        var none = new UnitFigure(BoardPage.Null, BoardPage.Null, BoardPage.Null, BoardPage.Null);
        for (var u = 0; u < units.Count; u++)
        {
            var row = Array.IndexOf(there, u);
            for (var k = 0; k < indicators.Count; k++)
            {
                var at = row * columns.Length + k * Read.Length;
                figures[u, k] = row < 0 ? none : new UnitFigure(cells[at], cells[at + 1], cells[at + 2], cells[at + 3]);
            }
        }
        return figures;
    }

    private UnitLight Light(UnitNode unit, int u, LightRule? rule, List<int> used, UnitFigure[,] figures, UnitHistory since)
    {
        var lights = new List<(IndicatorLight Light, bool Assessed)>();
        for (var k = 0; k < used.Count; k++)
        {
            var (indicator, figure) = (board.Indicators[used[k]], figures[u, k]);
            if (rule is not null && figure.Target != BoardPage.Null)
            {
                var light = Of(unit, indicator, figure, rule, since.Of(u, k));
                lights.Add((new IndicatorLight(indicator.Code, indicator.Name, light) { Gap = BoardScale.Hundredths(figure.Gap) },
                    rule.Assessed?.Contains(indicator.Code) != false));
            }
        }
        var assessed = lights.Where(l => l.Assessed).Select(l => l.Light).ToList();
        return new UnitLight(unit.Id, unit.Code, unit.Name, Own(unit, rule, assessed, since.OfUnit(u)), [.. lights.Select(l => l.Light)]);
    }

    private static Light Own(UnitNode unit, LightRule? rule, List<IndicatorLight> lights, DateOnly? since)
    {
        var worst = lights.Select(l => l.Light.Colour).DefaultIfEmpty(LightColour.None).Max();
        var why = rule is null ? "没有适用的红绿灯规则，不评"
            : lights.Count == 0 ? "没有列入考核的目标任务，不评"
            : worst == LightColour.None ? "有目标任务，但没有可比的数字，不评"
            : string.Join("，", lights.Where(l => l.Light.Colour != LightColour.None).GroupBy(l => l.Light.Colour).OrderByDescending(g => g.Key)
                .Select(g => $"{g.Count()} 项{LightTerms.Of(g.Key)}灯（{string.Join("、", g.Select(l => l.Name))}）"));
        var wanting = lights.Where(l => l.Light.Colour >= LightColour.Yellow && l.Light.ToGreen is not null).ToList();
        return new Light(worst, why, worst == LightColour.None ? null : since, unit.Name,
            wanting.Count == 0 ? null : string.Join("；", wanting.Select(l => $"{l.Name}{l.Light.ToGreen}")), worst == LightColour.None ? "" : rule!.Id);
    }

    private Light Of(UnitNode unit, Indicator indicator, UnitFigure figure, LightRule rule, DateOnly? since)
    {
        var colour = Colour(figure.Gap, rule);
        if (colour == LightColour.None)
        {
            return new Light(colour, figure.Target == 0 ? "目标为 0，没有完成率，不评" : "本期没有数字，不评", null, unit.Name, null, "");
        }
        var value = FigureText.WithUnit(BoardScale.Value(figure.Value, indicator.Unit), indicator.Unit);
        var target = FigureText.WithUnit(BoardScale.Goal(figure.Target, indicator.Unit), indicator.Unit);
        var gap = Math.Abs(figure.Gap / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        var stand = figure.Gap switch { > 0 => $"超前 {gap} 个百分点", < 0 => $"落后 {gap} 个百分点", _ => "持平" };
        var why = indicator.Unit == IndicatorUnit.Rate
            ? $"{value}，目标 {target}，{stand.Replace("超前", "高于目标", StringComparison.Ordinal).Replace("落后", "低于目标", StringComparison.Ordinal)}"
            : $"完成 {value}，目标 {target}，完成率 {FigureText.Percent(BoardScale.Hundredths(figure.Completion))}，"
                + $"序时进度 {FigureText.Percent(decimal.Round(period.TimeProgressPercent, 2, MidpointRounding.AwayFromZero))}，{stand}";
        return new Light(colour, why, since, unit.Name, colour == LightColour.Green ? null : "还差 " + Lacking(indicator, figure, rule), rule.Id);
    }

    /// <summary>What is missing to the green limit, rounded up, so that it suffices.</summary>
    private string Lacking(Indicator indicator, UnitFigure figure, LightRule rule)
    {
        if (indicator.Unit == IndicatorUnit.Rate)
        {
            return Up((-figure.Gap - rule.GreenBehind) / 100m, 2) + " 个百分点";
        }
        var share = period.Month / 12m - rule.GreenBehind / 10_000m;
        var lacking = figure.Target * share - figure.Value;
        return indicator.Unit == IndicatorUnit.Money ? Up(lacking / Money.FenPerYi, 2) + " 亿元" : Up(lacking / 10_000m, 0) + " 个";
    }

    private static string Up(decimal value, int decimals)
    {
        var scale = decimals == 0 ? 1 : 100m;
        return (Math.Ceiling(value * scale) / scale).ToString(decimals == 0 ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);
    }
}
