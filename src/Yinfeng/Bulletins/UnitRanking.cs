using Yinfeng.Reports;
using Yinfeng.Rules;

namespace Yinfeng.Bulletins;

/// <summary>The order in which a bulletin lists the units of a board.</summary>
internal static class UnitRanking
{
    /// <summary>Children with a rank in the indicator, best first; equal ranks by code.</summary>
    public static IReadOnlyList<BoardCell> Of(BoardView board, string code) =>
        [.. board.Rows.Skip(1).Select(r => r.FirstOrDefault(c => c.Indicator.Code == code)).OfType<BoardCell>()
            .Where(c => c.Rank is not null).OrderBy(c => c.Rank)];

    /// <summary>What the children are measured by: those indicators for which any of them has a target.</summary>
    public static IReadOnlyList<Indicator> Assessed(BoardView board) =>
        [.. board.Indicators.Where((_, i) => board.Rows.Skip(1).Any(r => r[i].Target is not null))];
}
