using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>Which projects a reader of the log may know of.</summary>
internal sealed class ProjectAuditSubjects(UnitDirectory units) : IAuditSubjects
{
    private const int LeastName = 3; // A shorter name stands in half of all details by chance; those entries are closed by their id.

    public string Prefix => "project:";

    public async Task<IReadOnlyDictionary<string, AuditSight>> OfAsync(YinfengDb db, Viewer viewer, IReadOnlyCollection<string> subjects, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var ids = subjects.Select(s => long.TryParse(s.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).ToList();
        var seen = (await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db)).Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        var homes = await db.Set<Project>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.OwnerUnitId }).ToListAsync(ct);
        return homes.Where(p => seen.Contains(p.Id) || tree.IsWithin(p.OwnerUnitId, viewer.UnitId))
            .ToDictionary(p => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{p.Id}"), p => seen.Contains(p.Id) ? AuditSight.Open : AuditSight.Sealed);
    }

    public async Task<IReadOnlyList<string>> UnsaidAsync(YinfengDb db, Viewer viewer, CancellationToken ct)
    {
        var seen = db.Set<Project>().Where(new ProjectPolicy(viewer, await units.TodayAsync(ct)).Filter(db)).Select(p => p.Id);
        var hidden = await db.Set<Project>().Where(ProjectPolicy.Secrets).Where(p => !seen.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        return [.. hidden.Select(p => p.Id.ToString(CultureInfo.InvariantCulture)), .. hidden.Select(p => p.Name).Where(n => n.Length >= LeastName)];
    }
}
