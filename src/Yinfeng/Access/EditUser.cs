using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>New name, scope and rights of an account.</summary>
public sealed record UserEdit(string Name, string? Unit, bool IsAdministrator, bool Disabled);

/// <summary>Changes an account. New rights hold from the person's next request on; disabling ends their sessions.</summary>
public sealed class EditUser(Writer writer, UnitDirectory units, Sessions sessions)
{
    /// <returns>Null when there is no such account within the viewer's scope.</returns>
    public async Task<Decision?> RunAsync(Viewer viewer, long userId, UserEdit edit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var unmet = UserRules.Unmet(viewer, edit.Name);
        var unitId = UserRules.Scope(viewer, tree, edit.Unit, unmet);
        var decision = await writer.RunAsync<Decision?>(viewer, async work =>
        {
            var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == userId, ct);
            if (user is null || !UserQueries.IsSeen(viewer, tree, user))
            {
                return Decision.Refuse("user.unknown", "", ""); // Rolls back; becomes null below.
            }
            if ($"user:{user.Login}" == viewer.ActorId && (edit.Disabled || !edit.IsAdministrator))
            {
                unmet.Add(new("user.self", "", "不能停用自己的账号，也不能取消自己的管理员身份。请由另一位管理员操作。"));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            work.Audit("user.edit", $"user:{user.Login}", new
            {
                before = new { user.Name, user.UnitId, user.IsAdministrator, user.Disabled },
                after = new { edit.Name, UnitId = unitId, edit.IsAdministrator, edit.Disabled },
            });
            (user.Name, user.UnitId, user.IsAdministrator, user.Disabled) = (edit.Name.Trim(), unitId, edit.IsAdministrator, edit.Disabled);
            if (edit.Disabled)
            {
                await work.Db.Set<Session>().Where(s => s.UserId == userId).ExecuteDeleteAsync(ct);
            }
            return Decision.Allow;
        }, ct);
        sessions.Forget(s => s.UserId == userId);
        return decision!.Unmet is [{ Code: "user.unknown" }] ? null : decision;
    }
}
