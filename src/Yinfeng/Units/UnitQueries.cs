using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Units;

/// <summary>A unit as lists and REST show it.</summary>
public sealed record UnitRow(long Id, string Code, string Name, string Kind, long? ParentId, int Children);

/// <summary>A unit with what is above, below and behind it.</summary>
/// <param name="Above">From the top of what the viewer may see down to the parent.</param>
/// <param name="History">Versions, the latest first.</param>
public sealed record UnitView(
    UnitRow Unit, string? ShortName, IReadOnlyList<UnitRow> Above, IReadOnlyList<UnitRow> Children, IReadOnlyList<UnitPast> History);

/// <summary>One entry of a unit's history, in words.</summary>
public sealed record UnitPast(DateOnly From, string Code, string Name, string What);

/// <summary>Reads of the unit tree, within what the viewer may see.</summary>
internal sealed class UnitQueries(UnitDirectory units, Database database, TimeProvider clock)
{
    /// <summary>A unit as of a day (today when null); null outside the viewer's scope. Without an id: the top of the scope.</summary>
    public async Task<UnitView?> GetAsync(Viewer viewer, long? id, DateOnly? on, CancellationToken ct)
    {
        var tree = await units.OnAsync(on ?? BusinessTime.Today(clock), ct);
        var wanted = id ?? viewer.UnitId ?? UnitTree.NationId;
        if (tree.Find(wanted) is not { } node || !tree.IsWithin(node.Id, viewer.UnitId))
        {
            return null;
        }
        var above = tree.Upward(node.Id).Skip(1).Where(n => tree.IsWithin(n.Id, viewer.UnitId)).Reverse();
        await using var db = database.OpenRead();
        var versions = await db.Set<UnitVersion>()
            .Where(v => v.UnitId == node.Id || v.SuccessorId == node.Id).OrderByDescending(v => v.ValidFrom).ToListAsync(ct);
        return new UnitView(Row(node, tree), node.ShortName, [.. above.Select(n => Row(n, tree))],
            [.. tree.Children(node.Id).Select(n => Row(n, tree))], [.. Past(versions, node.Id, tree)]);
    }

    /// <summary>Units whose code or name contains a text, the nearest to the top first; at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<UnitRow>> FindAsync(Viewer viewer, string text, int limit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var wanted = text.Trim();
        return [.. tree.InOrder.Where(n => tree.IsWithin(n.Id, viewer.UnitId)
                && (n.Code.StartsWith(wanted, StringComparison.Ordinal) || n.Name.Contains(wanted, StringComparison.Ordinal)))
            .OrderBy(n => n.Name == wanted ? 0 : 1).ThenBy(n => n.Depth).Take(limit).Select(n => Row(n, tree))];
    }

    private static UnitRow Row(UnitNode node, UnitTree tree) =>
        new(node.Id, node.Code, node.Name, UnitTerms.Of(node.Kind), node.ParentId, tree.Children(node.Id).Count);

    private static IEnumerable<UnitPast> Past(List<UnitVersion> versions, long id, UnitTree tree)
    {
        foreach (var version in versions)
        {
            if (version.UnitId != id)
            {
                yield return new(version.ValidFrom, version.Code, version.Name, $"{version.Name}并入");
                continue;
            }
            var before = versions.Find(v => v.UnitId == id && v.ValidFrom < version.ValidFrom);
            var changes = before is null ? [version.ValidFrom == SeedRegions.ValidFrom ? "行政区划代码表" : "设立"]
                : version.Ended ? ["撤销"]
                : new[]
                {
                    before.Name != version.Name ? $"由“{before.Name}”更名" : null,
                    before.Code != version.Code ? $"代码由 {before.Code} 改为 {version.Code}" : null,
                    before.ParentId != version.ParentId ? $"由{Name(before.ParentId, tree)}划转至{Name(version.ParentId, tree)}" : null,
                }.OfType<string>().ToArray();
            yield return new(version.ValidFrom, version.Code, version.Name, changes.Length == 0 ? "重新登记" : string.Join("，", changes));
        }
    }

    private static string Name(long? id, UnitTree tree) => id is { } known ? tree.Find(known)?.Name ?? $"单位 {known}" : "无";
}
