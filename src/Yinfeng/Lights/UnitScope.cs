using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>Which projects belong to a unit on the tree of a month, and to which of its children, as far as a person may see them.</summary>
/// <remarks>As in the ledger list: a project is its owner's, the landing unit's and that of every unit with a share of the credit; a
/// commercial secret before signing is its owner's alone.</remarks>
internal sealed class UnitScope(BoardMemory board, UnitTree tree, UnitNode unit, ProjectPolicy policy)
{
    private readonly Dictionary<long, int> _homes = [];
    private readonly UnitNode?[] _childOf = ChildOf(tree, unit);

    /// <summary>Slot of a unit in the tree; -1 for one that it does not hold.</summary>
    public int Home(long id) => _homes.TryGetValue(id, out var slot) ? slot : _homes[id] = board.Frame.HomeOf(id, tree)?.First ?? -1;

    public bool Shows(LightRow row) =>
        policy.Can(row.Id, row.OwnerUnitId, row.LandingUnitId, row.OtherUnits, row.Stage, row.Grade)
        && (Within(row.OwnerUnitId) || (!row.IsSecret && (Within(row.LandingUnitId) || Array.Exists(row.OtherUnits, Within))));

    /// <summary>The child under which the owner stands; null for the unit itself and for owners elsewhere.</summary>
    public UnitNode? Child(LightRow row) => Home(row.OwnerUnitId) is >= 0 and var slot ? _childOf[slot] : null;

    private bool Within(long id) => Home(id) is var slot && slot >= unit.First && slot <= unit.Last;

    private static UnitNode?[] ChildOf(UnitTree tree, UnitNode unit)
    {
        var children = new UnitNode?[tree.InOrder.Count];
        foreach (var child in tree.Children(unit.Id))
        {
            Array.Fill(children, child, child.First, child.Last - child.First + 1);
        }
        return children;
    }
}
