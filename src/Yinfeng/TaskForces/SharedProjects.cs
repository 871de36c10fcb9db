using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.TaskForces;

/// <summary>Projects that a person sees through a task force, or that were shown to the unit of their post.</summary>
internal sealed class SharedProjects : ISharedProjects
{
    public async Task<IEnumerable<long>> OfAsync(YinfengDb db, long userId, long? unitId, DateOnly day, CancellationToken ct)
    {
        var forces = await db.Set<TaskForceMember>().Where(m => m.UserId == userId && m.From <= day && m.Until >= day)
            .Join(db.Set<TaskForce>().Where(f => f.From <= day && f.Until >= day), m => m.TaskForceId, f => f.Id, (m, f) => (long?)f.Id).ToListAsync(ct);
        return await db.Set<ProjectShare>().Where(s => s.From <= day && s.Until >= day
            && ((s.TaskForceId != null && forces.Contains(s.TaskForceId)) || (s.UnitId != null && s.UnitId == unitId)))
            .Select(s => s.ProjectId).ToListAsync(ct);
    }
}
