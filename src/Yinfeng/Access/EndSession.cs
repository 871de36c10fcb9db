using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>An administrator ends one or all sessions of a person, say after a phone was lost.</summary>
public sealed class EndSession(Writer writer, UnitDirectory units, Sessions sessions)
{
    public async Task<Decision> RunAsync(Viewer viewer, long userId, CancellationToken ct, string? id = null)
    {
        var tree = await units.TodayAsync(ct);
        var decision = await writer.RunAsync(viewer, Rights.ManageUsers, async work =>
        {
            var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == userId, ct);
            if (user is null || !UserQueries.IsSeen(viewer, tree, user))
            {
                return Decision.Refuse("user.unknown", "", "没有这个用户，或不在您的管理范围内。");
            }
            var theirs = work.Db.Set<Session>().Where(s => s.UserId == userId);
            var ended = await (id is null ? theirs : theirs.Where(s => s.TokenHash.Substring(0, SessionRow.IdLength) == id)).ExecuteDeleteAsync(ct);
            work.Audit("session.end", $"user:{user.Login}", new { ended });
            return Decision.Allow;
        }, ct);
        sessions.Forget(s => s.UserId == userId);
        return decision;
    }
}
