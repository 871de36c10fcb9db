using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Bulletins;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>What other rooms tell of meetings: the bulletin of a month, and matters beside a unit's lights.</summary>
/// <remarks>Both look back at a day: what was confirmed later was still open then. A deadline is the present one.</remarks>
internal sealed class MeetingNewsQueries(Database database, UnitDirectory units, MeetingBook book, TimeProvider clock) : IMeetingNews, IUnitMatters
{
    private const int MostMatters = 20;

    public async Task<MeetingNews> OfAsync(Viewer viewer, UnitNode unit, YearMonth period, CancellationToken ct)
    {
        var (today, first) = (BusinessTime.Today(clock), new DateOnly(period.Year, 1, 1));
        var day = period.LastDay < today ? period.LastDay : today;
        await using var db = database.OpenRead();
        var scope = new MeetingScope(viewer, await units.TodayAsync(ct));
        var held = await db.Set<Meeting>().Where(m => m.UnitId == unit.Id && m.Status == MeetingStatus.Held && m.Day >= first && m.Day <= day)
            .Select(m => m.Kind).ToListAsync(ct);
        var known = await ResolutionQueries.Seen(db, scope).Where(r => r.Origin == ResolutionOrigin.Meeting && r.OfficeUnitId == unit.Id && r.DecidedOn <= day
            && (r.DecidedOn >= first || r.ClosedOn == null || r.ClosedOn >= first) && !(r.State == ResolutionState.Withdrawn && r.ClosedOn <= day)).ToListAsync(ct);
        var open = known.Where(r => !(r.ClosedOn <= day)).ToList();
        var late = open.Where(r => Late(r, day)).ToList();
        var told = late.OrderBy(r => r.Deadline).Concat(open.Except(late).OrderBy(r => r.Deadline))
            .Concat(known.Where(r => r.ClosedOn <= day && r.ClosedOn >= period.FirstDay).OrderBy(r => r.ClosedOn)).ToList();
        var signed = await SignedAsync(db, told, ct);
        var rows = told.Where(r => r.ProjectId is not { } project || signed.Contains(project)).ToList();
        return new MeetingNews([.. book.Codes.Select(c => (book.NameOf(c), held.Count(k => k == c))).Where(k => k.Item2 > 0)], known.Count,
            known.Count - open.Count, late.Count, [.. rows.Select(r => new MeetingNewsRow(r.OriginName, r.Text, UnitText.Name(r.UnitId, scope.Tree), r.Deadline,
                Standing(r, day)))], told.Count - rows.Count);
    }

    public async Task<IReadOnlyList<UnitMatter>> LateAsync(Viewer viewer, UnitNode unit, DateOnly day, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var scope = new MeetingScope(viewer, await units.TodayAsync(ct));
        var within = scope.Tree.IdsWithin(unit.Id);
        var open = await ResolutionQueries.Seen(db, scope).Where(r => within.Contains(r.UnitId) && r.DecidedOn <= day && r.Deadline < day
                && (r.ClosedOn == null || r.ClosedOn > day))
            .OrderBy(r => r.Deadline).ThenBy(r => r.Id).ToListAsync(ct);
        return [.. open.Where(r => Late(r, day)).Take(MostMatters).Select(r => new UnitMatter(r.Text,
            $"{UnitText.Name(r.UnitId, scope.Tree)}{(r.Person is { } person ? $" {person}" : "")} · {r.OriginName} · 超期 {day.DayNumber - r.Deadline.DayNumber} 天", r.Deadline,
            $"/meetings/resolutions/{r.Id}"))];
    }

    /// <summary>Whoever makes a bulletin may know of a negotiation; those who read it may not.</summary>
    private static async Task<HashSet<long>> SignedAsync(YinfengDb db, List<Resolution> told, CancellationToken ct)
    {
        var ids = told.Select(r => r.ProjectId).OfType<long>().Distinct().ToList();
        var stages = await db.Set<Project>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Stage }).ToListAsync(ct);
        return [.. stages.Where(p => p.Stage >= ProjectStage.Signed).Select(p => p.Id)];
    }

    private static bool Late(Resolution r, DateOnly day) => r.Deadline < day && !(r.ReportedOn <= r.Deadline);

    private static string Standing(Resolution r, DateOnly day) => r.ClosedOn <= day ? "已办结" : Late(r, day) ? $"超期{day.DayNumber - r.Deadline.DayNumber}天"
        : r.ReportedOn <= day ? "待确认" : "办理中";
}
