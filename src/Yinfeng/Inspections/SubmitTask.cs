using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>Hands in the result of an inspection (提交督查结果). Findings become flags on the project.</summary>
internal sealed class SubmitTask(TaskDesk desk, InspectionRules rules)
{
    public Task<Decision<bool>> RunAsync(Viewer viewer, long taskId, TaskForm form, CancellationToken ct) =>
        desk.ChangeAsync<bool>(viewer, taskId, async (work, task) =>
        {
            var today = BusinessTime.DayOf(work.NowUtc);
            var limits = rules.On(today);
            var photos = await work.Db.Set<TaskPhoto>().CountAsync(p => p.TaskId == taskId, ct);
            var drawn = BusinessTime.DayOf(await work.Db.Set<Draw>().Where(d => d.Id == task.DrawId).Select(d =>
                d.DrawnAtUtc!.Value).FirstAsync(ct));
            var unmet = new List<Unmet>([.. SaveTaskDraft.TooLong(form), .. Missing(form, task, limits, photos, drawn, today)]);
            if (unmet.Count > 0)
            {
                return Decision<bool>.Refuse(unmet);
            }
            (task.Result, task.VisitedOn, task.Place, task.Remark) = (form.Outcome, form.Day, form.Place.Trim(),
                form.Remark.Trim() is { Length: > 0 } remark ? remark : null);
            (task.LatitudeMicro, task.LongitudeMicro) = (TaskForm.Micro(form.Latitude, 90), TaskForm.Micro(form.Longitude, 180));
            (task.SubmittedBy, task.SubmittedByName, task.SubmittedAtUtc) = (viewer.ActorId, viewer.Name, work.NowUtc);
            task.Version++;
            work.Db.AddRange(form.Findings.Select(f => new Finding
            {
                TaskId = taskId, ProjectId = task.ProjectId, Kind = f.Key, Text = f.Value.Trim(), FoundOn = form.Day!.Value,
            }));
            work.Db.RemoveRange(await work.Db.Set<TaskDraft>().Where(d => d.TaskId == taskId).ToListAsync(ct));
            work.Changes.ProjectIds.Add(task.ProjectId);
            work.Audit("task.submit", $"project:{task.ProjectId}", new
            {
                taskId, draw = task.DrawNumber, result = form.Outcome, form.VisitedOn, task.Place, task.LatitudeMicro, task.LongitudeMicro,
                photos, form.Findings, task.Remark,
            });
            return Decision<bool>.Allow(true);
        }, ct);

    private static IEnumerable<Unmet> Missing(TaskForm form, InspectionTask task, InspectionLimits limits, int photos, DateOnly drawn,
        DateOnly today)
    {
        if (form.Outcome is null)
        {
            yield return new("task.result", "result", "请选择核查结论：属实、基本属实、不属实或无法核实。");
        }
        if (form.Day is not { } day)
        {
            yield return new("task.visited-on", "visitedOn", "请填现场核查的日期，写成 2026-03-05。");
        }
        else if (day < drawn || day > today)
        {
            yield return new("task.visited-on", "visitedOn", $"核查日期 {day:yyyy-MM-dd} 应在抽取日 {drawn:yyyy-MM-dd} 到今天之间。");
        }
        if (form.Place.Trim().Length == 0)
        {
            yield return new("task.place", "place", "请填核查地点，例如“临邑县恒源经济开发区三号路”。");
        }
        if (photos < task.LeastPhotos)
        {
            yield return new("task.photos", "photo", $"至少要有 {task.LeastPhotos} 张现场照片，现在有 {photos} 张。请先上传照片再提交。");
        }
        foreach (var (kind, text) in form.Findings)
        {
            if (limits.Findings.All(f => f.Code != kind))
            {
                yield return new("task.finding-unknown", $"finding.{kind}", "这一类发现不在现行清单里，请刷新后重选。");
            }
            else if (text.Trim().Length == 0)
            {
                yield return new("task.finding-text", $"finding.{kind}", $"勾选了“{limits.FindingName(kind)}”，请写明看到了什么。");
            }
        }
        if (form.Outcome is InspectionResult.Untrue && form.Findings.Count == 0)
        {
            yield return new("task.findings", "findings", "结论是“不属实”，请勾选并写明至少一条发现。");
        }
        if (form.Outcome is InspectionResult.True && form.Findings.Count > 0)
        {
            yield return new("task.findings", "findings", "结论是“属实”，却勾选了发现。请改结论为“基本属实”或“不属实”，或去掉发现。");
        }
        if (form.Outcome is InspectionResult.Unverifiable && form.Remark.Trim().Length == 0)
        {
            yield return new("task.remark", "remark", "结论是“无法核实”，请在说明里写明为什么无法核实。");
        }
    }
}
