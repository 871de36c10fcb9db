using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Meetings;

/// <summary>Marks a meeting as held (召开定稿): it gets the next number, its minutes are fixed, its resolutions begin to count.</summary>
/// <remarks>Number, document and resolutions stand or fall together: a refusal gives no number away.</remarks>
internal sealed class HoldMeeting(OpenMeetings meetings, MeetingBook book)
{
    /// <param name="version">The version the person read over; another one in store refuses. Null holds what is there.</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, int? version, CancellationToken ct) => meetings.ChangeAsync(viewer, Rights.Publish, id, async opened =>
    {
        var (meeting, work) = (opened.Meeting, opened.Work);
        var (agenda, resolutions) = (await opened.ItemsAsync(ct), await opened.ResolutionsAsync(ct));
        var unmet = Unmet(opened, version, agenda, resolutions);
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        var kind = book.Find(meeting.Kind, opened.Tree, meeting.UnitId, meeting.Day);
        var name = kind?.Name ?? book.NameOf(meeting.Kind);
        (meeting.NumberYear, meeting.Number) = (meeting.Day.Year, await NextAsync(opened, ct));
        (meeting.Status, meeting.HeldBy) = (MeetingStatus.Held, work.Viewer.Name);
        var projects = await NamesAsync(opened, resolutions, ct);
        var minutes = MinutesModel.Of(meeting, name, kind?.Office ?? "", opened.Tree, agenda, resolutions, projects, opened.Today);
        (meeting.MinutesJson, meeting.MinutesDocx) = (minutes.ToJson(), MinutesDocument.Write(minutes));
        opened.Audit("meeting.hold", new { meeting.Kind, year = meeting.NumberYear, number = meeting.Number, resolutions = resolutions.Count });
        foreach (var resolution in resolutions)
        {
            (resolution.State, resolution.DecidedOn, resolution.OriginName) = (ResolutionState.Open, meeting.Day, minutes.Name);
            resolution.Version++;
            OpenResolutions.Note(work, resolution, ResolutionAct.Decided, opened.Today, null);
        }
        return Decision.Allow;
    }, ct, inTurn: true);

    private static List<Unmet> Unmet(OpenedMeeting opened, int? version, List<AgendaItem> agenda, List<Resolution> resolutions)
    {
        var (meeting, unmet) = (opened.Meeting, new List<Unmet>());
        if (version is { } seen && seen != meeting.Version)
        {
            unmet.Add(new("meeting.stale", "version", "您打开以后别人改过这个会议、议程或议定事项。请核对现在的纪要，再次定稿。"));
        }
        if (meeting.Day > opened.Today)
        {
            unmet.Add(new("meeting.future", "day", $"会议定在 {MeetingTerms.Day(meeting.Day)}，还没有到。请会后再定稿；提前开了请先改会议日期。"));
        }
        foreach (var (field, label, text) in new[] { ("place", "地点", meeting.Place), ("chair", "主持", meeting.Chair), ("attendees", "出席", meeting.Attendees) })
        {
            if (text is null)
            {
                unmet.Add(new($"meeting.{field}", field, $"没有填“{label}”，纪要不完整。请先补上。"));
            }
        }
        if (agenda.Count == 0 && resolutions.Count == 0)
        {
            unmet.Add(new("meeting.empty", "", "既没有议程也没有议定事项，纪要没有内容。请先抽取议程或写明议定事项。"));
        }
        unmet.AddRange(resolutions.Where(r => r.Deadline < meeting.Day).Select(r => new Unmet("resolution.deadline-past", "",
            $"“{r.Text}”的完成时限 {MeetingTerms.Day(r.Deadline)} 早于会议日期 {MeetingTerms.Day(meeting.Day)}。请先改时限。")));
        return unmet;
    }

    /// <summary>Counts up a row of its own, so the number stands or falls with the transaction: no gap, none twice.</summary>
    private static async Task<int> NextAsync(OpenedMeeting opened, CancellationToken ct)
    {
        var (meeting, db) = (opened.Meeting, opened.Work.Db);
        var counter = await db.Set<MeetingCounter>().FirstOrDefaultAsync(c => c.UnitId == meeting.UnitId && c.Kind == meeting.Kind && c.Year == meeting.Day.Year, ct);
        if (counter is null)
        {
            counter = new MeetingCounter { UnitId = meeting.UnitId, Kind = meeting.Kind, Year = meeting.Day.Year };
            db.Add(counter);
        }
        return ++counter.Last;
    }

    private static async Task<Dictionary<long, string>> NamesAsync(OpenedMeeting opened, List<Resolution> resolutions, CancellationToken ct)
    {
        var ids = resolutions.Select(r => r.ProjectId).OfType<long>().Distinct().ToList();
        return await opened.Work.Db.Set<Project>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
    }
}
