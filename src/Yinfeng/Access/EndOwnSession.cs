using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>A person ends a sign-in of their own elsewhere, or all but the one they are using.</summary>
public sealed class EndOwnSession(Writer writer, Sessions sessions)
{
    /// <param name="id">Which one (<see cref="SessionRow.Id"/>); null ends all others.</param>
    public async Task<Decision<int>> RunAsync(LiveSession own, string? id, CancellationToken ct)
    {
        if (id is not null && id.Length != SessionRow.IdLength)
        {
            return Decision<int>.Refuse("session.unknown", "", "这处登录已经结束了。");
        }
        var decision = await writer.RunAsync(own.Viewer, Rights.None, async work =>
        {
            var others = work.Db.Set<Session>().Where(s => s.UserId == own.UserId && s.TokenHash != own.TokenHash);
            var ended = await (id is null ? others : others.Where(s => s.TokenHash.Substring(0, SessionRow.IdLength) == id)).ExecuteDeleteAsync(ct);
            if (ended == 0)
            {
                return Decision<int>.Refuse("session.unknown", "", "这处登录已经结束了。");
            }
            work.Audit("session.end", own.Viewer.ActorId, new { ended });
            return Decision<int>.Allow(ended);
        }, ct);
        sessions.Forget(s => s.UserId == own.UserId && s.TokenHash != own.TokenHash && (id is null || s.TokenHash.StartsWith(id, StringComparison.Ordinal)));
        return decision;
    }
}
