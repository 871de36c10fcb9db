using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>A person gets ten new recovery codes; the old ones are worthless from then on.</summary>
public sealed class NewRecoveryCodes(Writer writer, ProveAgain prove, Vault vault)
{
    public async Task<Decision<IReadOnlyList<string>>> RunAsync(LiveSession own, string password, CancellationToken ct)
    {
        if (await prove.CheckAsync(own, password, ct) is { } wrong)
        {
            return Decision<IReadOnlyList<string>>.Refuse([wrong]);
        }
        return await writer.RunAsync(own.Viewer, Rights.None, async work =>
        {
            if (!await work.Db.Set<SecondFactor>().AnyAsync(f => f.UserId == own.UserId, ct))
            {
                return Decision<IReadOnlyList<string>>.Refuse("second.none", "", "还没有启用两步验证。");
            }
            work.Audit("second-factor.codes", own.Viewer.ActorId, new { RecoveryCodes.Count });
            return Decision<IReadOnlyList<string>>.Allow(await RecoveryCodes.ReplaceAsync(work, vault, own.UserId, ct));
        }, ct);
    }
}
