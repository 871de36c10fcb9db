using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Assessment;

/// <summary>Of which kind a figure is: as the indicator, a share that rates do not have, a number of places.</summary>
internal enum FigureType { Value, Quotient, Place, Share }

/// <summary>One indicator of one subject as the board gave it: 亿元, 个 or %, null for no figure.</summary>
/// <param name="Target">Base target (基本目标) of the year.</param>
/// <param name="Stretch">Stretch target (挑战目标).</param>
/// <param name="Plan">Cumulative plan to date (序时计划).</param>
public sealed record SubjectFigures(string Indicator, decimal? Value, decimal? LastYear, decimal? Target, decimal? Stretch, decimal? Plan)
{
    /// <summary>Of which unit the amounts are; not written, because the indicators are frozen beside.</summary>
    internal IndicatorUnit Unit { get; init; }
}

/// <summary>What formulas may ask of one indicator, with all digits.</summary>
internal static class FigureFacts
{
    public static readonly (string Name, string Code, FigureType Type)[] All =
    [
        ("完成值", "value", FigureType.Value), ("上年同期", "last_year", FigureType.Value), ("基本目标", "target", FigureType.Value),
        ("挑战目标", "stretch", FigureType.Value), ("序时计划", "plan", FigureType.Value), ("完成率", "completion", FigureType.Quotient),
        ("挑战完成率", "stretch_completion", FigureType.Quotient), ("计划完成率", "plan_completion", FigureType.Quotient),
        ("同比", "yoy", FigureType.Share), ("挑战进度", "stretch_progress", FigureType.Share),
    ];

    /// <summary>Values in the order of <see cref="All"/>: money in fen, percentages as fractions.</summary>
    public static decimal?[] Of(SubjectFigures f)
    {
        var (value, last, target, stretch, plan) = (Scaled(f.Value, f.Unit), Scaled(f.LastYear, f.Unit), Scaled(f.Target, f.Unit),
            Scaled(f.Stretch, f.Unit), Scaled(f.Plan, f.Unit));
        return [value, last, target, stretch, plan, Over(value, target), Over(value, stretch), Over(value, plan),
            f.Unit == IndicatorUnit.Rate ? value - last : Over(value - last, last),
            Over(value - target, stretch - target)];
    }

    public static decimal? Value(SubjectFigures f) => Scaled(f.Value, f.Unit);

    public static decimal? Completion(SubjectFigures f) => f.Unit == IndicatorUnit.Rate ? null : Over(Scaled(f.Value, f.Unit), Scaled(f.Target, f.Unit));

    public static decimal? Yoy(SubjectFigures f) => f.Unit == IndicatorUnit.Rate ? f.Value / 100 - f.LastYear / 100 : Over(f.Value - f.LastYear, f.LastYear);

    private static decimal? Scaled(decimal? shown, IndicatorUnit unit) => unit switch
    {
        IndicatorUnit.Money => shown * Money.FenPerYi,
        IndicatorUnit.Rate => shown / 100,
        _ => shown,
    };

    /// <summary>Null where the base is missing or not above zero: a share of nothing says nothing.</summary>
    private static decimal? Over(decimal? above, decimal? below) => below is > 0 ? above / below : null;
}

/// <summary>What formulas may ask of the group: of one indicator over all of its units.</summary>
internal static class GroupFigures
{
    public static readonly (string Name, string Code, FigureType Type)[] All =
    [
        ("组内最高完成值", "group_best_value", FigureType.Value), ("组内最低完成值", "group_least_value", FigureType.Value),
        ("组内平均完成值", "group_mean_value", FigureType.Value),
        ("组内最高完成率", "group_best_completion", FigureType.Quotient), ("组内最低完成率", "group_least_completion", FigureType.Quotient),
        ("组内平均完成率", "group_mean_completion", FigureType.Quotient),
        ("组内最高同比", "group_best_yoy", FigureType.Share), ("组内最低同比", "group_least_yoy", FigureType.Share),
        ("完成值名次", "value_rank", FigureType.Place), ("完成率名次", "completion_rank", FigureType.Place), ("同比名次", "yoy_rank", FigureType.Place),
        ("组内单位数", "group_size", FigureType.Place),
    ];

    /// <summary>Values in the order of <see cref="All"/> for each subject of a group. Who has no figure has no place and is not in the mean.</summary>
    public static decimal?[][] Of(IReadOnlyList<SubjectFigures> group, bool higherIsBetter)
    {
        decimal?[] values = [.. group.Select(FigureFacts.Value)], completions = [.. group.Select(FigureFacts.Completion)], yoys = [.. group.Select(FigureFacts.Yoy)];
        return [.. group.Select((_, i) => (decimal?[])
        [
            Best(values), Least(values), Mean(values), Best(completions), Least(completions), Mean(completions), Best(yoys), Least(yoys),
            Place(values, i, higherIsBetter), Place(completions, i, higherIsBetter), Place(yoys, i, higherIsBetter), group.Count,
        ])];
    }

    private static decimal? Best(decimal?[] all) => all.Max();
    private static decimal? Least(decimal?[] all) => all.Min();
    private static decimal? Mean(decimal?[] all) => all.Average();

    /// <summary>Equal figures share the better place; the next place is skipped.</summary>
    private static decimal? Place(decimal?[] all, int of, bool higherIsBetter) => all[of] is not { } own ? null
        : 1 + all.Count(v => higherIsBetter ? v > own : v < own);
}
