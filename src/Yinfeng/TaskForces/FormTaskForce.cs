using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.TaskForces;

/// <summary>What a bureau enters for a new task force.</summary>
/// <param name="Unit">Code or name of the unit that leads it.</param>
public sealed record NewTaskForce(string Name, string? Unit, DateOnly? Until, string? Purpose);

/// <summary>Forms a task force (成立专班) that ends on a day.</summary>
internal sealed class FormTaskForce(Writer writer, UnitDirectory units)
{
    /// <summary>A task force that would last longer is a unit: add one.</summary>
    public const int MostYears = 3;

    public async Task<Decision<long>> RunAsync(Viewer viewer, NewTaskForce asked, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Approve, work =>
        {
            var today = BusinessTime.DayOf(work.NowUtc);
            var unmet = new List<Unmet>();
            var name = asked.Name.Trim();
            if (name.Length is 0 or > 60)
            {
                unmet.Add(new("task-force.name", "Name", "请填写专班名称，不超过 60 个字。"));
            }
            var unit = string.IsNullOrWhiteSpace(asked.Unit) ? viewer.UnitId ?? UnitTree.NationId
                : UnitNames.Find(tree, asked.Unit, viewer.UnitId) is [var one] ? one.Id : 0;
            if (unit == 0)
            {
                unmet.Add(new("task-force.unit", "Unit", $"没有找到单位“{asked.Unit}”，或不在您的范围内。请填单位全称或代码。"));
            }
            if (asked.Until is not { } until || until < today || until > today.AddYears(MostYears))
            {
                unmet.Add(new("task-force.until", "Until", $"请填写截止日，在今天和 {today.AddYears(MostYears):yyyy-MM-dd} 之间：到期后成员自动看不到专班的项目。"));
            }
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision<long>.Refuse(unmet));
            }
            var force = new TaskForce { Name = name, UnitId = unit, From = today, Until = asked.Until!.Value, Purpose = asked.Purpose?.Trim() };
            work.Db.Add(force);
            work.Audit("task-force.form", $"task-force:{force.Id}", new { force.Name, unit, force.From, force.Until, force.Purpose });
            return Task.FromResult(Decision<long>.Allow(force.Id));
        }, ct);
    }
}
