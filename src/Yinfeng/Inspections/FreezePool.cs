using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Inspections;

/// <summary>Begins a draw: freezes both pools of a plan with their hashes (冻结抽取池).</summary>
internal sealed class FreezePool(Writer writer, PoolMaker pools, UnitDirectory units, InspectionRules rules,
    Suspicion.SuspicionRules suspicion)
{
    public const string MissingReveal = "MISSING";

    /// <returns>The id of the draw, or why it cannot begin.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, long planId, DrawHash hash, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Inspect, async work =>
        {
            var plan = await work.Db.Set<InspectionPlan>().FirstOrDefaultAsync(p => p.Id == planId && !p.Ended, ct);
            if (plan is null || !InspectionDesk.Manages(viewer, plan.UnitId, tree))
            {
                return Decision<long>.Refuse("plan.not-found", "", "没有这个督查计划，或它不归您的单位。请先建督查计划。");
            }
            var limits = rules.On(BusinessTime.DayOf(work.NowUtc));
            var projects = await pools.ProjectsAsync(work.Db, plan, limits, ct);
            var inspectors = await pools.InspectorsAsync(work.Db, plan, ct);
            var count = plan.ProjectCount ?? Math.Max(1, (projects.Count * limits.SharePercent + 99) / 100);
            var unmet = Unmet(plan, projects, inspectors, count).ToList();
            if (unmet.Count > 0)
            {
                return Decision<long>.Refuse(unmet);
            }
            var draw = Make(work, plan, limits, suspicion.On(BusinessTime.DayOf(work.NowUtc)), tree, hash, projects, inspectors, count);
            work.Db.Add(draw);
            work.Audit("draw.freeze", $"draw:{draw.Id}", new
            {
                plan = plan.Id, projects = projects.Count, inspectors = inspectors.Count, draw.ProjectPoolHash, draw.InspectorPoolHash,
                hash = DrawHashes.Name(hash),
            });
            return Decision<long>.Allow(draw.Id);
        }, ct);
    }

    private static Draw Make(WriteWork work, InspectionPlan plan, InspectionLimits limits, Suspicion.SuspicionLimits doubts, UnitTree tree, DrawHash hash,
        IReadOnlyList<PooledProject> projects, IReadOnlyList<PooledInspector> inspectors, int count)
    {
        var now = InspectionTerms.Second(work.NowUtc);
        var file = new DrawFile(DrawFile.Version, "", tree.Find(plan.UnitId)!.Name, plan.Title, DrawHashes.Name(hash), now, null,
            new DrawRules(count, plan.InspectorsPerProject, limits.HoursAhead, limits.RevealHours, MissingReveal,
                [.. Words(plan, limits, doubts, tree)]),
            new(DrawHashes.Hex(hash, DrawKernel.Canonical(projects)), projects),
                new(DrawHashes.Hex(hash, DrawKernel.Canonical(inspectors)), inspectors),
            [], [], null, [], null);
        var draw = new Draw
        {
            PlanId = plan.Id, UnitId = plan.UnitId, Title = plan.Title, FrozenAtUtc = now, PoolSize = projects.Count, ProjectCount = count,
            ProjectPoolHash = file.Projects.Hash, InspectorPoolHash = file.Inspectors.Hash, Document = "", Version = 1,
        };
        draw.Write(file);
        return draw;
    }

    private static IEnumerable<Unmet> Unmet(InspectionPlan plan, IReadOnlyList<PooledProject> projects,
        IReadOnlyList<PooledInspector> inspectors, int count)
    {
        if (projects.Count < count)
        {
            yield return new("draw.pool-small", "projectCount", $"符合条件的项目只有 {projects.Count} 个，不够抽 {count} 个。请放宽计划的范围或减少个数。");
        }
        if (projects.Count > DrawOrder.MostPicks || inspectors.Count > DrawOrder.MostPicks)
        {
            yield return new("draw.pool-large", "", $"抽取池最多 {DrawOrder.MostPicks} 项，现有项目 {projects.Count} 个。请缩小计划的范围，分几次抽。");
        }
        var closed = projects.Select(p => (Project: p, Free: inspectors.Count(i => DrawKernel.Conflict(p, i) is null)))
            .Where(x => x.Free < plan.InspectorsPerProject).ToList();
        if (inspectors.Count < plan.InspectorsPerProject || closed.Count > 0)
        {
            yield return new("draw.inspectors-few", "", inspectors.Count < plan.InspectorsPerProject
                ? $"督查员名单里只有 {inspectors.Count} 人，每个项目要 {plan.InspectorsPerProject} 人。请先补充督查员。"
                : $"有 {closed.Count} 个项目回避以后督查员不够 {plan.InspectorsPerProject} 人，例如{closed[0].Project.Unit}的“{closed[0].Project.Name}”。请增加别的单位的督查员。");
        }
    }

    /// <summary>The rules as anybody reads them in the file.</summary>
    private static IEnumerable<string> Words(InspectionPlan plan, InspectionLimits limits, Suspicion.SuspicionLimits doubts, UnitTree tree)
    {
        var units = plan.UnitList.Count == 0 ? tree.Find(plan.UnitId)!.Name + "及所属单位"
            : string.Join("、", plan.UnitList.Select(u => tree.Find(u)?.Name));
        yield return $"范围：{units}{string.Join("、", plan.StageList.Select(Terms.Of))}阶段的项目"
            + (plan.LeastInvestmentFen is { } least ? $"，总投资不低于{Money.Show(least)}" : "") + "；终止的不抽。";
        yield return "非公开的项目只列编号，不列名称和信用代码。";
        yield return $"每个项目 1 支签；红灯加 {limits.RedWeight} 支，黄灯加 {limits.YellowWeight} 支，督查发现未销号的加 {limits.FindingWeight} 支，"
            + $"有未了结疑点的按硬规则加 {doubts.HardWeight} 支、按软检验加 {doubts.SoftWeight} 支，最多 {limits.MostWeight} 支。";
        yield return "督查员所在单位与项目的责任单位、落地单位、共享单位同属一条线的，或申报过利害关系的，回避，由抽取顺序中的下一位接替。";
        yield return $"规则依据：{limits.Source}。";
    }
}
