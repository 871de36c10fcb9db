using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Units;

/// <summary>Ends a unit on a day (撤销), without a successor: from then on its figures roll up nowhere. Earlier figures stay.</summary>
internal sealed class EndUnit(UnitChange change)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, DateOnly from, string? reason, CancellationToken ct) =>
        change.RunAsync(viewer, id, from, reason, (work, tree, node, versions) =>
        {
            if (tree.Children(id) is { Count: > 0 } children)
            {
                return Task.FromResult(Decision.Refuse("unit.has-children", "id",
                    $"{node.Name}还有 {children.Count} 个下级单位（{children[0].Name}等）。请先把它们划转或撤销，或者改用“合并”。"));
            }
            UnitChange.Put(work, versions, Ended(node, from, null));
            work.Audit("unit.end", $"unit:{id}", new { node.Code, node.Name, from, reason });
            return Task.FromResult(Decision.Allow);
        }, ct);

    /// <summary>The version that ends a unit; it keeps the place, so that what was below knows the way up.</summary>
    public static UnitVersion Ended(UnitNode node, DateOnly from, long? successor) => new()
    {
        UnitId = node.Id, ValidFrom = from, Code = node.Code, Name = node.Name, ShortName = node.ShortName, ParentId = node.ParentId,
        Ended = true, SuccessorId = successor,
    };
}
