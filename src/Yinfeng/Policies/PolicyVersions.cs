using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Policies;

/// <summary>The versions that offices made. A draft is seen by its own person alone.</summary>
internal sealed class PolicyVersions(Database database)
{
    /// <param name="policy">Null: of all.</param>
    public async Task<IReadOnlyList<PolicyVersion>> ListAsync(Viewer viewer, string? policy, PolicyVersionState? state, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var list = await Seen(db, viewer).Where(v => (policy == null || v.PolicyId == policy) && (state == null || v.State == state)).ToListAsync(ct);
        return [.. list.OrderBy(v => v.State is not (PolicyVersionState.Draft or PolicyVersionState.Submitted)).ThenByDescending(v => v.DecidedAtUtc ?? v.SavedAtUtc)];
    }

    public async Task<PolicyVersion?> FindAsync(Viewer viewer, long id, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await Seen(db, viewer).FirstOrDefaultAsync(v => v.Id == id, ct);
    }

    public async Task<PolicyVersion?> DraftAsync(Viewer viewer, string policy, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await Seen(db, viewer).FirstOrDefaultAsync(v => v.PolicyId == policy && v.State == PolicyVersionState.Draft, ct);
    }

    private static IQueryable<PolicyVersion> Seen(YinfengDb db, Viewer viewer) =>
        db.Set<PolicyVersion>().AsNoTracking().Where(v => v.State != PolicyVersionState.Draft || v.ProposedBy == viewer.ActorId);
}
