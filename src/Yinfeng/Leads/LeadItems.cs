using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Follow-ups on a person's desk and beside a unit's lights: one's own one by one, those of the units below as one line.</summary>
internal sealed class LeadItems(Database database, UnitDirectory units) : IDeskSource, IUnitMatters
{
    private const int Named = 8, SoonDays = 3;

    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        var (tree, soon) = (await units.TodayAsync(ct), today.AddDays(SoonDays));
        await using var db = database.OpenRead();
        var due = await Within(db, tree, viewer.UnitId).Where(l => l.NextOn <= soon).OrderBy(l => l.NextOn).ThenBy(l => l.Id).ToListAsync(ct);
        var own = due.Where(l => viewer.May(Rights.Report) && (l.OwnerId is null ? l.UnitId == viewer.UnitId : l.OwnerId == viewer.ActorId)).ToList();
        var late = due.Except(own).Where(l => l.NextOn < today).ToList();
        return
        [
            .. own.Take(Named).Select(l => new DeskItem($"lead:{l.Id}:{l.NextOn:yyyyMMdd}", l.NextOn < today ? DeskPart.Late : DeskPart.Owed, l.NextOn,
                $"跟进线索：{l.Title}", $"{l.Grade} 级{(l.Investor is null ? "" : $"，{l.Investor}")}{(l.LateDays(today) is > 0 and var days ? $"，超期 {days} 天" : "")}", $"/leads/{l.Id}")),
            .. own.Count <= Named ? Array.Empty<DeskItem>() : [new DeskItem($"leads-own:{today:yyyyMMdd}", DeskPart.Owed, own[Named].NextOn, $"还有 {own.Count - Named} 条线索要跟进", "", "/leads?mine=1&status=Open")],
            .. late.Count == 0 ? Array.Empty<DeskItem>() : [new DeskItem($"leads-late:{today:yyyy-MM}", DeskPart.Late, late[0].NextOn,
                $"{late.Count} 条线索超期未跟进", $"最早的应于 {late[0].NextOn:yyyy-MM-dd} 前跟进：{late[0].Title}（{UnitText.Name(late[0].UnitId, tree)}）", "/leads?late=1")],
        ];
    }

    public async Task<IReadOnlyList<UnitMatter>> LateAsync(Viewer viewer, UnitNode unit, DateOnly day, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var late = await Within(db, tree, unit.Id).Where(l => l.NextOn < day).OrderBy(l => l.NextOn).ThenBy(l => l.Id).ToListAsync(ct);
        return [.. late.Where(l => tree.IsWithin(l.UnitId, viewer.UnitId)).Select(l => new UnitMatter($"线索未按时跟进：{l.Title}",
            $"{UnitText.Name(l.UnitId, tree)}{(l.OwnerName is { } owner ? " " + owner : "")}，{l.Grade} 级，超期 {l.LateDays(day)} 天", l.NextOn!.Value, $"/leads/{l.Id}"))];
    }

    private static IQueryable<Lead> Within(YinfengDb db, UnitTree tree, long? root)
    {
        var open = db.Set<Lead>().Where(l => l.Status == LeadStatus.Open);
        if (root is not { } unit || unit == UnitTree.NationId)
        {
            return open;
        }
        var ids = tree.IdsWithin(unit);
        return open.Where(l => ids.Contains(l.UnitId));
    }
}
