using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>Ends sessions: one's own at sign-out, or another person's by an administrator.</summary>
public sealed class SignOut(Writer writer, Sessions sessions)
{
    public async Task RunAsync(Viewer viewer, string tokenHash, CancellationToken ct)
    {
        await writer.RunAsync(viewer, Rights.None, async work =>
        {
            await work.Db.Set<Session>().Where(s => s.TokenHash == tokenHash).ExecuteDeleteAsync(ct);
            work.Audit("session.close", viewer.ActorId, new { });
            return Decision.Allow;
        }, ct);
        sessions.Forget(s => s.TokenHash == tokenHash);
    }
}
