using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>The last step of every sign-in, within its transaction.</summary>
internal static class SessionOpening
{
    public static async Task<SignInOutcome> OpenAsync(WriteWork work, User user, SignInRules rules, SignInWay way, Origin? from, string? second, CancellationToken ct)
    {
        AccountLock.Lift(user);
        var token = Sessions.NewToken();
        work.Db.Add(New(token, user.Id, way, from, work.NowUtc));
        var oldest = work.NowUtc - rules.Longest - Sessions.RememberedFor;
        await work.Db.Set<Session>().Where(s => s.CreatedAtUtc < oldest).ExecuteDeleteAsync(ct);
        var trace = await TraceAsync(work, user.Id, ct);
        trace.SignedIn(work.NowUtc, from);
        work.Audit("session.open", $"user:{user.Login}", new { way, second, from = from?.Address, from?.Agent });
        var tell = trace.FailedBefore > 0 || (rules.Profile == PasswordProfile.Dengbao && trace.BeforeAtUtc is not null);
        return new(token, way == SignInWay.Password && user.MustChangePassword, null) { TellLast = tell };
    }

    public static Session New(string token, long userId, SignInWay way, Origin? from, DateTime nowUtc) => new()
    {
        TokenHash = Sessions.HashOf(token), UserId = userId, Way = way, Address = from?.Address, Agent = from?.Agent, CreatedAtUtc = nowUtc, SeenAtUtc = nowUtc,
    };

    /// <summary>A refused try: counted for what the person is told next time, and logged.</summary>
    public static async Task RefuseAsync(WriteWork work, User user, string reason, Origin? from, CancellationToken ct)
    {
        (await TraceAsync(work, user.Id, ct)).Failed();
        work.Audit("session.refused", $"user:{user.Login}", new { reason, user.FailedSignIns, from = from?.Address });
    }

    private static async Task<SignInTrace> TraceAsync(WriteWork work, long userId, CancellationToken ct)
    {
        var trace = await work.Db.Set<SignInTrace>().SingleOrDefaultAsync(t => t.UserId == userId, ct);
        if (trace is null)
        {
            work.Db.Add(trace = new SignInTrace { UserId = userId });
        }
        return trace;
    }
}
