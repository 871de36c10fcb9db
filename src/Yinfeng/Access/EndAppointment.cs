using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>Ends an appointment: the person's next request is made without it. The line stays, as proof of who could do what when.</summary>
public sealed class EndAppointment(Writer writer, UnitDirectory units, Sessions sessions)
{
    /// <returns>Null when there is no such appointment within the viewer's scope.</returns>
    public async Task<Decision?> RunAsync(Viewer viewer, long userId, long id, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var decision = await writer.RunAsync(viewer, Rights.ManageUsers, async work =>
        {
            var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == userId, ct);
            var held = await work.Db.Set<Appointment>().SingleOrDefaultAsync(a => a.Id == id && a.UserId == userId, ct);
            if (user is null || held is null || !UserQueries.IsSeen(viewer, tree, user))
            {
                return Decision.Refuse("user.unknown", "", "");
            }
            if ($"user:{user.Login}" == viewer.ActorId)
            {
                return Decision.Refuse("appointment.self", "", "不能结束自己的任职。请由另一位安全管理员办理。");
            }
            var last = BusinessTime.DayOf(work.NowUtc).AddDays(-1);
            work.Audit("user.dismiss", $"user:{user.Login}", new { held.Role, held.UnitId, held.From, before = held.Until, until = last });
            held.Until = last; // At once: yesterday was the last day.
            return Decision.Allow;
        }, ct);
        sessions.Forget(s => s.UserId == userId);
        return decision.Unmet is [{ Code: "user.unknown" }] ? null : decision;
    }
}
