using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Units;

/// <summary>Merges a unit into another on a day (合并): it ends, and its figures, like its lower units, roll up into the successor.</summary>
internal sealed class MergeUnits(UnitChange change)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, long successorId, DateOnly from, string? reason, CancellationToken ct) =>
        change.RunAsync(viewer, id, from, reason, (work, tree, node, versions) =>
        {
            var unmet = new List<Unmet>();
            if (tree.Find(successorId) is not { } successor || !tree.IsWithin(successorId, viewer.UnitId))
            {
                unmet.Add(new("unit.successor", "successor", $"{from:yyyy-MM-dd} 没有这个承接单位，或者它不在您的权限范围内。"));
            }
            else if (tree.IsWithin(successorId, id))
            {
                unmet.Add(new("unit.successor.below", "successor", successorId == id
                    ? "单位不能并入自己。请选另一个承接单位。" : $"{successor.Name}在{node.Name}之下，不能承接它。请先把它划转出来。"));
            }
            if (node.ParentId is null)
            {
                unmet.Add(new("unit.root", "id", "全国是最上级，不能合并。"));
            }
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision.Refuse(unmet));
            }
            UnitChange.Put(work, versions, EndUnit.Ended(node, from, successorId));
            work.Audit("unit.merge", $"unit:{id}", new { node.Code, node.Name, successor = successorId, from, reason });
            return Task.FromResult(Decision.Allow);
        }, ct);
}
