using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>Next steps on a person's desk: those of one's own unit one by one as their day comes near, late ones of the units below as one line.</summary>
internal sealed class VisitDesk(Database database, UnitDirectory units) : IDeskSource
{
    private const int Named = 5, SoonDays = 3;

    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var soon = today.AddDays(SoonDays);
        var due = await Open(db, viewer, tree).Where(v => v.NextDue <= soon).OrderBy(v => v.NextDue).ThenBy(v => v.Id).ToListAsync(ct);
        var own = due.FindAll(v => viewer.May(Rights.Report) && (v.RecordedBy == viewer.ActorId || v.UnitId == (viewer.UnitId ?? UnitTree.NationId)));
        var late = due.Except(own).Where(v => v.LateDays(today) > 0).ToList();
        return
        [
            .. own.Take(Named).Select(v => new DeskItem($"visit:{v.Id}:{v.NextDue:yyyyMMdd}", v.LateDays(today) > 0 ? DeskPart.Late : DeskPart.Owed, v.NextDue,
                $"对接下一步：{VisitTerms.Short(v.NextStep!)}", $"{v.Company}，{VisitTerms.Day(v.On)} {VisitTerms.Of(v.Kind)}", VisitTerms.Address(v))),
            .. own.Count <= Named ? Array.Empty<DeskItem>() : [new DeskItem($"visits-own:{today:yyyyMMdd}", DeskPart.Owed, own[Named].NextDue,
                $"还有 {own.Count - Named} 项对接下一步要办", "", "/visits?open=1")],
            .. late.Count == 0 ? Array.Empty<DeskItem>() : [new DeskItem($"visits-late:{today:yyyy-MM}", DeskPart.Late, late[0].NextDue,
                $"{late.Count} 项对接下一步超期",
                $"最早的应于 {VisitTerms.Day(late[0].NextDue!.Value)} 前办：{late[0].Company}（{UnitText.Name(late[0].UnitId, tree)}）", "/visits?late=1")],
        ];
    }

    public async Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var open = await Open(db, viewer, tree).Where(v => projectId == null || v.ProjectId == projectId).ToListAsync(ct);
        return [.. open.Select(v => new PendingMatter(PendingKind.VisitStepToTake, $"{v.Company}：{VisitTerms.Short(v.NextStep!)}", v.UnitId, v.UnitId, Rights.Report, v.On, v.On,
            VisitTerms.Address(v), v.ProjectId, Limit: v.NextDue))];
    }

    private static IQueryable<Visit> Open(YinfengDb db, Viewer viewer, UnitTree tree) =>
        new VisitSight(viewer, tree).Visits(db).Where(v => v.NextStep != null && v.NextDoneOn == null);
}
