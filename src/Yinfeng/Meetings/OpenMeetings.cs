using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>A meeting opened for change.</summary>
/// <param name="Meeting">Tracked: what is set on it is stored.</param>
internal sealed record OpenedMeeting(WriteWork Work, Meeting Meeting, UnitTree Tree, DateOnly Today)
{
    public Task<List<AgendaItem>> ItemsAsync(CancellationToken ct) =>
        Work.Db.Set<AgendaItem>().Where(i => i.MeetingId == Meeting.Id).OrderBy(i => i.Position).ThenBy(i => i.Id).ToListAsync(ct);

    public Task<List<Resolution>> ResolutionsAsync(CancellationToken ct) =>
        Work.Db.Set<Resolution>().Where(r => r.OriginId == Meeting.Id).OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(ct);

    public void Audit(string action, object detail) => Work.Audit(action, $"meeting:{Meeting.Id}", detail);
}

/// <summary>Opens one planned meeting for a write: checks scope and that its minutes are not fixed yet, raises the version.</summary>
internal sealed class OpenMeetings(Writer writer, UnitDirectory units, TimeProvider clock)
{
    public static readonly Unmet NotFound = new("meeting.not-found", "id", "没有这个会议，或者它不在您的权限范围内。请核对编号。");

    /// <param name="needs">Preparing asks for <see cref="Rights.Report"/>, fixing the minutes for <see cref="Rights.Publish"/>.</param>
    /// <param name="change">Changes what is tracked and adds an audit line, or refuses.</param>
    /// <param name="inTurn">From reading on one write at a time, also between servers.</param>
    public async Task<Decision> ChangeAsync(Viewer viewer, Rights needs, long id, Func<OpenedMeeting, Task<Decision>> change, CancellationToken ct,
        bool inTurn = false)
    {
        var tree = await units.TodayAsync(ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await writer.RunAsync(viewer, needs, work => OneAsync(work, id, tree, change, inTurn, ct), ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < 3)
            {
                // Another server changed the row between our read and our commit: read again and decide on what is there now.
            }
        }
    }

    /// <summary>Whoever of the meeting's unit sees least: its agenda and minutes name nothing that not all of them may know.</summary>
    public static Viewer Everybody(Viewer viewer, Meeting meeting) =>
        viewer with { UnitId = meeting.UnitId, Rights = viewer.Rights & ~Rights.SeeSecrets, Shared = [] };

    private async Task<Decision> OneAsync(WriteWork work, long id, UnitTree tree, Func<OpenedMeeting, Task<Decision>> change, bool inTurn, CancellationToken ct)
    {
        if (inTurn)
        {
            await Writer.TakeTurnAsync(work, ct);
        }
        var meeting = await work.Db.Set<Meeting>().FirstOrDefaultAsync(m => m.Id == id, ct);
        if (meeting is null || !tree.IsWithin(meeting.UnitId, work.Viewer.UnitId))
        {
            return Decision.Refuse([NotFound]);
        }
        if (meeting.Status != MeetingStatus.Planned)
        {
            return Decision.Refuse("meeting.fixed", "", meeting.Status == MeetingStatus.Held
                ? "会议已召开，纪要已定稿，不能再改。议定事项的办理、延期、撤销请到议定事项里办。" : $"会议已取消（{meeting.CancelledReason}）。要开会请重新安排。");
        }
        var decision = await change(new OpenedMeeting(work, meeting, tree, BusinessTime.Today(clock)));
        meeting.Version += decision.Allowed ? 1 : 0;
        return decision;
    }
}
