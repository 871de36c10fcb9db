using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Inspections;

/// <summary>Opens a task for one of those who inspect it now.</summary>
internal sealed class TaskDesk(Writer writer)
{
    public static readonly Unmet NoTask = new("task.not-found", "", "没有这项督查任务，或它不归您。请从“我的督查任务”进入。");

    public Task<Decision<T>> ChangeAsync<T>(Viewer viewer, long id, Func<WriteWork, InspectionTask, Task<Decision<T>>> change,
        CancellationToken ct) =>
        writer.RunAsync(viewer, Rights.Inspect, async work =>
        {
            var task = await work.Db.Set<InspectionTask>().FirstOrDefaultAsync(t => t.Id == id, ct);
            if (task is null || !await IsMineAsync(work.Db, viewer, id, ct))
            {
                return Decision<T>.Refuse([NoTask]);
            }
            return task.Result is not null
                ? Decision<T>.Refuse("task.done", "", $"结果已由 {task.SubmittedByName} 提交，不能再改。有新情况请告诉组织督查的单位。")
                : await change(work, task);
        }, ct);

    public static Task<bool> IsMineAsync(YinfengDb db, Viewer viewer, long taskId, CancellationToken ct) =>
        db.Set<TaskInspector>().AnyAsync(i => i.TaskId == taskId && i.Active && i.ActorId == viewer.ActorId, ct);
}
