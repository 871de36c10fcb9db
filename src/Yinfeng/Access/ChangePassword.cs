using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>A person chooses another password. Every session of theirs ends; the answer carries the token of a new one.</summary>
public sealed class ChangePassword(Database database, Writer writer, SignInSettings settings, KnownPasswords leaked, Sessions sessions)
{
    public async Task<Decision<string>> RunAsync(
        Viewer viewer, long userId, string current, string chosen, string repeated, CancellationToken ct,
        Origin? from = null)
    {
        var rules = await settings.NowAsync(ct);
        await using var db = database.OpenRead();
        var known = await db.Set<User>().SingleAsync(u => u.Id == userId, ct);
        var unmet = PasswordRules.Unmet(chosen, known.Login, rules);
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
        if (await leaked.ContainsAsync(chosen, ct))
        {
            return Decision<string>.Refuse("password.common", "Password", "新密码在已泄露密码的名单上，容易被猜到，请换一个。");
        }
        if (rules.Reuse > 0 && await WasUsedAsync(db, userId, chosen, rules.Reuse, ct))
        {
            return Decision<string>.Refuse("password.reused", "Password", $"新密码与最近 {rules.Reuse} 次用过的密码之一相同，等保要求不得重复，请换一个。");
        }
        var hash = await Passwords.HashAsync(chosen, ct);
        var token = Sessions.NewToken();
        var decision = await writer.RunAsync(viewer, Rights.None, async work =>
        {
            var user = await work.Db.Set<User>().SingleAsync(u => u.Id == userId, ct);
            user.PasswordHash = hash;
            user.MustChangePassword = false;
            await work.Db.Set<Session>().Where(s => s.UserId == userId).ExecuteDeleteAsync(ct);
            work.Db.Add(SessionOpening.New(token, userId, SignInWay.Password, from, work.NowUtc));
            await RememberAsync(work, user, rules, ct);
            work.Audit("user.password", $"user:{user.Login}", new { });
            return Decision<string>.Allow(token);
        }, ct);
        sessions.Forget(s => s.UserId == userId);
        return decision;
    }

    private static async Task<bool> WasUsedAsync(YinfengDb db, long userId, string chosen, int last, CancellationToken ct)
    {
        var hashes = await db.Set<PasswordRecord>().Where(p => p.UserId == userId).OrderByDescending(p => p.SetAtUtc).Take(last).Select(p => p.Hash).ToListAsync(ct);
        foreach (var hash in hashes)
        {
            if (await Passwords.VerifyAsync(chosen, hash, ct))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The newest record tells the password's age; older ones are kept only as far as the rules ask for them.</summary>
    private static async Task RememberAsync(WriteWork work, User user, SignInRules rules, CancellationToken ct)
    {
        var records = await work.Db.Set<PasswordRecord>().Where(p => p.UserId == user.Id).OrderByDescending(p => p.SetAtUtc).ToListAsync(ct);
        work.Db.RemoveRange(records.Skip(Math.Max(0, rules.Reuse - 1)));
        work.Db.Add(new PasswordRecord { UserId = user.Id, SetAtUtc = work.NowUtc, Hash = user.PasswordHash });
    }
}
