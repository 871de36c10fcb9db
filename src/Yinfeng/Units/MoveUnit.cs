using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Units;

/// <summary>Puts a unit, with everything below it, under another one from a day on (划转). Figures before stay where they were.</summary>
internal sealed class MoveUnit(UnitChange change)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, long parentId, DateOnly from, string? reason, CancellationToken ct) =>
        change.RunAsync(viewer, id, from, reason, (work, tree, node, versions) =>
        {
            var unmet = new List<Unmet>();
            if (tree.Find(parentId) is not { } parent || !tree.IsWithin(parentId, viewer.UnitId))
            {
                unmet.Add(new("unit.parent", "parent", $"{from:yyyy-MM-dd} 没有这个上级单位，或者它不在您的权限范围内。"));
            }
            else if (tree.IsWithin(parentId, id))
            {
                unmet.Add(new("unit.parent.below", "parent", $"{parent.Name}在{node.Name}之下，不能做它的上级。"));
            }
            else if (parent.Id == node.ParentId)
            {
                unmet.Add(new("unit.unchanged", "parent", $"{node.Name}本来就在{parent.Name}之下。请选另一个上级。"));
            }
            else
            {
                unmet.AddRange(UnitChange.Naming(tree, node.Code, node.Name, parent.Id, id));
            }
            if (node.ParentId is null)
            {
                unmet.Add(new("unit.root", "id", "全国是最上级，不能移动。"));
            }
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision.Refuse(unmet));
            }
            UnitChange.Put(work, versions, new UnitVersion
            {
                UnitId = id, ValidFrom = from, Code = node.Code, Name = node.Name, ShortName = node.ShortName, ParentId = parentId,
            });
            work.Audit("unit.move", $"unit:{id}", new { before = node.ParentId, after = parentId, from, reason });
            return Task.FromResult(Decision.Allow);
        }, ct);
}
