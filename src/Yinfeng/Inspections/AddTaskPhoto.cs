using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Inspections;

/// <summary>Takes in a photo from the spot (上传现场照片).</summary>
internal sealed class AddTaskPhoto(TaskDesk desk, Database database, EvidenceFiles files)
{
    private const int MostPhotos = 30;
    private const int LongestName = 200;

    /// <returns>The photo's id.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, long taskId, string fileName, Stream content, CancellationToken ct)
    {
        await using (var db = database.OpenRead())
        {
            if (!await TaskDesk.IsMineAsync(db, viewer, taskId, ct))
            {
                return Decision<long>.Refuse([TaskDesk.NoTask]); // Before taking fifty megabytes from someone who may not.
            }
        }
        var name = InspectionTerms.Plain(Path.GetFileName(fileName.Replace('\\', '/')));
        name = name.Length > LongestName ? name[^LongestName..] : name;
        var taken = await files.TakeAsync(content, name, ct);
        if (taken.Value is not { } file)
        {
            return Decision<long>.Refuse([.. taken.Unmet.Select(u => u with { Field = "photo" })]);
        }
        if (file.Type is not ("JPG" or "PNG"))
        {
            return Decision<long>.Refuse("photo.type", "photo", $"现场照片应是 JPG 或 PNG，这个文件是 {file.Type}。");
        }
        return await desk.ChangeAsync<long>(viewer, taskId, async (work, task) =>
        {
            var known = await work.Db.Set<TaskPhoto>().Where(p => p.TaskId == taskId).ToListAsync(ct);
            if (known.Find(p => p.Sha256 == file.Sha256) is { } same)
            {
                return Decision<long>.Refuse("photo.same", "photo", $"这张照片已经传过（{same.FileName}）。");
            }
            if (known.Count >= MostPhotos)
            {
                return Decision<long>.Refuse("photo.many", "photo", $"一项任务最多 {MostPhotos} 张照片。");
            }
            var photo = new TaskPhoto
            {
                TaskId = taskId, FileName = name, Sha256 = file.Sha256, Bytes = file.Bytes, UploadedBy = viewer.ActorId,
                UploadedAtUtc = work.NowUtc,
            };
            work.Db.Add(photo);
            work.Audit("task.photo", $"task:{taskId}", new { task.ProjectId, name, file.Sha256, file.Bytes });
            return Decision<long>.Allow(photo.Id);
        }, ct);
    }
}
