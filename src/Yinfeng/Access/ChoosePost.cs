using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>A person who holds several posts goes over to another one (切换岗位), for this sign-in.</summary>
public sealed class ChoosePost(Writer writer, Sessions sessions)
{
    /// <param name="unitId">Unit of the post; 0 for the whole tree.</param>
    public async Task<Decision> RunAsync(LiveSession session, long unitId, CancellationToken ct)
    {
        if (!session.Posts.Any(p => (p.UnitId ?? 0) == unitId))
        {
            return Decision.Refuse("post.unknown", "post", "您没有这个岗位，或任职已经结束。请刷新页面后重选。");
        }
        var decision = await writer.RunAsync(session.Viewer, Rights.None, async work =>
        {
            await work.Db.Set<Session>().Where(s => s.TokenHash == session.TokenHash).ExecuteUpdateAsync(s => s.SetProperty(x => x.PostUnitId, unitId), ct);
            work.Audit("session.post", session.Viewer.ActorId, new { before = session.Viewer.UnitId, after = unitId });
            return Decision.Allow;
        }, ct);
        sessions.Forget(s => s.TokenHash == session.TokenHash);
        return decision;
    }
}
