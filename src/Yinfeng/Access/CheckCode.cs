using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>The second step of a sign-in: checks the code and opens the session.</summary>
public sealed class CheckCode(Database database, Writer writer, SignInSettings settings, SlowAddresses addresses, Vault vault, TimeProvider clock)
{
    private const string Late = "验证超时，请从头登录。";
    private const string Wrong = "验证码不对。请看手机上当前的 6 位数字；每个验证码只能用一次，请等下一个。手机不在身边时可以用备用码。";

    /// <returns>Without a message nor a token: the first step must be done again.</returns>
    public async Task<SignInOutcome> RunAsync(string? ticketText, string code, Origin? from, CancellationToken ct)
    {
        if (SignInTicket.Open(vault, ticketText, clock.GetUtcNow().UtcDateTime) is not { } ticket)
        {
            return new(null, false, Late);
        }
        var rules = await settings.NowAsync(ct);
        await using var db = database.OpenRead();
        if (await db.Set<User>().SingleOrDefaultAsync(u => u.Id == ticket.UserId, ct) is not { } known || !ticket.Fits(known))
        {
            return new(null, false, Late);
        }
        var outcome = await writer.RunAsync(SignIn.Named(known), Rights.None, async work =>
        {
            var user = await work.Db.Set<User>().SingleAsync(u => u.Id == ticket.UserId, ct);
            if (AccountLock.Says(user, work.NowUtc) is { } locked)
            {
                await SessionOpening.RefuseAsync(work, user, "locked", from, ct);
                return new SignInOutcome(null, false, locked);
            }
            var factor = await work.Db.Set<SecondFactor>().AsNoTracking().SingleOrDefaultAsync(f => f.UserId == user.Id, ct);
            var second = factor is null ? "" : await CodeProof.TakeAsync(work, vault, factor, code, ct);
            if (second is null || !ticket.Fits(user))
            {
                AccountLock.Failed(user, rules, work.NowUtc);
                await SessionOpening.RefuseAsync(work, user, "wrong-code", from, ct);
                return new SignInOutcome(null, false, Wrong) { Ticket = ticketText };
            }
            return await SessionOpening.OpenAsync(work, user, rules, ticket.Way, from, second, ct);
        }, ct);
        if (outcome.Token is null)
        {
            addresses.Failed(from?.Address);
        }
        return outcome;
    }
}
