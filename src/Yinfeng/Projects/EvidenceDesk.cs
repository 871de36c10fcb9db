using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>Evidence on a person's desk: what others uploaded and they may verify, and what they uploaded and others have not verified.</summary>
internal sealed class EvidenceDesk(Database database, UnitDirectory units) : IDeskSource
{
    private const int Named = 5;

    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var open = await (from e in db.Set<Evidence>()
                          where e.VerifiedBy == null && e.WithdrawnReason == null
                          join p in db.Set<Project>().Where(policy.Filter(db)) on e.ProjectId equals p.Id
                          select new { p.Id, p.Name, p.OwnerUnitId, p.LandingUnitId, e.UploadedBy }).ToListAsync(ct);
        var mine = open.Where(e => e.UploadedBy == viewer.ActorId).GroupBy(e => (e.Id, e.Name)).ToList();
        var others = open.Where(e => e.UploadedBy != viewer.ActorId && policy.CanChange(e.OwnerUnitId, e.LandingUnitId)).GroupBy(e => (e.Id, e.Name)).ToList();
        return
        [
            .. others.Take(Named).Select(g => new DeskItem($"evidence:{g.Key.Id}", DeskPart.Owed, null, $"“{g.Key.Name}”有 {g.Count()} 份佐证待核验",
                "由上传人以外的人核验", $"/projects/{g.Key.Id}#evidence")),
            .. others.Count > Named ? [new DeskItem("evidence:more", DeskPart.Owed, null, $"另有 {others.Count - Named} 个项目的佐证待核验", "", "/projects")] : Array.Empty<DeskItem>(),
            .. mine.Take(Named).Select(g => new DeskItem($"evidence-mine:{g.Key.Id}", DeskPart.Waiting, null, $"“{g.Key.Name}”您上传的 {g.Count()} 份佐证在等别人核验", "",
                $"/projects/{g.Key.Id}#evidence")),
        ];
    }

    public async Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var open = await (from e in db.Set<Evidence>()
                          where e.VerifiedBy == null && e.WithdrawnReason == null && (projectId == null || e.ProjectId == projectId)
                          join p in db.Set<Project>().Where(policy.Filter(db)) on e.ProjectId equals p.Id
                          select new { p.Id, p.Name, p.OwnerUnitId, e.FileName, e.UploadedBy, e.UploadedAtUtc }).ToListAsync(ct);
        return [.. open.Select(e => (e, On: BusinessTime.DayOf(e.UploadedAtUtc))).Select(x => new PendingMatter(PendingKind.EvidenceToVerify, $"{x.e.Name}：{x.e.FileName}",
            x.e.OwnerUnitId, x.e.OwnerUnitId, Rights.Verify, x.On, x.On, $"/projects/{x.e.Id}#evidence", x.e.Id, NotBy: [x.e.UploadedBy]))];
    }
}
