using Microsoft.EntityFrameworkCore;
using Yinfeng.Audit;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>Of people, a reader of the log may know of those whose unit is in their part of the tree.</summary>
internal sealed class UserAuditSubjects(UnitDirectory units) : IAuditSubjects
{
    public string Prefix => "user:";

    public async Task<IReadOnlyDictionary<string, AuditSight>> OfAsync(YinfengDb db, Viewer viewer, IReadOnlyCollection<string> subjects, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var logins = subjects.Select(s => s[Prefix.Length..]).ToList();
        return (await db.Set<User>().Where(u => logins.Contains(u.Login)).Select(u => new { u.Login, u.UnitId }).ToListAsync(ct))
            .Where(u => viewer.UnitId is null || (u.UnitId is { } unit && tree.IsWithin(unit, viewer.UnitId)))
            .ToDictionary(u => Prefix + u.Login, _ => AuditSight.Open);
    }
}
