using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Meetings;

/// <summary>Changes a planned meeting: when, where, who, and what was said. Kind and unit stay.</summary>
internal sealed class EditMeeting(OpenMeetings meetings, MeetingChecks checks)
{
    /// <param name="version">The version the person saw; another one in store refuses.</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, int version, MeetingFacts typed, CancellationToken ct) =>
        meetings.ChangeAsync(viewer, Rights.Report, id, opened =>
        {
            var (meeting, before) = (opened.Meeting, Snapshot(opened.Meeting));
            var unmet = checks.Apply(opened.Tree, viewer.UnitId, typed with { Kind = meeting.Kind }, meeting, opened.Tree.Find(meeting.UnitId));
            if (meeting.Version != version)
            {
                unmet.Add(new("meeting.stale", "version", "您打开以后别人改过这个会议或它的议程。请核对现在的内容，再次保存即以您的为准。"));
            }
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision.Refuse(unmet));
            }
            opened.Audit("meeting.edit", new { before, after = Snapshot(meeting) });
            return Task.FromResult(Decision.Allow);
        }, ct);

    /// <summary>People under the names by which the log keeps them apart.</summary>
    private static object Snapshot(Meeting m) => new
    {
        m.Day, Period = m.Period.ToString(), m.Place, host = m.Chair, attendees = new[] { m.Attendees, m.Absent, m.Observers }, m.Summary,
    };
}
