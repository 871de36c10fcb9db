using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>What frames the figures of each month: the unit tree of its last day, the year's targets, and which units have a last year.</summary>
internal sealed class BoardFrame(UnitHistory history, BoardTargets targets, LedgerYears years) : IBoardFrame
{
    public UnitHistory History => history;
    public LedgerYears Years => years;

    /// <summary>The tree as of the last day of a month.</summary>
    public UnitTree Tree(int month) => history.On(YearMonth.FromOrdinal(month));

    public BoardLayout Layout(int month)
    {
        var tree = Tree(month);
        var nodes = tree.InOrder;
        return new BoardLayout([.. nodes.Select(n => n.Id)], [.. nodes.Select(n => n.ParentId is { } p ? tree.Find(p)!.First : -1)],
            [.. nodes.Select(n => n.Last)], unit => HomeOf(unit, tree)?.First ?? -1);
    }

    public BoardGoals Goals(int month, BoardLayout layout) =>
        targets.For(YearMonth.FromOrdinal(month), layout, years.Known(Tree(month), month / 12 - 1));

    /// <inheritdoc cref="UnitHistory.HomeOf"/>
    public UnitNode? HomeOf(long unit, UnitTree tree) => history.HomeOf(unit, tree);

    /// <inheritdoc cref="UnitHistory.FindByFormerCode"/>
    public long? FindByFormerCode(string code) => history.FindByFormerCode(code);
}
