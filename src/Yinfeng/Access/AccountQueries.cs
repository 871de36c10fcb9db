using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>A sign-in in force, as its person and administrators see it.</summary>
/// <param name="Id">Names it among a person's sign-ins: the beginning of the token's hash.</param>
/// <param name="IsThis">The one that asks.</param>
public sealed record SessionRow(string Id, SignInWay Way, string? Address, string? Agent, DateTime CreatedAtUtc, DateTime SeenAtUtc, bool IsThis)
{
    internal const int IdLength = 16;

    internal static SessionRow Of(Session session, Sessions live, string? own = null) => new(session.TokenHash[..IdLength], session.Way, session.Address, session.Agent,
        session.CreatedAtUtc, live.SeenAt(session.TokenHash) ?? session.SeenAtUtc, session.TokenHash == own);
}

/// <summary>The account page of one person.</summary>
/// <param name="PasswordSetAtUtc">When the password was chosen, or the account made.</param>
/// <param name="PasswordDays">Days it holds under the office's rules; null: no end.</param>
/// <param name="Last">The sign-in before this one; null when this is the first.</param>
public sealed record AccountView(string Login, string Name, IReadOnlyList<SessionRow> Sessions, LastSignIn? Last, DateTime PasswordSetAtUtc, int? PasswordDays,
    DateTime? SecondFactorSinceUtc, int RecoveryCodesLeft, bool SecondFactorRequired);

/// <summary>The sign-in before the present one, and what was tried in vain between them.</summary>
public sealed record LastSignIn(DateTime? AtUtc, string? From, int Failed);

/// <summary>What a person may know of their own account.</summary>
public sealed class AccountQueries(Database database, Sessions sessions, SignInSettings settings, TimeProvider clock)
{
    public async Task<AccountView> OfAsync(LiveSession own, CancellationToken ct)
    {
        var rules = await settings.NowAsync(ct);
        await using var db = database.OpenRead();
        var user = await db.Set<User>().SingleAsync(u => u.Id == own.UserId, ct);
        var set = await db.Set<PasswordRecord>().Where(p => p.UserId == user.Id).OrderByDescending(p => p.SetAtUtc).FirstOrDefaultAsync(ct);
        var factor = await db.Set<SecondFactor>().SingleOrDefaultAsync(f => f.UserId == user.Id, ct);
        var codes = await db.Set<RecoveryCode>().CountAsync(c => c.UserId == user.Id && c.UsedAtUtc == null, ct);
        return new(user.Login, user.Name, await SessionsAsync(db, own, rules, ct), await LastAsync(db, own.UserId, ct),
            set?.SetAtUtc ?? user.CreatedAtUtc, rules.Days, factor?.EnrolledAtUtc, codes, rules.RequiresSecondFactor(own.Posts));
    }

    public async Task<LastSignIn?> LastAsync(LiveSession own, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await LastAsync(db, own.UserId, ct);
    }

    /// <summary>For administrators who look at an account of their scope.</summary>
    internal async Task<bool> HasSecondFactorAsync(long userId, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<SecondFactor>().AnyAsync(f => f.UserId == userId, ct);
    }

    /// <summary>One's sign-ins in force, the newest first.</summary>
    public async Task<IReadOnlyList<SessionRow>> SessionsAsync(LiveSession own, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await SessionsAsync(db, own, await settings.NowAsync(ct), ct);
    }

    private async Task<IReadOnlyList<SessionRow>> SessionsAsync(YinfengDb db, LiveSession own, SignInRules rules, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var oldest = now - rules.Longest;
        var open = await db.Set<Session>().Where(s => s.UserId == own.UserId && s.CreatedAtUtc > oldest).OrderByDescending(s => s.CreatedAtUtc).ToListAsync(ct);
        return [.. open.Select(s => SessionRow.Of(s, sessions, own.TokenHash)).Where(s => now - s.SeenAtUtc <= rules.Idle)];
    }

    private static async Task<LastSignIn?> LastAsync(YinfengDb db, long userId, CancellationToken ct) =>
        await db.Set<SignInTrace>().SingleOrDefaultAsync(t => t.UserId == userId, ct) is { } trace && (trace.BeforeAtUtc is not null || trace.FailedBefore > 0)
            ? new(trace.BeforeAtUtc, trace.BeforeFrom, trace.FailedBefore) : null;
}
