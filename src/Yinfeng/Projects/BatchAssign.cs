using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>Gives many projects the same leader, task force or service officer (批量指派): all of them or none.</summary>
internal sealed class BatchAssign(Writer writer, UnitDirectory units)
{
    public const int MostProjects = 5000;

    /// <summary>Fields that may be set for many at once.</summary>
    public static readonly IReadOnlyList<string> Fields = ["serviceOfficer", "leader", "taskForce"];

    /// <param name="field">One of <see cref="Fields"/>.</param>
    /// <returns>A <see cref="Decision{T}"/> of the number of projects changed; those that had the value already are not counted.</returns>
    public async Task<Decision> RunAsync(
        Viewer viewer, IReadOnlyCollection<long> projectIds, string field, string? value, CancellationToken ct)
    {
        long[] ids = [.. projectIds.Distinct()];
        if (!Fields.Contains(field))
        {
            return Decision.Refuse("batch.field", "field", "只能批量指派首席服务官、包保领导或专班。");
        }
        if (ids.Length is 0 or > MostProjects)
        {
            return Decision.Refuse("batch.count", "ids", ids.Length == 0 ? "没有勾选项目，请先勾选。" : $"一次最多 {MostProjects} 个项目，请分批办理。");
        }
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        return await writer.RunAsync(viewer, Rights.Report, work => AssignAsync(work, policy, ids, ProjectFields.Find(field)!, (value ?? "").Trim(), ct), ct);
    }

    private static async Task<Decision> AssignAsync(
        WriteWork work, ProjectPolicy policy, long[] ids, ProjectField field, string value, CancellationToken ct)
    {
        var projects = await work.Db.Set<Project>().Where(policy.Filter(work.Db)).Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        List<Unmet> unmet = [];
        if (projects.Count < ids.Length)
        {
            unmet.Add(new("batch.not-found", "ids", $"所选项目中有 {ids.Length - projects.Count} 个不存在或不在您的权限范围内，请刷新列表后重选。"));
        }
        unmet.AddRange(projects.Where(p => !policy.CanChange(p.OwnerUnitId, p.LandingUnitId)).Take(20).Select(p => new Unmet("batch.not-yours", "ids",
            $"“{p.Name}”由{UnitText.Name(p.OwnerUnitId, policy.Tree)}负责，您不能修改，请去掉勾选。")));
        var changed = 0;
        foreach (var project in projects)
        {
            var before = field.Show(project, policy.Tree);
            if (before == value)
            {
                continue;
            }
            if (field.Set(project, value, policy.Tree) is { } problem)
            {
                return Decision.Refuse("batch.value", "value", problem);
            }
            project.Version++;
            project.UpdatedAtUtc = work.NowUtc;
            work.Audit("project.assign", $"project:{project.Id}", new { field = field.Name, before, after = value });
            work.Changes.ProjectIds.Add(project.Id);
            changed++;
        }
        if (unmet.Count == 0 && changed == 0)
        {
            unmet.Add(new("batch.nothing", "value", $"所选项目的{field.Label}已经是“{value}”，没有要改的。"));
        }
        return unmet.Count > 0 ? Decision.Refuse(unmet) : Decision<int>.Allow(changed);
    }
}
