using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Units;

/// <summary>What every change of the tree needs: the versions of the unit, the tree of the day, and who may do it.</summary>
internal sealed class UnitChange(Writer writer, UnitDirectory units)
{
    /// <summary>Runs a change of one unit on a day.</summary>
    /// <param name="change">Adds versions and an audit line, or refuses. Gets all versions of the unit, first to last.</param>
    public async Task<Decision> RunAsync(Viewer viewer, long id, DateOnly from, string? reason,
        Func<WriteWork, UnitTree, UnitNode, List<UnitVersion>, Task<Decision>> change, CancellationToken ct)
    {
        var tree = await units.OnAsync(from, ct);
        if (tree.Find(id) is not { } node || node.Id != id || !tree.IsWithin(id, viewer.UnitId))
        {
            return Decision.Refuse("unit.not-found", "id", $"{from:yyyy-MM-dd} 没有这个单位，或者它不在您的权限范围内。请核对单位和日期。");
        }
        var unmet = Common(viewer, from, reason);
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        return await writer.RunAsync(viewer, Rights.ManageSystem, async work =>
        {
            var versions = await work.Db.Set<UnitVersion>().Where(v => v.UnitId == id).OrderBy(v => v.ValidFrom).ToListAsync(ct);
            if (versions[^1] is { } last && last.ValidFrom > from)
            {
                return Decision.Refuse("unit.later-change", "from",
                    $"{node.Name}在 {last.ValidFrom:yyyy-MM-dd} 已有一次变更，这次的日期不能早于它。");
            }
            var decision = await change(work, tree, node, versions);
            work.Changes.Units = decision.Allowed;
            return decision;
        }, ct);
    }

    /// <summary>Conditions that every change shares.</summary>
    public static List<Unmet> Common(Viewer viewer, DateOnly from, string? reason)
    {
        var unmet = new List<Unmet>();
        if (from < SeedRegions.ValidFrom || from.Year > 2199)
        {
            unmet.Add(new("unit.from.impossible", "from", "生效日期应在 1949-10-01 以后。请核对日期。"));
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            unmet.Add(new("unit.reason-missing", "reason", "请写明依据，例如批复文号或会议决定：日后核对历史数字要用。"));
        }
        return unmet;
    }

    /// <summary>Writes the next version; a second change on the same day replaces the first.</summary>
    public static void Put(WriteWork work, List<UnitVersion> versions, UnitVersion next)
    {
        if (versions.Find(v => v.ValidFrom == next.ValidFrom) is { } sameDay)
        {
            work.Db.Remove(sameDay);
            work.Db.SaveChanges(); // The key is the same: the old row must be gone before the new one comes.
        }
        work.Db.Add(next);
    }

    /// <summary>What is wrong with a code or a name, given the tree of the day.</summary>
    /// <param name="self">The unit that may keep its own code and name.</param>
    public static IEnumerable<Unmet> Naming(UnitTree tree, string code, string name, long? parentId, long? self)
    {
        if (name.Length is 0 or > 100)
        {
            yield return new("unit.name", "name", "请填写单位名称，不超过 100 个字。");
        }
        else if (parentId is { } parent && tree.Children(parent).FirstOrDefault(c => c.Name == name && c.Id != self) is { } twin)
        {
            yield return new("unit.name.taken", "name", $"同一上级下已有“{name}”（{twin.Code}）。请换一个名称，或直接使用它。");
        }
        if (code.Length is 0 or > 40 || code.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
        {
            yield return new("unit.code", "code", "代码由字母、数字、横线组成，不超过 40 位，例如 371424-K1。");
        }
        else if (tree.FindByCode(code) is { } holder && holder.Id != self)
        {
            yield return new("unit.code.taken", "code", $"代码 {code} 已由“{holder.Name}”使用。请换一个代码。");
        }
    }
}
