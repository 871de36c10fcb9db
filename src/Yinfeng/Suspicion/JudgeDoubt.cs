using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Suspicion;

/// <summary>The unit that looked says whether an explanation holds (说明成立) or the figure still has to be inspected (仍需检查).</summary>
internal sealed class JudgeDoubt(DoubtDesk desk)
{
    public Task<Decision<bool>> RunAsync(Viewer viewer, long id, bool holds, string? reason, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Inspect, id, async (work, doubt, policy) =>
        {
            if (!DoubtQueries.MayJudge(viewer, doubt, policy.Tree))
            {
                return Decision<bool>.Refuse("doubt.organiser", "", "由提出疑点的单位审定：被检查的单位不能自己了结。");
            }
            var (why, unmet) = (DoubtDesk.Plain(reason), new List<Unmet>());
            if (why.Length is 0 or > DoubtDesk.LongestText)
            {
                unmet.Add(new("doubt.reason", "reason", $"请写明理由（不超过 {DoubtDesk.LongestText} 字）。"));
            }
            if (await work.Db.Set<DoubtNote>().AnyAsync(n => n.DoubtId == id && n.State == DoubtState.Answered && n.ActorId == viewer.ActorId, ct))
            {
                unmet.Add(new("doubt.four-eyes", "", "说明是您自己写的，请由另一个人审定。"));
            }
            if (unmet.Count > 0)
            {
                return Decision<bool>.Refuse(unmet);
            }
            doubt.State = holds ? DoubtState.Explained : DoubtState.Remains;
            doubt.ClosedAtUtc = holds ? work.NowUtc : null;
            work.Db.Add(new DoubtNote
            {
                DoubtId = doubt.Id, State = doubt.State, Text = why, ActorId = viewer.ActorId, Name = viewer.Name, AtUtc = work.NowUtc,
            });
            work.Audit("doubt.judge", $"doubt:{doubt.Id}", new { doubt.Code, project = doubt.ProjectId, unit = doubt.UnitId, holds, reason = why });
            return Decision<bool>.Allow(true);
        }, ct);
}
