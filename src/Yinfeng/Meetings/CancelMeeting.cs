using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Meetings;

/// <summary>Cancels a planned meeting (取消会议), with the reason. It never had a number, so none is missing.</summary>
internal sealed class CancelMeeting(OpenMeetings meetings)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        meetings.ChangeAsync(viewer, Rights.Report, id, opened =>
        {
            if (string.IsNullOrWhiteSpace(reason))
            {
                return Task.FromResult(Decision.Refuse("meeting.cancel.reason", "reason", "请写明为什么取消，例如 并入下月调度会。"));
            }
            (opened.Meeting.Status, opened.Meeting.CancelledReason) = (MeetingStatus.Cancelled, reason.Trim());
            opened.Audit("meeting.cancel", new { reason });
            return Task.FromResult(Decision.Allow);
        }, ct);
}
