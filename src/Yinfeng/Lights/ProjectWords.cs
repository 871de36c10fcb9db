using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>Puts a verdict on a project into sentences: why, since when, who must act, what would turn it green.</summary>
/// <param name="tree">Names units.</param>
internal sealed class ProjectWords(DateOnly asOf, UnitTree tree)
{
    public Light Say(LightRow row, in ProjectVerdict verdict, RulesInForce rules)
    {
        var since = verdict.Since == 0 ? (DateOnly?)null : DateOnly.FromDayNumber(verdict.Since);
        var rule = Leading(verdict, rules);
        var owner = verdict.ResolutionLeads ? ResolutionOwner(row.Resolutions![verdict.ResolutionAt]) : Owner(row, rule, tree);
        return new Light(verdict.Colour, Why(row, verdict, rules), since, owner, ToGreen(verdict), rule?.Id ?? "");
    }

    /// <summary>The rule that gives the colour; of two, the one that has given it longer.</summary>
    private static LightRule? Leading(in ProjectVerdict verdict, RulesInForce rules)
    {
        if (verdict.Unjudged != Unjudged.No)
        {
            return null;
        }
        if (verdict.ResolutionLeads)
        {
            return rules.Resolution;
        }
        if (verdict.Plan != verdict.Colour || verdict.Report != verdict.Colour)
        {
            return verdict.Plan == verdict.Colour ? rules.Plan : rules.Report;
        }
        var isReport = verdict.Colour == LightColour.Red && ProjectJudge.Deadline(rules.Report!, verdict.FirstMissing) + 1 == verdict.Since;
        return isReport ? rules.Report : rules.Plan;
    }

    private string Why(LightRow row, in ProjectVerdict verdict, RulesInForce rules) => verdict.Unjudged switch
    {
        Unjudged.Suspended => "项目已暂停，不评",
        Unjudged.Terminated => "项目已终止，不评",
        Unjudged.AtCapacity => "项目已达产，不评",
        Unjudged.NothingToJudge => "没有填下一阶段的计划日期，也没有月报义务，不评",
        Unjudged.FactMissing => "缺少规则条件要用的项目信息，不评",
        _ => string.Join("；", new[] { ResolutionWhy(row, verdict, rules.Resolution), PlanWhy(verdict, rules.Plan), ReportWhy(verdict, rules.Report) }.OfType<string>()),
    };

    private string? ResolutionWhy(LightRow row, in ProjectVerdict verdict, LightRule? rule)
    {
        if (verdict.Resolution == LightColour.None)
        {
            return null;
        }
        var resolution = row.Resolutions![verdict.ResolutionAt];
        return $"{resolution.Name}应于 {Day(resolution.Due)} 前办结，逾期 {asOf.DayNumber - resolution.Due} 天，"
            + (verdict.Resolution == LightColour.Yellow ? "未超过" : "超过") + $" {rule!.Limit}" + (verdict.LateResolutions > 1 ? $"（共 {verdict.LateResolutions} 项逾期）" : "");
    }

    private string ResolutionOwner(ResolutionDue resolution) =>
        UnitText.Name(resolution.UnitId, tree) + (Person("责任人", resolution.Person) is { } person ? $" · {person}" : "");

    private string? PlanWhy(in ProjectVerdict verdict, LightRule? rule)
    {
        var late = asOf.DayNumber - verdict.PlanDue;
        var what = $"计划{Terms.Of(verdict.PlanStage)} {Day(verdict.PlanDue)}";
        return verdict.Plan switch
        {
            LightColour.None => null,
            LightColour.Green => late == 0 ? $"{what}，今日到期" : $"{what}，还有 {-late} 天",
            LightColour.Yellow => $"{what}，逾期 {late} 天，未超过 {rule!.Limit}",
            _ => $"{what}，逾期 {late} 天，超过 {rule!.Limit}",
        };
    }

    private static string? ReportWhy(in ProjectVerdict verdict, LightRule? rule)
    {
        var month = verdict.Report == LightColour.None ? default : YearMonth.FromOrdinal(verdict.Month);
        return verdict.Report switch
        {
            LightColour.None => null,
            LightColour.Green => verdict.IsDue ? $"{month} 月报已报" : $"{month} 月报 {Day(ProjectJudge.Deadline(rule!, verdict.Month))} 前报送",
            _ => verdict.FirstMissing == verdict.Month
                ? $"{month} 月报到 {Day(ProjectJudge.Deadline(rule!, verdict.Month))} 仍未报送"
                : $"{YearMonth.FromOrdinal(verdict.FirstMissing)} 至 {month} 共 {verdict.Month - verdict.FirstMissing + 1} 个月的月报未报送",
        };
    }

    /// <summary>"临邑县 · 包保领导 张三"; where that person is not named, the other one.</summary>
    public static string Owner(LightRow row, LightRule? rule, UnitTree tree)
    {
        var unit = UnitText.Name(rule?.Unit == ActingUnit.Landing ? row.LandingUnitId : row.OwnerUnitId, tree);
        var (leader, officer) = (Person("包保领导", row.Leader), Person("首席服务官", row.Officer));
        var person = rule?.Person switch
        {
            ActingPerson.Leader => leader ?? officer,
            ActingPerson.Officer => officer ?? leader,
            _ => null,
        };
        return person is null ? unit : $"{unit} · {person}";
    }

    private static string? Person(string role, string? name) => string.IsNullOrWhiteSpace(name) ? null : $"{role} {name}";

    private static string? ToGreen(in ProjectVerdict verdict)
    {
        if (verdict.Colour == LightColour.Green)
        {
            return null;
        }
        var steps = new List<string>(3);
        if (verdict.Resolution != LightColour.None)
        {
            steps.Add("报告办理情况，经会议办公室确认办结");
        }
        if (verdict.Report == LightColour.Red)
        {
            steps.Add(verdict.FirstMissing == verdict.Month ? $"补报 {YearMonth.FromOrdinal(verdict.Month)} 月报"
                : $"补报 {YearMonth.FromOrdinal(verdict.Month)} 月报（此前 {verdict.Month - verdict.FirstMissing} 个月也应补齐）");
        }
        if (verdict.Plan >= LightColour.Yellow)
        {
            var stage = Terms.Of(verdict.PlanStage);
            steps.Add($"登记实际{stage}日期，或经批准调整计划{stage}日期");
        }
        return steps.Count > 0 ? string.Join("；", steps) : verdict.Unjudged switch
        {
            Unjudged.Suspended => "恢复项目后参加评定",
            Unjudged.NothingToJudge => "填写下一阶段的计划日期后参加评定",
            Unjudged.FactMissing => "补全项目信息后参加评定",
            _ => null,
        };
    }

    private static string Day(int number) => DateOnly.FromDayNumber(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
