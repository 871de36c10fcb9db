using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Units;

/// <summary>Gives a unit another name or code from a day on (更名、撤县设区). Figures before keep the old name.</summary>
internal sealed class RenameUnit(UnitChange change)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, string name, string? code, DateOnly from, string? reason, CancellationToken ct) =>
        change.RunAsync(viewer, id, from, reason, (work, tree, node, versions) =>
        {
            var (newName, newCode) = (name.Trim(), string.IsNullOrWhiteSpace(code) ? node.Code : code.Trim());
            var unmet = UnitChange.Naming(tree, newCode, newName, node.ParentId, node.Id).ToList();
            if (newName == node.Name && newCode == node.Code)
            {
                unmet.Add(new("unit.unchanged", "name", "名称和代码都和原来一样。请填写新的名称或代码。"));
            }
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision.Refuse(unmet));
            }
            UnitChange.Put(work, versions, new UnitVersion
            {
                UnitId = id, ValidFrom = from, Code = newCode, Name = newName, ParentId = node.ParentId,
            });
            work.Audit("unit.rename", $"unit:{id}", new { before = new { node.Code, node.Name }, after = new { code = newCode, name = newName }, from, reason });
            return Task.FromResult(Decision.Allow);
        }, ct);
}
