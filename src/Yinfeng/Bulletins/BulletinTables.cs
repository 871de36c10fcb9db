using System.Globalization;
using Yinfeng.Reports;
using Yinfeng.Rules;

namespace Yinfeng.Bulletins;

/// <summary>The tables of a bulletin; their number runs through the document.</summary>
internal sealed class BulletinTables(BoardView board)
{
    private int _number;

    private sealed record Column(string Head, int Weight, Func<BoardCell, string> Show);

    /// <summary>One indicator: the unit itself, then those below it by rank.</summary>
    /// <returns>Null where there is nobody to rank.</returns>
    public BulletinTable? Ranking(Indicator indicator)
    {
        var index = board.Indicators.ToList().IndexOf(indicator);
        var cells = board.Rows.Skip(1).Select(r => r[index]).OrderBy(c => c.Rank ?? long.MaxValue).ToList();
        if (index < 0 || cells.Count == 0 || cells.All(c => c.Rank is null))
        {
            return null;
        }
        var total = board.Rows[0][index];
        var columns = Columns(indicator, [total, .. cells]);
        IEnumerable<IReadOnlyList<string>> rows = cells.Select(c =>
            (IReadOnlyList<string>)[c.Rank?.ToString(CultureInfo.InvariantCulture) ?? "—", c.Unit.Name, .. columns.Select(k => k.Show(c))]);
        return new BulletinTable(Title($"{indicator.Name}完成情况排名"), $"单位：{Units(indicator)}",
            [new("名次", 5, Align.Centre), new("单位", 12, Align.Centre), .. columns.Select(c => new BulletinColumn(c.Head, c.Weight, Align.Right))],
            [["—", UnitWords.Scope(board.Unit), .. columns.Select(c => c.Show(total))], .. rows], TotalRows: 1);
    }

    /// <summary>Several indicators side by side, units by code; an indicator that nobody has is left out.</summary>
    public BulletinTable? Overview(IReadOnlyList<string> codes)
    {
        var shown = codes.Select(c => board.Indicators.ToList().FindIndex(i => i.Code == c))
            .Where(i => i >= 0 && board.Rows.Any(r => r[i].Value is not (null or 0))).ToList();
        if (shown.Count == 0 || board.Units.Count < 2)
        {
            return null;
        }
        var heads = shown.Select(i => new BulletinColumn($"{board.Indicators[i].Name}（{board.Indicators[i].UnitLabel}）", 7, Align.Right));
        return new BulletinTable(Title("主要指标一览"), "", [new("单位", 10, Align.Centre), .. heads],
            [.. board.Rows.Select((r, n) => (IReadOnlyList<string>)[n == 0 ? UnitWords.Scope(board.Unit) : board.Units[n].Name,
                .. shown.Select(i => BulletinFigures.Cell(r[i].Value, board.Indicators[i].Unit))])], TotalRows: 1);
    }

    /// <summary>A title with the next number.</summary>
    public string Title(string name) => $"表{++_number}　{name}";

    private static List<Column> Columns(Indicator indicator, IReadOnlyList<BoardCell> cells)
    {
        var unit = indicator.Unit;
        var label = indicator.UnitLabel;
        var columns = new List<Column> { new($"本期（{label}）", 8, c => BulletinFigures.Cell(c.Value, unit)) };
        void Add(Func<BoardCell, decimal?> field, string head, int weight, Func<decimal?, string> show)
        {
            if (cells.Any(c => field(c) is not null))
            {
                columns.Add(new Column(head, weight, c => show(field(c))));
            }
        }
        string Plain(decimal? v) => BulletinFigures.Cell(v, unit);
        string Percent(decimal? v) => BulletinFigures.Cell(v, IndicatorUnit.Rate);
        Add(c => c.Target, $"目标（{label}）", 8, Plain);
        Add(c => c.Completion, "完成率（%）", 7, Percent);
        Add(c => c.Gap, unit == IndicatorUnit.Rate ? "较目标（百分点）" : "较序时（百分点）", 8, v => BulletinFigures.Signed(v, 2));
        Add(c => c.Plan, $"序时计划（{label}）", 8, Plain);
        Add(c => c.PlanCompletion, "完成计划（%）", 8, Percent);
        Add(c => c.Yoy, unit == IndicatorUnit.Rate ? "同比（百分点）" : "同比（%）", 7, v => BulletinFigures.Signed(v, 1));
        return columns;
    }

    private static string Units(Indicator indicator) => indicator.Unit == IndicatorUnit.Rate ? "%、百分点" : $"{indicator.UnitLabel}、%、百分点";
}
