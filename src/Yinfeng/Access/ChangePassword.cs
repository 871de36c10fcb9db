using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>A person chooses another password. Every session of theirs ends; the answer carries the token of a new one.</summary>
public sealed class ChangePassword(Database database, Writer writer, Sessions sessions)
{
    public async Task<Decision<string>> RunAsync(
        Viewer viewer, long userId, string current, string chosen, string repeated, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var known = await db.Set<User>().SingleAsync(u => u.Id == userId, ct);
        var unmet = PasswordRules.Unmet(chosen, known.Login);
        if (chosen != repeated)
        {
            unmet.Add(new("password.repeat", "Repeated", "两次输入的新密码不一样，请重新输入。"));
        }
        if (chosen == current)
        {
            unmet.Add(new("password.same", "Password", "新密码与现在的密码相同，请换一个。"));
        }
        if (!await Passwords.VerifyAsync(current, known.PasswordHash, ct))
        {
            unmet.Add(new("password.current", "Current", "现在的密码不对。首次登录请填管理员给的一次性密码。"));
        }
        if (unmet.Count > 0)
        {
            return Decision<string>.Refuse(unmet);
        }
        var hash = await Passwords.HashAsync(chosen, ct);
        var token = Sessions.NewToken();
        var decision = await writer.RunAsync(viewer, async work =>
        {
            var user = await work.Db.Set<User>().SingleAsync(u => u.Id == userId, ct);
            user.PasswordHash = hash;
            user.MustChangePassword = false;
            await work.Db.Set<Session>().Where(s => s.UserId == userId).ExecuteDeleteAsync(ct);
            work.Db.Add(new Session
            {
                TokenHash = Sessions.HashOf(token), UserId = userId, CreatedAtUtc = work.NowUtc, SeenAtUtc = work.NowUtc,
            });
            work.Audit("user.password", $"user:{user.Login}", new { });
            return Decision<string>.Allow(token);
        }, ct);
        sessions.Forget(s => s.UserId == userId);
        return decision;
    }
}
