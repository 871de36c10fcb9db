using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>Asks a signed-in person for their password once more before something that would let a thief of the session stay (ASVS 5.0, 7.5.1).</summary>
public sealed class ProveAgain(Database database, Writer writer, SignInSettings settings)
{
    /// <returns>What is wrong, or null. Wrong passwords count towards locking the account.</returns>
    /// <remarks>Whoever came by single sign-on has no password here that they know; the other server vouched for them.</remarks>
    public async Task<Unmet?> CheckAsync(LiveSession own, string password, CancellationToken ct)
    {
        if (own.Way == SignInWay.SingleSignOn)
        {
            return null;
        }
        await using var db = database.OpenRead();
        var known = await db.Set<User>().SingleAsync(u => u.Id == own.UserId, ct);
        var right = await Passwords.VerifyAsync(password, known.PasswordHash, ct);
        if (right && known.FailedSignIns == 0 && known.LockedUntilUtc is null)
        {
            return null;
        }
        var rules = await settings.NowAsync(ct);
        return await writer.RunAsync(own.Viewer, Rights.None, async work =>
        {
            var user = await work.Db.Set<User>().SingleAsync(u => u.Id == own.UserId, ct);
            if (AccountLock.Says(user, work.NowUtc) is { } locked)
            {
                await SessionOpening.RefuseAsync(work, user, "locked", null, ct);
                return new Unmet("password.locked", "Current", locked);
            }
            if (right)
            {
                AccountLock.Lift(user);
                work.Audit("session.proved", own.Viewer.ActorId, new { });
                return null;
            }
            AccountLock.Failed(user, rules, work.NowUtc);
            await SessionOpening.RefuseAsync(work, user, "wrong-password-again", null, ct);
            return new Unmet("password.current", "Current", "现在的密码不对，请重新输入。");
        }, ct);
    }
}
