using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Inspections;

/// <summary>What a plan says, as typed.</summary>
/// <param name="Unit">Name or code of the unit that inspects.</param>
/// <param name="Units">Names or codes of the eligible units, parted by spaces or commas; empty for all.</param>
/// <param name="LeastInvestmentWan">万元.</param>
public sealed record PlanFacts(string? Unit, string? Title, IReadOnlyList<ProjectStage> Stages, string? Units, string? LeastInvestmentWan,
    string? ProjectCount, string? InspectorsPerProject, string? DaysToInspect);

/// <summary>Makes a plan of inspections, or changes one. Draws that are frozen already keep what they were frozen with.</summary>
internal sealed class SavePlan(Writer writer, UnitDirectory units, InspectionRules rules, TimeProvider clock)
{
    private const int LongestTitle = 60;
    private const int MostInspectors = 20;

    /// <param name="id">Null for a new plan.</param>
    public async Task<Decision<long>> RunAsync(Viewer viewer, long? id, PlanFacts facts, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var limits = rules.On(BusinessTime.Today(clock));
        var unmet = new List<Unmet>();
        var unit = UnitNames.Find(tree, facts.Unit ?? "", viewer.UnitId);
        var among = new List<long>();
        if (unit is not [var organiser])
        {
            return Decision<long>.Refuse("plan.unit", "unit", $"找不到唯一的单位“{facts.Unit}”，或者它不在您的权限范围内。请填代码，例如 371400。");
        }
        var title = InspectionTerms.Plain(facts.Title);
        if (title.Length is 0 or > LongestTitle)
        {
            unmet.Add(new("plan.title", "title", $"督查计划要有名称，不超过 {LongestTitle} 个字，例如“二季度开工项目督查”。"));
        }
        if (facts.Stages.Count == 0 || facts.Stages.Any(s => s < ProjectStage.Signed))
        {
            unmet.Add(new("plan.stages", "stages", "请选择抽查哪些阶段的项目。池要公布，所以只能是已签约以后的阶段。"));
        }
        foreach (var text in (facts.Units ?? "").Split([' ', ',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (UnitNames.Find(tree, text, organiser.Id) is [var one])
            {
                among.Add(one.Id);
            }
            else
            {
                unmet.Add(new("plan.units", "units", $"{organiser.Name}以下没有唯一叫“{text}”的单位，请填全称或代码。"));
            }
        }
        var count = Whole(facts.ProjectCount, "projectCount", "抽取个数", 1, DrawOrder.MostPicks, null, unmet);
        var each = Whole(facts.InspectorsPerProject, "inspectorsPerProject", "每个项目的督查员人数", 1, MostInspectors, limits.InspectorsPerProject,
            unmet);
        var days = Whole(facts.DaysToInspect, "daysToInspect", "完成天数", 1, 366, limits.DaysToInspect, unmet);
        var least = Amount(facts.LeastInvestmentWan, unmet);
        return unmet.Count > 0 ? Decision<long>.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Inspect, async work =>
        {
            var plan = id is { } known ? await work.Db.Set<InspectionPlan>().FirstOrDefaultAsync(p => p.Id == known
                && p.UnitId == organiser.Id, ct)
                : new InspectionPlan
                {
                    UnitId = organiser.Id, Title = title, Stages = "", CreatedBy = viewer.ActorId,
                    CreatedAtUtc = work.NowUtc
                };
            if (plan is null)
            {
                return Decision<long>.Refuse("plan.not-found", "", "没有这个督查计划，或它不归这个单位。");
            }
            if (id is null)
            {
                work.Db.Add(plan);
            }
            (plan.Title, plan.Stages, plan.Units) = (title, string.Join(',', facts.Stages.Distinct().Order()),
                string.Join(',', among.Distinct()));
            (plan.LeastInvestmentFen, plan.ProjectCount, plan.InspectorsPerProject, plan.DaysToInspect) = (least, count, each!.Value,
                days!.Value);
            plan.Version++;
            work.Audit(id is null ? "plan.add" : "plan.edit", $"plan:{plan.Id}", new
            {
                unit = organiser.Code, title, plan.Stages, plan.Units, plan.LeastInvestmentFen, count, each, days,
            });
            return Decision<long>.Allow(plan.Id);
        }, ct);
    }

    private static int? Whole(string? text, string field, string label, int least, int most, int? missing, List<Unmet> unmet)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return missing;
        }
        if (int.TryParse(text.Trim(), out var number) && number >= least && number <= most)
        {
            return number;
        }
        unmet.Add(new($"plan.{field}", field, $"{label}“{text}”应是 {least} 到 {most} 的整数。"));
        return missing ?? least;
    }

    private static long? Amount(string? text, List<Unmet> unmet)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (decimal.TryParse(text.Trim(), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture,
            out var wan)
            && wan >= 0 && wan <= Money.LargestFen / Money.FenPerWan)
        {
            return Money.FromWan(wan);
        }
        unmet.Add(new("plan.leastInvestmentWan", "leastInvestmentWan", $"总投资下限“{text}”应是万元数，例如 10000。"));
        return null;
    }
}
