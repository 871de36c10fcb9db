using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>An administrator unlocks an account before its time, say when its person stands at the desk.</summary>
public sealed class UnlockUser(Writer writer, UnitDirectory units)
{
    public async Task<Decision> RunAsync(Viewer viewer, string login, CancellationToken ct)
    {
        login = login.Trim().ToLowerInvariant();
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.ManageUsers, async work =>
        {
            var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Login == login, ct);
            if (user is null || !UserQueries.IsSeen(viewer, tree, user))
            {
                return Decision.Refuse("user.unknown", "Login", $"没有登录名为“{login}”的用户，或不在您的管理范围内。");
            }
            work.Audit("user.unlock", $"user:{login}", new { user.FailedSignIns, user.LockedUntilUtc });
            AccountLock.Lift(user);
            return Decision.Allow;
        }, ct);
    }
}
