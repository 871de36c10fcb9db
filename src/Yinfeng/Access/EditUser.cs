using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>New name and unit of an account, and whether it is out of use.</summary>
public sealed record UserEdit(string Name, string? Unit, bool Disabled);

/// <summary>Changes an account; disabling it ends its sessions. What the person may do is changed by <see cref="Appoint"/>.</summary>
public sealed class EditUser(Writer writer, UnitDirectory units, Sessions sessions)
{
    /// <returns>Null when there is no such account within the viewer's scope.</returns>
    public async Task<Decision?> RunAsync(Viewer viewer, long userId, UserEdit edit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var unmet = UserRules.Unmet(edit.Name);
        var unitId = UserRules.Scope(viewer, tree, edit.Unit, unmet);
        var decision = await writer.RunAsync<Decision?>(viewer, Rights.ManageUsers, async work =>
        {
            var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == userId, ct);
            if (user is null || !UserQueries.IsSeen(viewer, tree, user))
            {
                return Decision.Refuse("user.unknown", "", ""); // Rolls back; becomes null below.
            }
            if ($"user:{user.Login}" == viewer.ActorId && edit.Disabled)
            {
                unmet.Add(new("user.self", "", "不能停用自己的账号。请由另一位安全管理员操作。"));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            work.Audit("user.edit", $"user:{user.Login}", new
            {
                before = new { user.Name, user.UnitId, user.Disabled },
                after = new { edit.Name, UnitId = unitId, edit.Disabled },
            });
            (user.Name, user.UnitId, user.Disabled) = (edit.Name.Trim(), unitId, edit.Disabled);
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
