using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Projects;

namespace Yinfeng.Meetings;

/// <summary>Draws an agenda (抽取议程) from the lights of the month and the open resolutions of earlier meetings; adds what is not there yet.</summary>
/// <remarks>The lights are those that everybody of the meeting's unit may see, whoever draws: they all read the minutes.</remarks>
internal sealed class DrawAgenda(OpenMeetings meetings, MeetingBook book, LightQueries lights)
{
    /// <returns>How many matters were added.</returns>
    public async Task<Decision<int>> RunAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var added = 0;
        var decision = await meetings.ChangeAsync(viewer, Rights.Report, id, async opened =>
        {
            var meeting = opened.Meeting;
            var kind = book.Find(meeting.Kind, opened.Tree, meeting.UnitId, meeting.Day);
            if (kind is null)
            {
                return Decision.Refuse("meeting.kind", "kind", $"{MeetingTerms.Day(meeting.Day)} 没有“{meeting.Kind}”这种会议的规则。请补充会议规则，或手工添加议题。");
            }
            var unit = opened.Tree.Find(meeting.UnitId)!;
            var seen = await lights.ViewAsync(OpenMeetings.Everybody(viewer, meeting), meeting.Period, unit.Code, ct);
            if (seen.Value is not { } view)
            {
                return seen;
            }
            var known = await opened.ItemsAsync(ct);
            var earlier = await EarlierAsync(opened, kind, ct);
            foreach (var item in kind.Draws.SelectMany(d => Draw(d, kind, opened, view, earlier)))
            {
                if (!known.Any(k => Same(k, item)))
                {
                    item.Position = known.Count == 0 ? 1 : known[^1].Position + 1;
                    known.Add(item);
                    opened.Work.Db.Add(item);
                    added++;
                }
            }
            opened.Audit("meeting.draw", new { kind.Id, period = meeting.Period.ToString(), added, lights = view.RulesVersion });
            return Decision.Allow;
        }, ct);
        return decision.Allowed ? Decision<int>.Allow(added) : Decision<int>.Refuse(decision.Unmet);
    }

    /// <summary>Open resolutions of the unit's earlier meetings of the kinds asked for, the longest due first.</summary>
    private async Task<List<Resolution>> EarlierAsync(OpenedMeeting opened, MeetingKind kind, CancellationToken ct)
    {
        var meeting = opened.Meeting;
        string[] kinds = [.. book.Codes.Where(c => kind.ResolutionsOf.Contains(book.NameOf(c)))];
        return await (from r in opened.Work.Db.Set<Resolution>()
                      join m in opened.Work.Db.Set<Meeting>() on r.OriginId equals m.Id
                      where r.OfficeUnitId == meeting.UnitId && m.Day <= meeting.Day && kinds.Contains(m.Kind)
                          && (r.State == ResolutionState.Open || r.State == ResolutionState.Reported)
                      orderby r.Deadline, r.Id
                      select r).ToListAsync(ct);
    }

    private static IEnumerable<AgendaItem> Draw(AgendaDraw draw, MeetingKind kind, OpenedMeeting opened, LightsView view, List<Resolution> earlier) => draw switch
    {
        AgendaDraw.RedProjects => Projects(view, LightColour.Red, kind, opened.Meeting),
        AgendaDraw.YellowProjects => Projects(view, LightColour.Yellow, kind, opened.Meeting),
        AgendaDraw.RedUnits => Units(view, LightColour.Red, opened.Meeting),
        AgendaDraw.YellowUnits => Units(view, LightColour.Yellow, opened.Meeting),
        AgendaDraw.LateResolutions => earlier.Where(r => r.IsLate(opened.Today)).Select(r => Of(r, opened)),
        _ => earlier.Select(r => Of(r, opened)),
    };

    private static IEnumerable<AgendaItem> Projects(LightsView view, LightColour colour, MeetingKind kind, Meeting meeting) =>
        view.Projects.Where(p => p.Light.Colour == colour).Take(kind.MostProjects).Select(p => new AgendaItem
        {
            MeetingId = meeting.Id, Source = AgendaSource.Project, Colour = colour, Title = $"{p.Name}（{p.UnitName}，{Terms.Of(p.Stage)}）",
            Reason = Reason(p.Light), UnitId = p.UnitId, ProjectId = p.ProjectId,
        });

    private static IEnumerable<AgendaItem> Units(LightsView view, LightColour colour, Meeting meeting) =>
        view.Units.Skip(1).Where(u => u.Light.Colour == colour).Select(u => new AgendaItem
        {
            MeetingId = meeting.Id, Source = AgendaSource.Unit, Colour = colour, Title = $"{u.UnitName} {view.Period} 任务完成情况", Reason = Reason(u.Light), UnitId = u.UnitId,
        });

    private static AgendaItem Of(Resolution resolution, OpenedMeeting opened) => new()
    {
        MeetingId = opened.Meeting.Id, Source = AgendaSource.Resolution, Title = $"{resolution.OriginName}议定事项：{resolution.Text}",
        Reason = $"{UnitText.Name(resolution.UnitId, opened.Tree)}应于 {MeetingTerms.Day(resolution.Deadline)} 前办结，"
            + (resolution.IsLate(opened.Today) ? $"超期 {opened.Today.DayNumber - resolution.Deadline.DayNumber} 天" : MeetingTerms.Of(resolution.State)),
        UnitId = resolution.UnitId, ProjectId = resolution.ProjectId, ResolutionId = resolution.Id,
    };

    private static string Reason(Light light) => light.Why + (light.Since is { } since ? $"；自 {MeetingTerms.Day(since)}" : "")
        + (light.ToGreen is { } way ? $"；转绿：{way}" : "");

    private static bool Same(AgendaItem a, AgendaItem b) => a.Source == b.Source && (a.ProjectId, a.ResolutionId) == (b.ProjectId, b.ResolutionId)
        && (a.Source != AgendaSource.Unit || a.UnitId == b.UnitId);
}
