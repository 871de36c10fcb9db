using Yinfeng.Kernel;

namespace Yinfeng.Units;

/// <summary>The unit tree through time, and where a unit's figures stand in the tree of each month.</summary>
/// <param name="trees">The tree from each of its change days on, in order; at least one.</param>
public sealed class UnitHistory(IReadOnlyList<UnitTree> trees)
{
    /// <summary>The tree as of the last day of a month.</summary>
    public UnitTree On(YearMonth month)
    {
        var day = month.LastDay;
        return trees.LastOrDefault(t => t.On <= day) ?? trees[0];
    }

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

    /// <summary>Whether a unit's figures count below <paramref name="root"/> in the tree of a month.</summary>
    public bool CountsIn(long unit, long root, YearMonth month)
    {
        var tree = On(month);
        return HomeOf(unit, tree) is { } home && tree.Find(root) is { } top && home.First >= top.First && home.First <= top.Last;
    }

    /// <summary>The id of the unit that ever had a code, the latest first.</summary>
    public long? FindByFormerCode(string code) => trees.Reverse().Select(t => t.FindByCode(code)?.Id).FirstOrDefault(id => id is not null);

    /// <summary>Every unit that any of the trees knows.</summary>
    public IEnumerable<long> Known => trees.SelectMany(t => t.InOrder).Select(n => n.Id).Distinct();
}
