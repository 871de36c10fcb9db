using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.TaskForces;

/// <summary>Opens one task force for a change: it must hold, and be led from within the viewer's part of the tree.</summary>
internal sealed class TaskForceDesk(Writer writer, UnitDirectory units)
{
    public async Task<Decision> ChangeAsync(Viewer viewer, long id, Func<WriteWork, TaskForce, DateOnly, Task<Decision>> change, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            var today = BusinessTime.DayOf(work.NowUtc);
            var force = await work.Db.Set<TaskForce>().SingleOrDefaultAsync(f => f.Id == id, ct);
            if (force is null || !tree.IsWithin(force.UnitId, viewer.UnitId))
            {
                return Decision.Refuse("task-force.unknown", "", "没有这个专班，或不由您的单位牵头。");
            }
            if (!force.HoldsOn(today))
            {
                return Decision.Refuse("task-force.over", "", $"专班已于 {force.Until:yyyy-MM-dd} 结束。需要继续时，请另行成立。");
            }
            work.Changes.People = true; // What its members may see changes with their next request.
            return await change(work, force, today);
        }, ct);
    }
}
