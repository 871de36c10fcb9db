using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>What came of a sign-in: a token for the cookie, a ticket for the second step, or what to tell the person.</summary>
public sealed record SignInOutcome(string? Token, bool MustChangePassword, string? Message)
{
    /// <summary>The password was right; a code must follow. See <see cref="CheckCode"/>.</summary>
    public string? Ticket { get; init; }

    /// <summary>Before going on, the person is told of the sign-in before this one and of what was tried since.</summary>
    public bool TellLast { get; init; }
}

/// <summary>Checks login and password, and opens a session or asks for the second factor.</summary>
/// <remarks>Wrong passwords lock the account for a while (<see cref="SignInRules"/>), and slow down the address they come from. An unknown
/// login, a disabled account and a wrong password read alike.</remarks>
public sealed class SignIn(Database database, Writer writer, SignInSettings settings, SlowAddresses addresses, Vault vault)
{
    private const string Wrong = "登录名或密码不对。请核对后重试；忘记密码请找本单位管理员重置。";
    internal static readonly Viewer Nobody = new("anonymous", "未登录", null, Rights.None);

    /// <param name="known">This browser has signed in to this account before, so what others do behind the same address does not slow it down.</param>
    public async Task<SignInOutcome> RunAsync(string login, string password, Origin? from, CancellationToken ct, bool known = false)
    {
        login = login.Trim().ToLowerInvariant();
        if (!known && await SlowedAsync(writer, addresses, from, ct) is { } wait)
        {
            return new(null, false, wait);
        }
        var rules = await settings.NowAsync(ct);
        await using var db = database.OpenRead();
        var account = await db.Set<User>().SingleOrDefaultAsync(u => u.Login == login, ct);
        var right = await Passwords.VerifyAsync(password, account?.PasswordHash, ct); // Slow: outside the transaction.
        var outcome = await writer.RunAsync(account is null ? Nobody : Named(account), Rights.None, async work =>
        {
            if (account is null) // Not named in the log: people type passwords into the wrong box.
            {
                work.Audit("session.refused", "", new { reason = "unknown-login", from = from?.Address });
                return new SignInOutcome(null, false, Wrong);
            }
            var user = await work.Db.Set<User>().SingleAsync(u => u.Id == account.Id, ct);
            if (Refusal(user, right && user.PasswordHash == account.PasswordHash, rules, work.NowUtc) is var (reason, message))
            {
                await SessionOpening.RefuseAsync(work, user, reason, from, ct);
                return new SignInOutcome(null, false, message);
            }
            return await AfterFirstFactorAsync(work, user, rules, SignInWay.Password, from, ct);
        }, ct);
        if (outcome is { Token: null, Ticket: null })
        {
            addresses.Failed(from?.Address);
        }
        return outcome;
    }

    /// <summary>Opens the session, or hands out the ticket for the second step.</summary>
    internal async Task<SignInOutcome> AfterFirstFactorAsync(
        WriteWork work, User user, SignInRules rules, SignInWay way, Origin? from, CancellationToken ct)
    {
        if (!await work.Db.Set<SecondFactor>().AnyAsync(f => f.UserId == user.Id, ct))
        {
            return await SessionOpening.OpenAsync(work, user, rules, way, from, null, ct);
        }
        work.Audit("session.code-asked", $"user:{user.Login}", new { way, from = from?.Address });
        return new(null, false, null) { Ticket = SignInTicket.Seal(vault, user, way, work.NowUtc) };
    }

    /// <returns>What to tell somebody at an address that tried too much; null when it may go on.</returns>
    internal static async Task<string?> SlowedAsync(Writer writer, SlowAddresses addresses, Origin? from, CancellationToken ct)
    {
        if (addresses.WaitOf(from?.Address, out var first) is not { } wait)
        {
            return null;
        }
        if (first)
        {
            await writer.RunAsync(Nobody, Rights.None, work =>
            {
                work.Audit("session.slowed", "", new { from = from?.Address, seconds = (int)wait.TotalSeconds });
                return Task.FromResult(0);
            }, ct);
        }
        return $"这个网络地址上登录失败的次数太多。请 {(int)Math.Ceiling(wait.TotalSeconds)} 秒后再试。";
    }

    private static (string Reason, string Message)? Refusal(User user, bool right, SignInRules rules, DateTime nowUtc)
    {
        if (AccountLock.Says(user, nowUtc) is { } locked)
        {
            return ("locked", locked);
        }
        if (!right)
        {
            AccountLock.Failed(user, rules, nowUtc);
            return ("wrong-password", Wrong);
        }
        return user.Disabled ? ("disabled", Wrong) : null;
    }

    internal static Viewer Named(User user) => new($"user:{user.Login}", user.Name, user.UnitId, Rights.None);
}
