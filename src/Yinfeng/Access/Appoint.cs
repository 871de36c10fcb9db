using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>What a security administrator enters to appoint somebody.</summary>
/// <param name="Unit">Code or name of the place; empty for the administrator's own scope.</param>
/// <param name="From">First day; null for today.</param>
/// <param name="Until">Last day; null until taken back.</param>
public sealed record NewAppointment(Role Role, string? Unit, DateOnly? From, DateOnly? Until);

/// <summary>Appoints a person to a role at a place for a time. The new rights hold from the person's next request on.</summary>
public sealed class Appoint(Writer writer, UnitDirectory units, Sessions sessions)
{
    /// <returns>Null when there is no such account within the viewer's scope; else the id of the appointment.</returns>
    public async Task<Decision<long>?> RunAsync(Viewer viewer, long userId, NewAppointment asked, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var unmet = new List<Unmet>();
        var unitId = UserRules.Scope(viewer, tree, asked.Unit, unmet);
        var decision = await writer.RunAsync<Decision<long>?>(viewer, Rights.ManageUsers, async work =>
        {
            var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == userId, ct);
            if (user is null || !UserQueries.IsSeen(viewer, tree, user))
            {
                return Decision<long>.Refuse("user.unknown", "", "");
            }
            var from = asked.From ?? BusinessTime.DayOf(work.NowUtc);
            if (asked.Until < from)
            {
                unmet.Add(new("appointment.until", "Until", "截止日早于起始日。请核对日期。"));
            }
            if ($"user:{user.Login}" == viewer.ActorId)
            {
                unmet.Add(new("appointment.self", "", "不能给自己任职。请由另一位安全管理员办理。"));
            }
            var held = await work.Db.Set<Appointment>().Where(a => a.UserId == userId).ToListAsync(ct);
            var beside = held.Where(a => a.From <= (asked.Until ?? DateOnly.MaxValue) && from <= (a.Until ?? DateOnly.MaxValue)).ToList();
            if (beside.Exists(a => a.Role == asked.Role && a.UnitId == unitId))
            {
                unmet.Add(new("appointment.twice", "Role", $"这段时间里已经任{Access.Roles.Name(asked.Role)}。需要改期时，请先结束原来的任职。"));
            }
            unmet.AddRange(UserRules.Together([asked.Role, .. beside.Select(a => a.Role)]));
            if (unmet.Count > 0)
            {
                return Decision<long>.Refuse(unmet);
            }
            var made = new Appointment { UserId = userId, Role = asked.Role, UnitId = unitId, From = from, Until = asked.Until };
            work.Db.Add(made);
            work.Audit("user.appoint", $"user:{user.Login}", new { made.Role, made.UnitId, made.From, made.Until });
            return Decision<long>.Allow(made.Id);
        }, ct);
        sessions.Forget(s => s.UserId == userId);
        return decision!.Unmet is [{ Code: "user.unknown" }] ? null : decision;
    }
}
