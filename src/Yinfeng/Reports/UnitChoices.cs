using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>The units a page offers to choose from: those that hold figures, and everything above them that the viewer may see.</summary>
internal static class UnitChoices
{
    /// <summary>More than so many are offered down to the cities only; a select of a thousand counties helps nobody.</summary>
    private const int Most = 300;

    /// <param name="chosen">Stands in the list whether it has figures or not; null for none.</param>
    /// <returns>In the order of the tree.</returns>
    public static IReadOnlyList<UnitNode> Of(BoardMemory memory, UnitTree tree, Viewer viewer, UnitNode? chosen)
    {
        var top = memory.Frame.HomeOf(viewer.UnitId ?? UnitTree.NationId, tree);
        if (top is null)
        {
            return chosen is null ? [] : [chosen];
        }
        var offered = memory.Engine.Units().Select(u => memory.Frame.HomeOf(u, tree)).OfType<UnitNode>().SelectMany(u => tree.Upward(u.Id))
            .Where(u => u.First >= top.First && u.First <= top.Last).Append(chosen ?? top).DistinctBy(u => u.Id).OrderBy(u => u.First).ToList();
        return offered.Count <= Most ? offered : [.. offered.Where(u => u.Kind <= UnitKind.City || u.Id == chosen?.Id)];
    }
}
