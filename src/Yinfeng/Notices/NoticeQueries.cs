using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Notices;

/// <param name="Stuck">Letters that could not be sent; administrators see them.</param>
public sealed record NoticesView(IReadOnlyList<Notice> Notices, int Unread, string? Email, IReadOnlyList<Letter> Stuck);

/// <summary>Reads a person's own messages; nobody reads another's.</summary>
public sealed class NoticeQueries(Database database)
{
    private const int Most = 200;

    public async Task<NoticesView> OfAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var own = db.Set<Notice>().Where(n => n.ActorId == viewer.ActorId);
        return new NoticesView(await own.OrderByDescending(n => n.Id).Take(Most).ToListAsync(ct), await own.CountAsync(n => n.ReadAtUtc == null, ct),
            (await db.Set<NoticeAddress>().FirstOrDefaultAsync(a => a.ActorId == viewer.ActorId, ct))?.Email,
            viewer.May(Rights.ManageSystem)
                ? await db.Set<Letter>().Where(l => l.SentAtUtc == null && l.Problem != null).OrderByDescending(l => l.Id).Take(20).ToListAsync(ct) : []);
    }
}
