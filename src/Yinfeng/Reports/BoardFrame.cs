using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>What frames the figures of each month: the unit tree of its last day, the year's targets, and which units have a last year.</summary>
/// <param name="trees">The tree from each of its change days on, in order.</param>
internal sealed class BoardFrame(IReadOnlyList<UnitTree> trees, BoardTargets targets, LedgerYears years) : IBoardFrame
{
    /// <summary>The tree as of the last day of a month.</summary>
    public UnitTree Tree(int month)
    {
        var day = YearMonth.FromOrdinal(month).LastDay;
        return trees.LastOrDefault(t => t.On <= day) ?? trees[0];
    }

    public BoardLayout Layout(int month)
    {
        var tree = Tree(month);
        var nodes = tree.InOrder;
        return new BoardLayout([.. nodes.Select(n => n.Id)], [.. nodes.Select(n => n.ParentId is { } p ? tree.Find(p)!.First : -1)],
            [.. nodes.Select(n => n.Last)], unit => HomeOf(unit, tree)?.First ?? -1);
    }

    public BoardGoals Goals(int month, BoardLayout layout) =>
        targets.For(YearMonth.FromOrdinal(month), layout, years.Known(Tree(month), month / 12 - 1));

    /// <summary>Where a unit's figures stand in a tree: with itself or its successor; before it was founded, with what it was founded under.</summary>
    /// <returns>Null for a unit that ended without a successor, and for one that no tree knows.</returns>
    public UnitNode? HomeOf(long unit, UnitTree tree)
    {
        if (tree.Find(unit) is { } node)
        {
            return node;
        }
        if (trees.Any(t => t.On < tree.On && t.Find(unit) is not null))
        {
            return null;
        }
        var founded = trees.FirstOrDefault(t => t.On > tree.On && t.Find(unit) is not null);
        return founded?.Upward(unit).Select(n => tree.Find(n.Id)).FirstOrDefault(n => n is not null);
    }

    /// <summary>The id of the unit that ever had a code, the latest first.</summary>
    public long? FindByFormerCode(string code) => trees.Reverse().Select(t => t.FindByCode(code)?.Id).FirstOrDefault(id => id is not null);
}
