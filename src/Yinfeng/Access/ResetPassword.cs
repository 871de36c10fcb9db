using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>Gives an account a new one-time password, unlocks it and ends its sessions.</summary>
public sealed class ResetPassword(Writer writer, UnitDirectory units, Sessions sessions)
{
    public async Task<Decision<OneTimePassword>> RunAsync(Viewer viewer, string login, CancellationToken ct)
    {
        login = login.Trim().ToLowerInvariant();
        var tree = await units.TodayAsync(ct);
        var password = Passwords.OneTime();
        var hash = await Passwords.HashAsync(password, ct);
        var decision = await writer.RunAsync(viewer, Rights.ManageUsers, async work =>
        {
            var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Login == login, ct);
            if (user is null || !UserQueries.IsSeen(viewer, tree, user))
            {
                return Decision<OneTimePassword>.Refuse("user.unknown", "Login", $"没有登录名为“{login}”的用户，或不在您的管理范围内。");
            }
            user.PasswordHash = hash;
            user.MustChangePassword = true;
            user.FailedSignIns = 0;
            user.LockedUntilUtc = null;
            await work.Db.Set<Session>().Where(s => s.UserId == user.Id).ExecuteDeleteAsync(ct);
            work.Audit("user.reset", $"user:{login}", new { });
            return Decision<OneTimePassword>.Allow(new(user.Id, login, password));
        }, ct);
        sessions.Forget(s => s.Viewer.ActorId == $"user:{login}");
        return decision;
    }
}
