using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>Reads the log for auditors.</summary>
public sealed class AuditQueries(Database database)
{
    /// <summary>Who may read entries: whoever audits the whole house.</summary>
    public static bool MayRead(Viewer viewer) => viewer.May(Rights.ReadAudit) && viewer.UnitId is null;

    /// <summary>The newest checkpoint, or null.</summary>
    public async Task<SignedCheckpoint?> LastAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<SignedCheckpoint>().OrderByDescending(c => c.Number).FirstOrDefaultAsync(ct);
    }
}
