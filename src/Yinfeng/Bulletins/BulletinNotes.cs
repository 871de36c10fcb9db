using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Rules;

namespace Yinfeng.Bulletins;

/// <summary>What a reader has to know to trust the figures: date, definitions, and why some figures are as they are.</summary>
internal sealed class BulletinNotes(BulletinSources sources, BulletinTemplate template)
{
    private BoardView Board => sources.Board;

    public IEnumerable<string> All()
    {
        yield return Basis();
        if (SmallCounts() is { Length: > 0 } counts)
        {
            yield return counts;
        }
        foreach (var claim in BulletinEdits.Paragraphs(sources.Edits.Claims))
        {
            if (ClaimChecks.Check(new Claim(claim, null, null, [], null, null, null, false, null)) is { Ok: "no" } verdict)
            {
                yield return $"已公布的“{claim}”与台账不符：{verdict.Why}，以本通报为准。";
            }
        }
        foreach (var flag in sources.Flags)
        {
            yield return flag;
        }
    }

    private string Basis()
    {
        var progress = BulletinFigures.Percent(Board.Rows[0][0].TimeProgress);
        var lastYear = Board.Rows[0].Any(c => c.LastYear is not null) ? "" : "没有上年同期台账，不作同比；";
        return $"数据截至{Board.Period.Year}年{Board.Period.Month}月{Board.Period.LastDay.Day}日，为年初以来累计，序时进度{progress}；{lastYear}"
            + "完成率、差距保留两位小数，同比保留一位小数，四舍五入；没有数的以“—”表示，不以0代替。";
    }

    /// <summary>Year-on-year changes of counts so small that one project more or less moves them by a point and more: both counts are
    /// given, and with them the percentages that cannot be.</summary>
    private string SmallCounts()
    {
        var told = Named().Select(code => Board.Cell(0, code)).OfType<BoardCell>()
            .Where(c => c is { Indicator.Unit: IndicatorUnit.Count, Value: > 0, LastYear: > 1, Yoy: not null } && IsWhole(c))
            .Select(c => (Cell: c, Near: Change(c.Value!.Value, c.LastYear!.Value - 1))).Where(x => x.Near - x.Cell.Yoy >= 1)
            .Select(x => Pair(x.Cell, x.Near)).ToList();
        return told.Count == 0 ? "" : $"项目数同比按整数个项目计算。{string.Join("；", told)}。介于两者之间的增幅不可能由整数个项目得出。";
    }

    private static string Pair(BoardCell cell, decimal near) =>
        $"{cell.Indicator.Name}{BulletinFigures.Value(cell.Value!.Value, IndicatorUnit.Count)}，上年同期{BulletinFigures.Value(cell.LastYear!.Value, IndicatorUnit.Count)}，"
        + $"{BulletinFigures.Change(cell.Yoy!.Value, IndicatorUnit.Count)}（上年同期若为{cell.LastYear - 1:0}个，则{BulletinFigures.Change(near, IndicatorUnit.Count)}）";

    private static bool IsWhole(BoardCell cell) => decimal.Truncate(cell.Value!.Value) == cell.Value && decimal.Truncate(cell.LastYear!.Value) == cell.LastYear;

    private static decimal Change(decimal value, decimal last) =>
        decimal.Round((value - last) * 100 / last, 1, MidpointRounding.AwayFromZero);

    /// <summary>Indicators whose year-on-year change the template speaks of.</summary>
    private IEnumerable<string> Named() => template.Lines.SelectMany(l => TemplateReader.Field().Matches(l.Text))
        .Select(m => m.Groups[1].Value).Where(f => f.EndsWith(".yoy", StringComparison.Ordinal)).Select(f => f[..^4]).Distinct();
}
