using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>Plans a meeting (安排会议). It has no number yet.</summary>
internal sealed class PlanMeeting(Writer writer, UnitDirectory units, MeetingChecks checks)
{
    /// <returns>The id, or every unmet condition.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, MeetingFacts typed, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Report, work =>
        {
            var meeting = new Meeting { Kind = "", CreatedBy = viewer.Name, CreatedAtUtc = work.NowUtc, Version = 1 };
            var unmet = checks.Apply(tree, viewer.UnitId, typed, meeting, null);
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision<long>.Refuse(unmet));
            }
            work.Db.Add(meeting);
            work.Audit("meeting.plan", $"meeting:{meeting.Id}", new { meeting.Kind, unit = meeting.UnitId, day = meeting.Day, period = meeting.Period.ToString() });
            return Task.FromResult(Decision<long>.Allow(meeting.Id));
        }, ct);
    }
}
