namespace Yinfeng.Analytics.Board;

/// <summary>Months a figure sums: from January of the year, or from the first row of the ledger.</summary>
public enum BoardWindow { YearToDate, SinceBeginning }

/// <summary>One line of the board over additive measures.</summary>
/// <param name="Measure">What is summed; for a rate, the numerator.</param>
/// <param name="Base">For a rate, the denominator; −1 for a sum.</param>
/// <param name="HigherIsBetter">Which end of the ranking is the first place.</param>
public sealed record BoardIndicator(
    string Code, int Measure, int Base = -1, BoardWindow Window = BoardWindow.YearToDate, bool HigherIsBetter = true)
{
    public bool IsRate => Base >= 0;
}

/// <summary>The columns of a board. <see cref="BoardPage.Null"/> stands for "no figure", which is never zero.</summary>
public enum BoardField
{
    /// <summary>A sum as its measure is scaled; a rate in hundredths of a percent, rounded.</summary>
    Value,

    /// <summary>The same months one year earlier, same tree.</summary>
    LastYear,

    /// <summary>As the value for sums; in ten-thousandths of a percentage point for rates. So are the next two.</summary>
    Target,
    Stretch,
    Plan,

    /// <summary>Hundredths of a percent, rounded; null for rates.</summary>
    Completion,
    PlanCompletion,

    /// <summary>Completion minus time progress, for rates value minus target; hundredths of a point, rounded once.</summary>
    Gap,

    /// <summary>Tenths of a percent, for rates tenths of a point.</summary>
    YearOnYear,

    /// <summary>Among siblings, from 1; ties share the better one.</summary>
    Rank,

    /// <summary>What ranks: value over target, for rates numerator over denominator; ten-thousandths, cut off, not rounded.</summary>
    Share,

    /// <summary>Value over last year's; ten-thousandths, cut off.</summary>
    ToLastYear,

    /// <summary>As <see cref="Rank"/>, but units whose <see cref="Share"/> agrees tie: the order of who only sees two decimals.</summary>
    RankOfShare,
}
