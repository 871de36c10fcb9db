using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>Ends the use of a second factor: by its person with password and code, or by an administrator when the phone is lost.</summary>
public sealed class DropSecondFactor(Writer writer, ProveAgain prove, UnitDirectory units, Vault vault, SignInSettings settings, Sessions sessions)
{
    private const string WrongCode = "验证码不对。请填手机上当前的 6 位数字，或一个没用过的备用码。";

    public async Task<Decision> OwnAsync(LiveSession own, string code, string password, CancellationToken ct)
    {
        if (await prove.CheckAsync(own, password, ct) is { } wrong)
        {
            return Decision.Refuse([wrong]);
        }
        var rules = await settings.NowAsync(ct);
        var done = await writer.RunAsync(own.Viewer, Rights.None, async work => // Not a Decision: a wrong code must stay counted.
        {
            var user = await work.Db.Set<User>().SingleAsync(u => u.Id == own.UserId, ct);
            var factor = await work.Db.Set<SecondFactor>().AsNoTracking().SingleOrDefaultAsync(f => f.UserId == own.UserId, ct);
            if (factor is not null && await CodeProof.TakeAsync(work, vault, factor, code, ct) is null)
            {
                AccountLock.Failed(user, rules, work.NowUtc);
                await SessionOpening.RefuseAsync(work, user, "wrong-code-again", null, ct);
                return false;
            }
            await DropAsync(work, own.UserId, own.Viewer.ActorId, ct);
            return true;
        }, ct);
        sessions.Forget(s => s.UserId == own.UserId);
        return done ? Decision.Allow : Decision.Refuse("second.code", "Code", WrongCode);
    }

    /// <summary>By an administrator; the person's sign-ins end, because somebody else may have the phone.</summary>
    public async Task<Decision> OfAsync(Viewer viewer, string login, CancellationToken ct)
    {
        login = login.Trim().ToLowerInvariant();
        var tree = await units.TodayAsync(ct);
        var decision = await writer.RunAsync(viewer, Rights.ManageUsers, async work =>
        {
            var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Login == login, ct);
            if (user is null || !UserQueries.IsSeen(viewer, tree, user))
            {
                return Decision.Refuse("user.unknown", "Login", $"没有登录名为“{login}”的用户，或不在您的管理范围内。");
            }
            await work.Db.Set<Session>().Where(s => s.UserId == user.Id).ExecuteDeleteAsync(ct);
            await DropAsync(work, user.Id, $"user:{login}", ct);
            return Decision.Allow;
        }, ct);
        sessions.Forget(s => s.Viewer.ActorId == $"user:{login}");
        return decision;
    }

    private static async Task DropAsync(WriteWork work, long userId, string subject, CancellationToken ct)
    {
        await work.Db.Set<SecondFactor>().Where(f => f.UserId == userId).ExecuteDeleteAsync(ct);
        await work.Db.Set<RecoveryCode>().Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        work.Audit("second-factor.drop", subject, new { });
    }
}
