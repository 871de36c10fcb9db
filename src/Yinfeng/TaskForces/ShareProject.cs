using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.TaskForces;

/// <summary>With whom a project is to be shared.</summary>
/// <param name="TaskForceId">A task force, or</param>
/// <param name="Unit">code or name of a unit.</param>
public sealed record ShareOrder(long? TaskForceId, string? Unit, DateOnly? Until, string? Reason);

/// <summary>A person on the owner's line shows a project to another unit or gives it to a task force (共享), until a day, with a reason.</summary>
internal sealed class ShareProject(Writer writer, UnitDirectory units)
{
    public async Task<Decision<long>> RunAsync(Viewer viewer, long projectId, ShareOrder order, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var policy = new ProjectPolicy(viewer, tree);
        return await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            var today = BusinessTime.DayOf(work.NowUtc);
            var project = await work.Db.Set<Project>().Where(policy.Filter(work.Db)).SingleOrDefaultAsync(p => p.Id == projectId, ct);
            if (project is null || !policy.Sees(project.OwnerUnitId))
            {
                return Decision<long>.Refuse("share.project", "", "没有这个项目，或它不归您的单位：只有项目所属单位及其上级能决定共享。");
            }
            var unmet = new List<Unmet>();
            var unit = string.IsNullOrWhiteSpace(order.Unit) ? (long?)null : UnitNames.Find(tree, order.Unit, null) is [var one] ? one.Id : 0;
            if (unit == 0 || (unit is null) == (order.TaskForceId is null))
            {
                unmet.Add(new("share.with", "Unit", "请填写一个单位（全称或代码），或选择一个专班。"));
            }
            if (order.TaskForceId is { } id && !(await work.Db.Set<TaskForce>().SingleOrDefaultAsync(f => f.Id == id, ct) is { } force && force.HoldsOn(today)))
            {
                unmet.Add(new("share.task-force", "TaskForceId", "没有这个专班，或它已经结束。"));
            }
            if (order.Until is not { } until || until < today || until > today.AddYears(FormTaskForce.MostYears))
            {
                unmet.Add(new("share.until", "Until", "请填写共享的截止日，不早于今天：到期自动收回。"));
            }
            if (string.IsNullOrWhiteSpace(order.Reason) || order.Reason.Length > 500)
            {
                unmet.Add(new("share.reason", "Reason", "请写明为什么共享，不超过 500 个字。"));
            }
            if (unmet.Count > 0)
            {
                return Decision<long>.Refuse(unmet);
            }
            var share = new ProjectShare
            {
                ProjectId = projectId, TaskForceId = order.TaskForceId, UnitId = unit, From = today, Until = order.Until!.Value,
                Reason = order.Reason!.Trim(), SharedBy = viewer.ActorId,
            };
            work.Db.Add(share);
            work.Changes.People = true;
            work.Audit("project.share", $"project:{projectId}", new { share.TaskForceId, unit, share.Until, share.Reason });
            return Decision<long>.Allow(share.Id);
        }, ct);
    }

    /// <summary>Takes a share back at once.</summary>
    public async Task<Decision> EndAsync(Viewer viewer, long projectId, long shareId, CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        return await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            var today = BusinessTime.DayOf(work.NowUtc);
            var owner = await work.Db.Set<Project>().Where(policy.Filter(work.Db)).Where(p => p.Id == projectId).Select(p => (long?)p.OwnerUnitId).SingleOrDefaultAsync(ct);
            var share = await work.Db.Set<ProjectShare>().SingleOrDefaultAsync(s => s.Id == shareId && s.ProjectId == projectId && s.Until >= today, ct);
            if (share is null || owner is not { } unit || !policy.Sees(unit))
            {
                return Decision.Refuse("share.gone", "", "这项共享已经结束，或项目不归您的单位。请刷新页面。");
            }
            work.Changes.People = true;
            work.Audit("project.unshare", $"project:{projectId}", new { share.TaskForceId, unit = share.UnitId, before = share.Until });
            share.Until = today.AddDays(-1);
            return Decision.Allow;
        }, ct);
    }
}
