using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Reports;

/// <summary>From the whole numbers that the board holds to the numbers people read.</summary>
internal static class BoardScale
{
    /// <summary>亿元, projects or percent, with all digits.</summary>
    public static decimal? Value(long cell, IndicatorUnit unit) => cell == BoardPage.Null ? null : unit switch
    {
        IndicatorUnit.Money => Money.ToYi(cell),
        IndicatorUnit.Count => Digits(cell, 10_000),
        _ => Digits(cell, 100),
    };

    /// <summary>Targets and plans; those of rates are held in ten-thousandths of a point.</summary>
    public static decimal? Goal(long cell, IndicatorUnit unit) => cell == BoardPage.Null ? null : unit switch
    {
        IndicatorUnit.Money => Money.ToYi(cell),
        _ => Digits(cell, 10_000),
    };

    public static decimal? Hundredths(long cell) => cell == BoardPage.Null ? null : Digits(cell, 100);

    public static decimal? Tenths(long cell) => cell == BoardPage.Null ? null : Digits(cell, 10);

    private static decimal Digits(long cell, int scale) => (decimal)cell / scale / 1.0000000000000000000000000000m; // Drops trailing zeros.
}
