using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>Resolutions on a person's desk: what their unit owes or is late with, what the meeting's office has to confirm, what waits for others.</summary>
/// <remarks>A unit's own matters stand one by one; those of the units below it are one line, for whoever has to press them.</remarks>
internal sealed class MeetingDesk(Database database, UnitDirectory units, MeetingBook book) : IDeskSource
{
    private const int Named = 5;

    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        var scope = new MeetingScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var open = await ResolutionQueries.Seen(db, scope).Where(r => r.State == ResolutionState.Open || r.State == ResolutionState.Reported)
            .OrderBy(r => r.Deadline).ThenBy(r => r.Id).ToListAsync(ct);
        var own = open.Where(r => scope.Tree.Find(r.UnitId)?.Id is { } id && id == (viewer.UnitId ?? UnitTree.NationId)).ToList();
        var late = open.Except(own).Where(r => scope.Has(r.UnitId) && r.State == ResolutionState.Open && r.IsLate(today)).ToList();
        var waiting = open.Where(r => r.State == ResolutionState.Reported).ToList();
        var toJudge = waiting.Where(r => viewer.May(Rights.Verify) && scope.Has(r.OfficeUnitId) && r.ReportedBy != viewer.ActorId).ToList();
        return
        [
            .. await DueAsync(db, viewer, today, ct),
            .. Capped(own.Where(r => r.State == ResolutionState.Open).ToList(), "owed", r => Owed(r, today)),
            .. late.Count == 0 ? Array.Empty<DeskItem>() : [new DeskItem($"resolutions-late:{today:yyyy-MM}", DeskPart.Late, late[0].Deadline,
                $"{late.Count} 项议定事项超期未办结", $"最早的应于 {MeetingTerms.Day(late[0].Deadline)} 前办结：{Short(late[0])}", "/meetings/resolutions?late=1")],
            .. Capped(toJudge, "judge", r => new DeskItem($"resolution-judge:{r.Id}:{r.Version}", DeskPart.Owed, null, $"议定事项待您确认：{Short(r)}",
                $"{r.OriginName}，{MeetingTerms.Day(r.ReportedOn!.Value)} 报告", Address(r))),
            .. Capped(waiting.Where(r => r.ReportedBy == viewer.ActorId).ToList(), "waiting", r => new DeskItem($"resolution-waiting:{r.Id}", DeskPart.Waiting, null,
                $"您报告的议定事项在等别人确认：{Short(r)}", r.OriginName, Address(r))),
        ];
    }

    /// <summary>Kinds of meetings that the person's unit has held before and that it has neither held nor planned in the present week, month,
    /// quarter or half-year.</summary>
    private async Task<List<DeskItem>> DueAsync(YinfengDb db, Viewer viewer, DateOnly today, CancellationToken ct)
    {
        var items = new List<DeskItem>();
        if (viewer.UnitId is not { } unit || !viewer.May(Rights.Report))
        {
            return items;
        }
        var tree = await units.TodayAsync(ct);
        var latest = await db.Set<Meeting>().Where(m => m.UnitId == unit && m.Status != MeetingStatus.Cancelled).GroupBy(m => m.Kind)
            .Select(g => new { Kind = g.Key, Day = g.Max(m => m.Day), Held = g.Count(m => m.Number != null) }).ToListAsync(ct);
        foreach (var kind in latest.Where(k => k.Held > 0).OrderBy(k => k.Kind, StringComparer.Ordinal))
        {
            if (book.Find(kind.Kind, tree, unit, today) is { } rule && MeetingTerms.Window(rule.Rhythm, today) is var (from, to, word) && kind.Day < from)
            {
                items.Add(new DeskItem($"meeting-due:{rule.Code}:{from:yyyyMMdd}", DeskPart.Owed, to, $"{word}的{rule.Name}还没有安排", $"上一次在 {MeetingTerms.Day(kind.Day)}", "/meetings/new"));
            }
        }
        return items;
    }

    /// <summary>The key names the deadline: after an extension it is another matter, and people hear of it once more.</summary>
    private static DeskItem Owed(Resolution r, DateOnly today) => new($"resolution:{r.Id}:{r.Deadline:yyyyMMdd}", r.IsLate(today) ? DeskPart.Late : DeskPart.Owed, r.Deadline,
        $"议定事项：{Short(r)}", $"{r.OriginName}{(r.Person is null ? "" : $"，责任人 {r.Person}")}，办结后报告办理情况", Address(r));

    private static IEnumerable<DeskItem> Capped(List<Resolution> rows, string part, Func<Resolution, DeskItem> item) => rows.Count <= Named ? rows.Select(item)
        : [.. rows.Take(Named).Select(item), item(rows[Named]) with { Key = $"resolutions-more:{part}:{rows.Count}", Title = $"另有 {rows.Count - Named} 项议定事项", Detail = "", Href = "/meetings/resolutions" }];

    private static string Short(Resolution r) => r.Text.Length > 30 ? r.Text[..30] + "…" : r.Text;

    private static string Address(Resolution r) => $"/meetings/resolutions/{r.Id}";

    public async Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        var scope = new MeetingScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var waiting = await ResolutionQueries.Seen(db, scope).Where(r => r.State == ResolutionState.Reported && (projectId == null || r.ProjectId == projectId)).ToListAsync(ct);
        return [.. waiting.Select(r => new PendingMatter(PendingKind.ResolutionToConfirm, $"{r.OriginName}：{Short(r)}", r.UnitId, r.OfficeUnitId, Rights.Verify, r.ReportedOn!.Value,
            r.ReportedOn.Value, Address(r), r.ProjectId, NotBy: [r.ReportedBy ?? ""]))];
    }
}
