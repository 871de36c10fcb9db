using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Promises;

/// <summary>Promises on a person's desk: what their unit owes or is late with, what they have to confirm, what waits, and posts nobody holds.</summary>
/// <remarks>A unit's own matters stand one by one; late ones of the units below it are one line, for whoever has to press them.</remarks>
internal sealed class PromiseDesk(Database database, UnitDirectory units) : IDeskSource
{
    private const int Named = 5;

    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var open = await Open(PromiseQueries.Seen(db, viewer, tree)).OrderBy(p => p.Due).ThenBy(p => p.Id).ToListAsync(ct);
        if (open.Count == 0)
        {
            return [];
        }
        var holders = await PromiseHolders.ReadAsync(db, tree, today, ct);
        var own = open.FindAll(p => tree.Find(p.UnitId)?.Id == (viewer.UnitId ?? UnitTree.NationId));
        var late = open.Except(own).Where(p => tree.IsWithin(p.UnitId, viewer.UnitId) && p.State == PromiseState.Open && p.IsLate(today)).ToList();
        var waiting = open.FindAll(p => p.State == PromiseState.Reported);
        var toJudge = waiting.FindAll(p => viewer.May(Rights.Verify) && tree.IsWithin(p.OfficeUnitId, viewer.UnitId) && p.ReportedBy != viewer.ActorId
            && !holders.Present(p).Any(h => h.ActorId == viewer.ActorId));
        var unowned = viewer.May(Rights.Approve) ? open.FindAll(p => tree.IsWithin(p.OfficeUnitId, viewer.UnitId) && holders.Present(p).Count == 0) : [];
        return
        [
            .. Capped(own.FindAll(p => p.State == PromiseState.Open), "owed", p => Owed(p, holders, today)),
            .. late.Count == 0 ? Array.Empty<DeskItem>() : [new DeskItem($"promises-late:{today:yyyy-MM}", DeskPart.Late, late[0].Due, $"{late.Count} 项承诺逾期未兑现",
                $"最早的应于 {PromiseTerms.Day(late[0].Due)} 前兑现：{PromiseTerms.Short(late[0])}", "/promises?late=1")],
            .. Capped(toJudge, "judge", p => new DeskItem($"promise-judge:{p.Id}:{p.Version}", DeskPart.Owed, null, $"承诺兑现待您确认：{PromiseTerms.Short(p)}",
                $"{p.To}，{PromiseTerms.Day(p.ReportedOn!.Value)} 报告", PromiseTerms.Address(p))),
            .. Capped(waiting.FindAll(p => p.ReportedBy == viewer.ActorId), "waiting", p => new DeskItem($"promise-waiting:{p.Id}", DeskPart.Waiting, null,
                $"您报告的兑现在等别人确认：{PromiseTerms.Short(p)}", p.To, PromiseTerms.Address(p))),
            .. unowned.Count == 0 ? Array.Empty<DeskItem>() : [new DeskItem($"promises-unowned:{unowned.Count}", DeskPart.Owed, null, $"{unowned.Count} 项承诺无人负责",
                $"责任岗位没有现任的人，例如 {PromiseTerms.Post(unowned[0].UnitId, unowned[0].Post, tree)}。请任命，或移交到别的岗位。", "/promises?unowned=1")],
        ];
    }

    public async Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var waiting = await PromiseQueries.Seen(db, viewer, tree).Where(p => p.State == PromiseState.Reported && (projectId == null || p.ProjectId == projectId)).ToListAsync(ct);
        return [.. waiting.Select(p => new PendingMatter(PendingKind.PromiseToConfirm, $"{p.To}：{PromiseTerms.Short(p)}", p.UnitId, p.OfficeUnitId, Rights.Verify,
            p.ReportedOn!.Value, p.ReportedOn.Value, PromiseTerms.Address(p), p.ProjectId, NotBy: [p.ReportedBy ?? ""]))];
    }

    /// <summary>The key names the day: after an extension it is another matter, and people hear of it once more.</summary>
    private static DeskItem Owed(Promise p, PromiseHolders holders, DateOnly today) => new($"promise:{p.Id}:{p.Due:yyyyMMdd}", p.IsLate(today) ? DeskPart.Late : DeskPart.Owed, p.Due,
        $"承诺：{PromiseTerms.Short(p)}", $"对 {p.To}，{holders.Named(p)}，兑现后报告并附凭证", PromiseTerms.Address(p));

    private static IQueryable<Promise> Open(IQueryable<Promise> all) => all.Where(p => p.State == PromiseState.Open || p.State == PromiseState.Reported);

    private static IEnumerable<DeskItem> Capped(List<Promise> rows, string part, Func<Promise, DeskItem> item) => rows.Count <= Named ? rows.Select(item)
        : [.. rows.Take(Named).Select(item), item(rows[Named]) with { Key = $"promises-more:{part}:{rows.Count}", Title = $"另有 {rows.Count - Named} 项承诺", Detail = "", Href = "/promises" }];
}
