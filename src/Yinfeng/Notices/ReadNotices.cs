using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Notices;

/// <summary>Marks a person's own messages as read.</summary>
internal sealed class ReadNotices(Writer writer)
{
    /// <param name="id">One message; null for all.</param>
    public Task<Decision<int>> RunAsync(Viewer viewer, long? id, CancellationToken ct) => writer.RunAsync(viewer, Rights.None, async work =>
    {
        var read = await work.Db.Set<Notice>().Where(n => n.ActorId == viewer.ActorId && n.ReadAtUtc == null && (id == null || n.Id == id)).ToListAsync(ct);
        read.ForEach(n => n.ReadAtUtc = work.NowUtc);
        work.Audit("notice.read", viewer.ActorId, new { count = read.Count });
        return Decision<int>.Allow(read.Count);
    }, ct);
}
