using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>Keeps what an inspector typed, so that a lost connection or a closed window loses nothing.</summary>
internal sealed class SaveTaskDraft(TaskDesk desk)
{
    /// <returns>When it was saved, UTC.</returns>
    public Task<Decision<DateTime>> RunAsync(Viewer viewer, long taskId, TaskForm form, CancellationToken ct)
    {
        var unmet = TooLong(form).ToList();
        return unmet.Count > 0 ? Task.FromResult(Decision<DateTime>.Refuse(unmet))
            : desk.ChangeAsync<DateTime>(viewer, taskId, async (work, task) =>
        {
            var draft = await work.Db.Set<TaskDraft>().FirstOrDefaultAsync(d => d.TaskId == taskId && d.ActorId == viewer.ActorId, ct);
            if (draft is null)
            {
                draft = new TaskDraft { TaskId = taskId, ActorId = viewer.ActorId, Fields = "" };
                work.Db.Add(draft);
            }
            (draft.Fields, draft.SavedAtUtc) = (form.Text, work.NowUtc);
            work.Audit("task.draft", $"task:{taskId}",
                new { task.ProjectId }); // What is typed is not yet said: the log does not have the words.
            return Decision<DateTime>.Allow(work.NowUtc);
        }, ct);
    }

    public static IEnumerable<Unmet> TooLong(TaskForm form) => form.All().Where(x => x.Value.Length > TaskForm.LongestText)
        .Select(x => new Unmet("task.too-long", x.Field, $"这一栏有 {x.Value.Length} 个字，最多 {TaskForm.LongestText} 个，请缩短。"));
}
