using Microsoft.EntityFrameworkCore;
using Yinfeng.Audit;
using Yinfeng.Persistence;

namespace Yinfeng.Bulletins;

/// <summary>The roots that stand in issued bulletins: paper that nobody can take back vouches for the log.</summary>
internal sealed class IssuedRoots(Database database) : IAuditAnchorSource
{
    public async Task<IReadOnlyList<AuditAnchor>> AnchorsAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var issued = await db.Set<Bulletin>().Where(b => b.Number != null && b.ModelJson != null).Select(b => new { b.Number, b.ModelJson }).ToListAsync(ct);
        return [.. from b in issued
                   let audit = BulletinModel.FromJson(b.ModelJson!).Audit
                   where audit is not null
                   select new AuditAnchor(audit.Size, audit.Root, $"通报{b.Number}")];
    }
}
