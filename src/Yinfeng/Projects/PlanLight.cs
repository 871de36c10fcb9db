using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>How a project stands against the planned day of its next stage that has one (红绿灯, default rule).</summary>
/// <param name="Kind">"g", "y", "r", or "n" where there is no plan to measure by.</param>
internal sealed record PlanLight(string Kind, string Text)
{
    private const int YellowMonths = 3;

    public static PlanLight Of(Project project, DateOnly today)
    {
        if (project.Status != ProjectStatus.Active)
        {
            return new("n", $"未评 · 项目已{Terms.Of(project.Status)}");
        }
        var next = StageRules.Gates.FirstOrDefault(g => g.Stage > project.Stage && project.PlannedDateOf(g.Stage) is not null);
        if (next is null)
        {
            return new("n", project.Stage == ProjectStage.AtCapacity ? "未评 · 已达产" : "未评 · 没有填计划日期");
        }
        var due = project.PlannedDateOf(next.Stage)!.Value.Latest;
        var late = today.DayNumber - due.DayNumber;
        return late <= 0 ? new("g", $"绿灯 · 距计划{next.Name} {-late} 天")
            : today <= due.AddMonths(YellowMonths) ? new("y", $"黄灯 · 计划{next.Name}逾期 {late} 天")
            : new("r", $"红灯 · 计划{next.Name}逾期 {late} 天，超过 {YellowMonths} 个月");
    }
}
