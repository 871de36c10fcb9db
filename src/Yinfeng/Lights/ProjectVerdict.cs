using System.Numerics;
using Yinfeng.Projects;

namespace Yinfeng.Lights;

/// <summary>Why a project has no light.</summary>
internal enum Unjudged { No, Suspended, Terminated, AtCapacity, NothingToJudge, FactMissing }

/// <summary>How a project stands, in numbers; <see cref="ProjectWords"/> puts it into sentences.</summary>
internal readonly record struct ProjectVerdict
{
    /// <summary>False: on that day the project had not begun and nothing was planned to have happened; it is left out.</summary>
    public bool Exists { get; init; }
    public LightColour Colour { get; init; }
    public Unjudged Unjudged { get; init; }
    public ProjectStage? Stage { get; init; }

    /// <summary>None where no plan is judged.</summary>
    public LightColour Plan { get; init; }
    public ProjectStage PlanStage { get; init; }

    /// <summary>Day number of the planned day.</summary>
    public int PlanDue { get; init; }

    /// <summary>None without the duty to report.</summary>
    public LightColour Report { get; init; }

    /// <summary>First and last month (year × 12 + month − 1) of the run that was not reported; when green, the last is the month looked at.</summary>
    public int FirstMissing { get; init; }
    public int Month { get; init; }

    /// <summary>Whether the deadline of <see cref="Month"/> has passed.</summary>
    public bool IsDue { get; init; }

    /// <summary>None where nothing that a meeting decided is late.</summary>
    public LightColour Resolution { get; init; }

    /// <summary>Which one, and how many are late.</summary>
    public int ResolutionAt { get; init; }
    public int LateResolutions { get; init; }

    /// <summary>It gives the colour, or gave it before plan and report did.</summary>
    public bool ResolutionLeads { get; init; }

    /// <summary>Day number of the first day of the colour; 0 when it cannot be told.</summary>
    public int Since { get; init; }
}

/// <summary>Judges projects on one day by the rules of their units: pure arithmetic on day numbers, no text, no allocation.</summary>
/// <param name="asOf">Stages and plans are judged as of this day.</param>
/// <param name="today">Deadlines of reports are judged as of this day.</param>
/// <param name="period">Month asked for, year × 12 + month − 1.</param>
internal sealed class ProjectJudge(DateOnly asOf, DateOnly today, int period)
{
    private readonly int _asOf = asOf.DayNumber;

    /// <param name="covered">Months of which ledgers were taken in for the owner; null for none.</param>
    public ProjectVerdict Judge(LightRow row, RulesInForce rules, MonthSet[]? covered)
    {
        var stage = row.StageOn(_asOf);
        var plan = PlanOf(row, rules.Plan, stage, _asOf);
        var late = LateOf(row, rules.Resolution);
        if (stage is null && plan.Plan <= LightColour.Green && late.Resolution == LightColour.None)
        {
            return default; // Not begun, and nothing overdue either.
        }
        var status = row.StatusOn(_asOf);
        if (status != ProjectStatus.Active || stage == ProjectStage.AtCapacity)
        {
            return new ProjectVerdict
            {
                Exists = true, Stage = stage, Since = SinceStanding(row, stage, status),
                Unjudged = status == ProjectStatus.Suspended ? Unjudged.Suspended
                    : status == ProjectStatus.Terminated ? Unjudged.Terminated : Unjudged.AtCapacity,
            };
        }
        var report = ReportOf(row, rules.Report, stage, covered);
        var before = (LightColour)Math.Max((int)plan.Plan, (int)report.Report);
        var colour = (LightColour)Math.Max((int)before, (int)late.Resolution);
        var since = Earlier(plan.Plan == colour ? plan.Since : 0, report.Report == colour ? report.Since : 0);
        return report with
        {
            Exists = true,
            Stage = stage,
            Colour = colour,
            Plan = plan.Plan,
            PlanStage = plan.PlanStage,
            PlanDue = plan.PlanDue,
            Resolution = late.Resolution,
            ResolutionAt = late.ResolutionAt,
            LateResolutions = late.LateResolutions,
            ResolutionLeads = late.Resolution == colour && colour != LightColour.None && (before != colour || late.Since < since),
            Unjudged = colour != LightColour.None ? Unjudged.No : IsUnsure(row, rules) ? Unjudged.FactMissing : Unjudged.NothingToJudge,
            Since = colour switch
            {
                LightColour.None => 0,
                LightColour.Green => GreenSince(row, stage),
                _ => Math.Max(Resumed(row), Earlier(since, late.Resolution == colour ? late.Since : 0)),
            },
        };
    }

    private static ProjectVerdict PlanOf(LightRow row, LightRule? rule, ProjectStage? stage, int day)
    {
        if (rule is null || !Applies(row, rule))
        {
            return default;
        }
        for (var next = (ProjectStage)Math.Max((int)(stage ?? ProjectStage.Lead) + 1, (int)ProjectStage.Signed); next <= ProjectStage.AtCapacity; next++)
        {
            if (row.Planned.Of(next) is not 0 and var due && rule.SpeaksOf(next))
            {
                var limit = rule.Limit.From(DateOnly.FromDayNumber(due)).DayNumber;
                var colour = day <= due ? LightColour.Green : day <= limit ? LightColour.Yellow : LightColour.Red;
                var since = colour switch { LightColour.Yellow => due + 1, LightColour.Red => limit + 1, _ => 0 };
                return new ProjectVerdict { Plan = colour, PlanStage = next, PlanDue = due, Since = Back(row, rule, stage, colour, since) };
            }
        }
        return default;
    }

    /// <summary>When the project entered its stage only when the plan was already missed, the colour it had on the day before decides.</summary>
    private static int Back(LightRow row, LightRule rule, ProjectStage? stage, LightColour colour, int since)
    {
        if (since == 0 || stage is not { } at || row.Entered.Of(at) is var entered && entered < since)
        {
            return since;
        }
        var before = PlanOf(row, rule, row.StageOn(entered - 1), entered - 1);
        return before.Plan == colour ? before.Since : entered;
    }

    private ProjectVerdict ReportOf(LightRow row, LightRule? rule, ProjectStage? stage, MonthSet[]? covered)
    {
        if (rule is null || stage is not { } at || !rule.SpeaksOf(at) || !Applies(row, rule))
        {
            return default;
        }
        var from = DutyFrom(row, rule);
        var last = Math.Min(period, LastDue(rule));
        if (last < from)
        {
            return period < from ? default : new ProjectVerdict { Report = LightColour.Green, Month = period };
        }
        if (IsReported(row, last, covered))
        {
            return new ProjectVerdict { Report = LightColour.Green, Month = last, IsDue = true };
        }
        var first = last;
        while (first > from && !IsReported(row, first - 1, covered) && row.StatusOn(LastDayOf(first - 1)) == ProjectStatus.Active)
        {
            first--;
        }
        return new ProjectVerdict { Report = LightColour.Red, FirstMissing = first, Month = last, IsDue = true, Since = Deadline(rule, first) + 1 };
    }

    /// <summary>The worst of what meetings decided and is not done; of the same colour the one that has it longest.</summary>
    private ProjectVerdict LateOf(LightRow row, LightRule? rule)
    {
        if (rule is null || row.Resolutions is null || !Applies(row, rule))
        {
            return default;
        }
        var (worst, count) = (default(ProjectVerdict), 0);
        for (var i = 0; i < row.Resolutions.Length; i++)
        {
            var resolution = row.Resolutions[i];
            if (resolution.From > _asOf || resolution.Due >= _asOf || (resolution.Done != 0 && resolution.Done <= _asOf))
            {
                continue;
            }
            count++;
            var limit = rule.Limit.From(DateOnly.FromDayNumber(resolution.Due)).DayNumber;
            var (colour, since) = _asOf <= limit ? (LightColour.Yellow, resolution.Due + 1) : (LightColour.Red, limit + 1);
            if (colour > worst.Resolution || (colour == worst.Resolution && since < worst.Since))
            {
                worst = new ProjectVerdict { Resolution = colour, ResolutionAt = i, Since = since };
            }
        }
        return worst with { LateResolutions = count };
    }

    /// <summary>The month of the first stage that brings the duty; where its day is not known, of a later one; else of entry.</summary>
    private static int DutyFrom(LightRow row, LightRule rule)
    {
        for (var stage = (ProjectStage)BitOperations.TrailingZeroCount(rule.Stages); stage <= row.Stage; stage++)
        {
            if (row.Entered.Of(stage) is not 0 and var day)
            {
                return MonthOf(day);
            }
        }
        return MonthOf(row.CreatedDay);
    }

    /// <summary>The latest month whose deadline has passed.</summary>
    private int LastDue(LightRule rule)
    {
        var before = today.Year * 12 + today.Month - 2;
        return today.DayNumber > Deadline(rule, before) ? before : before - 1;
    }

    /// <summary>Day number of the last day on which a month's report is in time.</summary>
    public static int Deadline(LightRule rule, int month) => new DateOnly((month + 1) / 12, (month + 1) % 12 + 1, rule.DueDay).DayNumber;

    private static bool IsReported(LightRow row, int month, MonthSet[]? covered)
    {
        if (row.Reported.Has(month))
        {
            return true;
        }
        foreach (var months in covered ?? [])
        {
            if (months.Has(month))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The day on which the last thing that had been late was done; else the first day known of the project.</summary>
    private int GreenSince(LightRow row, ProjectStage? stage)
    {
        var (since, first) = (row.LateReportDay <= _asOf ? row.LateReportDay : 0, 0);
        for (var s = ProjectStage.Lead; s <= stage; s++)
        {
            if (row.Entered.Of(s) is not 0 and var entered)
            {
                first = Earlier(first, entered);
                since = row.Planned.Of(s) is not 0 and var due && entered > due ? Math.Max(since, entered) : since;
            }
        }
        foreach (var resolution in row.Resolutions ?? [])
        {
            since = resolution.Done > resolution.Due && resolution.Done <= _asOf ? Math.Max(since, resolution.Done) : since;
        }
        return Math.Max(since, Resumed(row)) is not 0 and var late ? late : first;
    }

    /// <summary>The last day on which the project was taken up again; 0 when it never was.</summary>
    private int Resumed(LightRow row)
    {
        var day = 0;
        foreach (var step in row.Steps ?? [])
        {
            day = step.To == ProjectStatus.Active && step.Day <= _asOf ? Math.Max(day, step.Day) : day;
        }
        return day;
    }

    private int SinceStanding(LightRow row, ProjectStage? stage, ProjectStatus status)
    {
        if (status == ProjectStatus.Active)
        {
            return row.Entered.Of(stage!.Value);
        }
        var since = 0;
        foreach (var step in row.Steps ?? [])
        {
            since = step.To == status && step.Day <= _asOf ? step.Day : since;
        }
        return since;
    }

    private static bool Applies(LightRow row, LightRule rule) => rule.Bit < 0 || (row.Fits >> rule.Bit & 1) != 0;

    private static bool IsUnsure(LightRow row, RulesInForce rules) =>
        (rules.Plan is { Bit: >= 0 } plan && (row.Unsure >> plan.Bit & 1) != 0) || (rules.Report is { Bit: >= 0 } report && (row.Unsure >> report.Bit & 1) != 0);

    private static int Earlier(int a, int b) => a == 0 ? b : b == 0 ? a : Math.Min(a, b);

    private static int MonthOf(int day) => DateOnly.FromDayNumber(day) is var d ? d.Year * 12 + d.Month - 1 : 0;

    private static int LastDayOf(int month) => new DateOnly(month / 12, month % 12 + 1, 1).AddMonths(1).DayNumber - 1;
}
