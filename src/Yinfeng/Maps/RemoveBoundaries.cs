using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Maps;

/// <summary>Takes away the boundaries of one file; the counties are then drawn as tiles again.</summary>
internal sealed class RemoveBoundaries(Writer writer)
{
    /// <returns>How many regions lost theirs.</returns>
    public Task<Decision<int>> RunAsync(Viewer viewer, string sha256, CancellationToken ct) => writer.RunAsync(viewer, Rights.ManageSystem, async work =>
    {
        var gone = await work.Db.Set<Boundary>().Where(b => b.Sha256 == sha256).ToListAsync(ct);
        if (gone.Count == 0)
        {
            return Decision<int>.Refuse("boundaries.none", "sha256", "没有从这份文件导入的边界，可能已经删除。");
        }
        work.Db.RemoveRange(gone);
        work.Audit("boundaries.remove", "boundaries", new { file = gone[0].FileName, sha256, regions = gone.Select(g => g.RegionId).Order() });
        return Decision<int>.Allow(gone.Count);
    }, ct);
}
