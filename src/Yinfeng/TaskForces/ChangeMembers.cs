using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.TaskForces;

/// <summary>Takes a person into a task force, and lets them go.</summary>
internal sealed class ChangeMembers(TaskForceDesk desk)
{
    /// <param name="until">Last day; null for as long as the task force holds.</param>
    public Task<Decision> AddAsync(Viewer viewer, long id, string login, DateOnly? until, CancellationToken ct) =>
        desk.ChangeAsync(viewer, id, async (work, force, today) =>
        {
            login = login.Trim().ToLowerInvariant();
            var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Login == login && !u.Disabled, ct);
            if (user is null)
            {
                return Decision.Refuse("task-force.member.unknown", "Login", $"没有登录名为“{login}”的用户，或已停用。请核对登录名。");
            }
            if (until < today || until > force.Until)
            {
                return Decision.Refuse("task-force.member.until", "MemberUntil", $"截止日应在今天和专班截止日 {force.Until:yyyy-MM-dd} 之间。");
            }
            if (await work.Db.Set<TaskForceMember>().AnyAsync(m => m.TaskForceId == id && m.UserId == user.Id && m.Until >= today, ct))
            {
                return Decision.Refuse("task-force.member.twice", "Login", $"{user.Name}已在专班里。");
            }
            work.Db.Add(new TaskForceMember { TaskForceId = id, UserId = user.Id, From = today, Until = until ?? force.Until });
            work.Audit("task-force.member-add", $"task-force:{id}", new { user.Login, until = until ?? force.Until });
            return Decision.Allow;
        }, ct);

    public Task<Decision> EndAsync(Viewer viewer, long id, long memberId, CancellationToken ct) =>
        desk.ChangeAsync(viewer, id, async (work, _, today) =>
        {
            var member = await work.Db.Set<TaskForceMember>().SingleOrDefaultAsync(m => m.Id == memberId && m.TaskForceId == id && m.Until >= today, ct);
            if (member is null)
            {
                return Decision.Refuse("task-force.member.gone", "", "这位成员已经不在专班里，请刷新页面。");
            }
            work.Audit("task-force.member-end", $"task-force:{id}", new { member.UserId, before = member.Until });
            member.Until = today.AddDays(-1);
            return Decision.Allow;
        }, ct);
}
