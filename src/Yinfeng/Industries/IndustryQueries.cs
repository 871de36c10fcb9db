using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Industries;

/// <summary>Reads corrections. They say nothing about a unit's business, so whoever sees business sees all of them.</summary>
internal sealed class IndustryQueries(Database database)
{
    private const int Most = 2_000;

    /// <summary>In force, the newest first.</summary>
    public async Task<IReadOnlyList<IndustryCorrection>> CorrectionsAsync(Viewer viewer, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        await using var db = database.OpenRead();
        return await db.Set<IndustryCorrection>().Where(c => c.UndoneAtUtc == null).OrderByDescending(c => c.Id).Take(Most).ToListAsync(ct);
    }
}
