using Yinfeng.Projects;
using Yinfeng.Rules;

namespace Yinfeng.Lights;

public enum LightRuleKind { Plan, Report, Progress, StageLimit, Resolution }

/// <summary>Which unit a light asks to act.</summary>
public enum ActingUnit { Owner, Landing }

/// <summary>Which person of the project it names beside the unit.</summary>
public enum ActingPerson { None, Leader, Officer }

/// <summary>A length of time as rules write it: whole months or days.</summary>
public readonly record struct Term(int Months, int Days)
{
    public DateOnly From(DateOnly day) => day.AddMonths(Months).AddDays(Days);
    public override string ToString() => Months > 0 ? $"{Months} 个月" : $"{Days} 天";
}

/// <summary>One version of one rule of data/rules/lights.yaml.</summary>
public sealed class LightRule
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required LightRuleKind Kind { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Holds for this unit and everything below it; null for all others.</summary>
    public string? UnitCode { get; init; }
    public required string Source { get; init; }
    public ActingUnit Unit { get; init; }
    public ActingPerson Person { get; init; }

    /// <summary>Bit per stage the rule speaks of: of a plan the stages whose plans count, of reports those with the duty.</summary>
    public int Stages { get; init; }

    /// <summary>Which projects it judges; null for all.</summary>
    public ConditionRule? Condition { get; init; }

    /// <summary>Place of the condition's answer in <see cref="LightRow.Fits"/>; -1 without a condition.</summary>
    public int Bit { get; set; } = -1;

    /// <summary>Plan and resolution: overdue by at most this is yellow. Stage limit: the longest stay.</summary>
    public Term Limit { get; init; }

    /// <summary>Report: due by this day of the following month.</summary>
    public int DueDay { get; init; }

    /// <summary>Progress, in hundredths of a point: behind by at most this is green.</summary>
    public int GreenBehind { get; init; }

    /// <summary>Progress, in hundredths of a point: behind by at most this is yellow.</summary>
    public int YellowBehind { get; init; }

    /// <summary>Progress: indicators that make up the unit's own light; null for all that have a target.</summary>
    public IReadOnlySet<string>? Assessed { get; init; }

    /// <summary>"project.plan@1949-10-01", with the unit where it is one unit's own.</summary>
    public string Id => $"{Code}@{ValidFrom:yyyy-MM-dd}" + (UnitCode is null ? "" : "/" + UnitCode);

    public bool SpeaksOf(ProjectStage stage) => (Stages >> (int)stage & 1) != 0;

    /// <summary>The rule in words, for the page.</summary>
    public string Text => Kind switch
    {
        LightRuleKind.Plan => $"计划{StageNames}日期逾期不超过 {Limit}为黄灯，超过为红灯",
        LightRuleKind.Report => $"{StageNames}阶段的项目，月报到次月 {DueDay} 日仍未报送为红灯",
        LightRuleKind.Resolution => $"会议对项目的议定事项或对项目的承诺逾期不超过 {Limit}为黄灯，超过为红灯",
        LightRuleKind.Progress => $"完成率落后序时进度不超过 {Points(GreenBehind)} 个百分点为绿灯，不超过 {Points(YellowBehind)} 个百分点为黄灯，再多为红灯",
        _ => $"在{StageNames}阶段停留超过 {Limit}为超限",
    } + (Condition is null ? "" : $"（适用于：{Condition.Source.Text}）");

    public string StageNames => string.Join("、", Enum.GetValues<ProjectStage>().Where(SpeaksOf).Select(Terms.Of));

    private static string Points(int hundredths) => (hundredths / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
