using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>What came of a sign-in: a token for the cookie, or what to tell the person.</summary>
public sealed record SignInOutcome(string? Token, bool MustChangePassword, string? Message);

/// <summary>Checks login and password and opens a session.</summary>
/// <remarks>Five wrong passwords lock the account for 15 minutes. An unknown login, a disabled account and a wrong password read alike.</remarks>
public sealed class SignIn(Database database, Writer writer)
{
    public const int Tries = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);
    private const string Wrong = "登录名或密码不对。请核对后重试；忘记密码请找本单位管理员重置。";
    private static readonly Viewer Nobody = new("anonymous", "未登录", null, false);

    public async Task<SignInOutcome> RunAsync(string login, string password, string? from, CancellationToken ct)
    {
        login = login.Trim().ToLowerInvariant();
        await using var db = database.OpenRead();
        var known = await db.Set<User>().SingleOrDefaultAsync(u => u.Login == login, ct);
        var right = await Passwords.VerifyAsync(password, known?.PasswordHash, ct); // Slow: outside the transaction.
        return await writer.RunAsync(known is null ? Nobody : Named(known), async work =>
        {
            if (known is null) // Not named in the log: people type passwords into the wrong box.
            {
                work.Audit("session.refused", "", new { reason = "unknown-login", from });
                return new SignInOutcome(null, false, Wrong);
            }
            var user = await work.Db.Set<User>().SingleAsync(u => u.Id == known.Id, ct);
            var outcome = Decide(user, right && user.PasswordHash == known.PasswordHash, work.NowUtc, out var reason);
            if (reason is not null)
            {
                work.Audit("session.refused", $"user:{user.Login}", new { reason, user.FailedSignIns, from });
                return outcome;
            }
            work.Db.Add(new Session
            {
                TokenHash = Sessions.HashOf(outcome.Token!), UserId = user.Id, CreatedAtUtc = work.NowUtc, SeenAtUtc = work.NowUtc,
            });
            var oldest = work.NowUtc - Sessions.Longest;
            await work.Db.Set<Session>().Where(s => s.CreatedAtUtc < oldest).ExecuteDeleteAsync(ct);
            work.Audit("session.open", $"user:{user.Login}", new { from });
            return outcome;
        }, ct);
    }

    private static SignInOutcome Decide(User user, bool right, DateTime now, out string? reason)
    {
        if (user.LockedUntilUtc is { } until && until > now)
        {
            reason = "locked";
            var minutes = (int)Math.Ceiling((until - now).TotalMinutes);
            return new(null, false, $"密码连续输错 {Tries} 次，账号已锁定。请 {minutes} 分钟后再试，或找管理员重置密码。");
        }
        if (!right)
        {
            reason = "wrong-password";
            user.FailedSignIns++;
            if (user.FailedSignIns >= Tries)
            {
                user.FailedSignIns = 0;
                user.LockedUntilUtc = now + LockedFor;
            }
            return new(null, false, Wrong);
        }
        if (user.Disabled)
        {
            reason = "disabled";
            return new(null, false, Wrong);
        }
        reason = null;
        user.FailedSignIns = 0;
        user.LockedUntilUtc = null;
        return new(Sessions.NewToken(), user.MustChangePassword, null);
    }

    private static Viewer Named(User user) => new($"user:{user.Login}", user.Name, user.UnitId, user.IsAdministrator);
}
