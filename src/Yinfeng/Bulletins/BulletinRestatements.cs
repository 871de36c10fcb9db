using Yinfeng.Closing;
using Yinfeng.Rules;

namespace Yinfeng.Bulletins;

/// <summary>What was restated since the last bulletin: the figure last published, and what it is now.</summary>
internal sealed class BulletinRestatements(BulletinSources sources, BulletinTables tables)
{
    public IEnumerable<BulletinBlock> All()
    {
        var rows = sources.Restatements.GroupBy(r => (r.UnitId, r.Indicator, r.Field, r.Month.Year)).Select(Latest).OfType<IReadOnlyList<string>>().ToList();
        if (rows.Count == 0)
        {
            yield break;
        }
        yield return BulletinBlock.Paragraph($"以下数字在公布以后有更正，共{rows.Count}处，以更正后的数为准。");
        yield return BulletinBlock.Of(new BulletinTable(tables.Title("更正情况"), "",
            [new("单位", 8, Align.Centre), new("月份", 6, Align.Centre), new("指标", 9, Align.Centre), new("原公布数", 8, Align.Right), new("更正后", 8, Align.Right),
                new("原因", 16, Align.Left)], rows, 0));
    }

    /// <summary>Figures are cumulative, so the latest month says it all: as published before the first correction, and after the last.</summary>
    /// <returns>Null where later corrections brought the published figure back.</returns>
    private static IReadOnlyList<string>? Latest(IEnumerable<Restatement> same)
    {
        var rows = same.GroupBy(r => r.Month).MaxBy(g => g.Key)!.OrderBy(r => r.AtUtc).ThenBy(r => r.Id).ToList();
        var (first, last) = (rows[0], rows[^1]);
        return first.Before == last.After ? null
            : [first.UnitName, first.Month.ToString(), first.IndicatorName + Field(first.Field), Figure(first.Before, first.Unit), Figure(last.After, first.Unit),
                string.Join("；", rows.Select(Reason).Distinct())];
    }

    private static string Reason(Restatement row) => row.ProjectName is { } name ? $"{name}：{row.Reason}" : row.Reason;

    private static string Figure(decimal? value, IndicatorUnit unit) => value is null ? "—" : BulletinFigures.Cell(value, unit) + BulletinFigures.Label(unit);

    private static string Field(RestatedField field) => field switch
    {
        RestatedField.Target => "（目标）",
        RestatedField.Stretch => "（奋斗目标）",
        RestatedField.Plan => "（序时计划）",
        _ => "",
    };
}
