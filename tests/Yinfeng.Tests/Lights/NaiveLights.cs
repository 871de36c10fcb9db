using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Lights;

/// <summary>The default project rules once more, day by day on entities: slow, and written from the description alone.</summary>
internal static class NaiveLights
{
    public static LightColour? Colour(Project project, IReadOnlyCollection<YearMonth> reported, IReadOnlyList<StageChange> log, DateOnly asOf, DateOnly today, YearMonth period)
    {
        var stage = Stage(project, asOf);
        var plan = Plan(project, asOf);
        if (stage is null && plan <= LightColour.Green)
        {
            return null;
        }
        if (Status(project, log, asOf) != ProjectStatus.Active || stage == ProjectStage.AtCapacity)
        {
            return LightColour.None;
        }
        var report = Report(project, stage, reported, today, period);
        return plan > report ? plan : report;
    }

    public static LightColour Plan(Project project, DateOnly day)
    {
        var stage = Stage(project, day);
        var next = Enum.GetValues<ProjectStage>().Where(s => s > (stage ?? ProjectStage.Lead) && project.PlannedDateOf(s) is not null).Cast<ProjectStage?>().FirstOrDefault();
        if (next is null)
        {
            return LightColour.None;
        }
        var due = project.PlannedDateOf(next.Value)!.Value.Latest;
        return day <= due ? LightColour.Green : day <= due.AddMonths(3) ? LightColour.Yellow : LightColour.Red;
    }

    /// <summary>Walks back day by day while the colour of the plan stays.</summary>
    public static DateOnly PlanSince(Project project, DateOnly day)
    {
        var colour = Plan(project, day);
        while (Plan(project, day.AddDays(-1)) == colour)
        {
            day = day.AddDays(-1);
        }
        return day;
    }

    private static LightColour Report(Project project, ProjectStage? stage, IReadOnlyCollection<YearMonth> reported, DateOnly today, YearMonth period)
    {
        if (stage is not (ProjectStage.Signed or ProjectStage.Started or ProjectStage.Producing))
        {
            return LightColour.None;
        }
        var dates = new[] { ProjectStage.Signed, ProjectStage.Started, ProjectStage.Producing, ProjectStage.AtCapacity }.Where(s => s <= project.Stage)
            .Select(project.DateOf).OfType<LedgerDate>().ToList();
        var from = YearMonth.Of(dates.Count > 0 ? dates[0].Latest : BusinessTime.DayOf(project.CreatedAtUtc));
        if (period < from)
        {
            return LightColour.None;
        }
        var month = period;
        while (today <= new DateOnly(month.AddMonths(1).Year, month.AddMonths(1).Month, 5))
        {
            month = month.AddMonths(-1);
        }
        return month < from || reported.Contains(month) ? LightColour.Green : LightColour.Red;
    }

    private static ProjectStatus Status(Project project, IReadOnlyList<StageChange> log, DateOnly day) =>
        log.Count == 0 ? project.Status : log.LastOrDefault(s => s.On!.Value.Latest <= day)?.ToStatus ?? log[0].FromStatus;

    private static ProjectStage? Stage(Project project, DateOnly day)
    {
        var stages = Enum.GetValues<ProjectStage>().Where(s => s <= project.Stage).ToList();
        return stages.Where(s => stages.Where(t => t >= s).Select(project.DateOf).FirstOrDefault(d => d is not null) is { } first
            ? stages.Any(t => t >= s && project.DateOf(t)?.Latest <= day) : true).Cast<ProjectStage?>().LastOrDefault();
    }
}
