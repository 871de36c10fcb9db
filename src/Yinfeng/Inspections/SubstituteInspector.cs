using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>Replaces an inspector who cannot come (替换督查员): the next in the drawn order, never somebody chosen.</summary>
internal sealed class SubstituteInspector(InspectionDesk desk)
{
    private const int LongestReason = 200;

    /// <returns>Name of whoever takes the place.</returns>
    public Task<Decision<string>> RunAsync(Viewer viewer, string draw, long projectId, long inspectorId, string? reason,
        CancellationToken ct) =>
        desk.ChangeAsync<string>(viewer, draw, async opened =>
        {
            var (file, db) = (opened.File, opened.Work.Db);
            var (project, leaving) = (Text(projectId), Text(inspectorId));
            var why = InspectionTerms.Plain(reason);
            var task = await db.Set<InspectionTask>().FirstOrDefaultAsync(t => t.DrawId == opened.Draw.Id && t.ProjectId == projectId, ct);
            var team = task is null ? [] : await db.Set<TaskInspector>().Where(i => i.TaskId == task.Id).ToListAsync(ct);
            var unmet = new List<Unmet>();
            if (task is null || team.All(i => i.InspectorId != inspectorId || !i.Active))
            {
                unmet.Add(new("substitute.not-on", "inspector", "这名督查员现在不在这个项目上，请刷新后再选。"));
            }
            else if (task.Result is not null)
            {
                unmet.Add(new("substitute.done", "", "这个项目的督查结果已提交，不能再换人。"));
            }
            if (why.Length is 0 or > LongestReason)
            {
                unmet.Add(new("substitute.reason", "reason", $"请写明替换的原因（不超过 {LongestReason} 字），例如“因病住院”：原因随抽取一起公布。"));
            }
            if (unmet.Count > 0)
            {
                return Decision<string>.Refuse(unmet);
            }
            var order = DrawKernel.InspectorOrder(file, DrawHashes.Find(file.Hash)!.Value);
            var (next, skipped) = DrawKernel.Next(order, file.Projects.Items.First(p => p.Id == project), leaving,
                [.. team.Select(i => Text(i.InspectorId))]);
            if (next is null)
            {
                return Decision<string>.Refuse("substitute.nobody", "inspector", "抽取顺序里没有能接替的督查员了：其余的都要回避或已在这个项目上。请补充督查员后另行抽取。");
            }
            var entry = file.Inspectors.Items.First(i => i.Id == next);
            var id = long.Parse(next, CultureInfo.InvariantCulture);
            team.First(i => i.InspectorId == inspectorId).Active = false;
            db.Add(new TaskInspector
            {
                TaskId = task!.Id, InspectorId = id, Name = entry.Name,
                ActorId = await db.Set<Inspector>().Where(i => i.Id == id).Select(i => i.ActorId).FirstOrDefaultAsync(ct),
            });
            opened.Draw.Write(file with
            {
                Substitutions = [.. file.Substitutions,
                new(project, leaving, next, why, opened.Work.Viewer.Name, opened.Now, skipped)]
            });
            opened.Work.Audit("draw.substitute", $"draw:{opened.Draw.Id}", new { project, leaving, next, reason = why, skipped });
            return Decision<string>.Allow(entry.Name);
        }, ct);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
