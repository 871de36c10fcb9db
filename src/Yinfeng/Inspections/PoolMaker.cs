using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Suspicion;
using Yinfeng.Units;

namespace Yinfeng.Inspections;

/// <summary>Makes the pools of a plan as they stand now: who is eligible, with which weight and which line of units.</summary>
/// <remarks>Every signed-in unit reads a published pool. A project that is not graded public stands in it under its id alone; a commercial
/// secret that is not signed yet could not be in it at all, for plans begin with signed projects.</remarks>
internal sealed class PoolMaker(LightQueries lights, UnitDirectory units, SuspicionRules suspicion, TimeProvider clock)
{
    public const string Withheld = "（不公开）";

    /// <summary>The sorted pool of projects.</summary>
    public async Task<IReadOnlyList<PooledProject>> ProjectsAsync(YinfengDb db, InspectionPlan plan, InspectionLimits limits,
        CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var lamps = await lights.TodayAsync(ct);
        var within = plan.UnitList.Count == 0 ? tree.IdsWithin(plan.UnitId) : [.. plan.UnitList.SelectMany(tree.IdsWithin).Distinct()];
        var stages = plan.StageList;
        var least = plan.LeastInvestmentFen ?? 0;
        var rows = await db.Set<Project>().Where(p => within.Contains(p.OwnerUnitId) && stages.Contains(p.Stage)
            && p.Status != ProjectStatus.Terminated
                && (least == 0 || p.TotalInvestmentFen >= least))
            .Select(p => new { p.Id, p.Name, p.InvestorCreditCode, p.OwnerUnitId, p.LandingUnitId, p.Confidentiality }).ToListAsync(ct);
        var shares = (await db.Set<CreditShare>().Where(s => db.Set<Project>().Any(p => p.Id == s.ProjectId
            && within.Contains(p.OwnerUnitId)))
            .Select(s => new { s.ProjectId, s.UnitId }).Distinct().ToListAsync(ct)).ToLookup(s => s.ProjectId, s => s.UnitId);
        var findings = (await db.Set<Finding>().Where(f => f.ClosedAtUtc == null).Select(f => f.ProjectId).ToListAsync(ct)).CountBy(id =>
            id).ToDictionary();
        var doubts = await DoubtWeights.ReadAsync(db, tree, suspicion.On(BusinessTime.Today(clock)), ct);
        var pool = rows.Select(p =>
        {
            var open = p.Confidentiality == Confidentiality.Public;
            var (weight, why) = Weigh(lamps.Of(p.Id)?.Colour ?? LightColour.None, findings.GetValueOrDefault(p.Id), limits, doubts.Of(p.Id, p.OwnerUnitId));
            return new PooledProject(Text(p.Id), open ? InspectionTerms.Plain(p.InvestorCreditCode) : "", open
                ? InspectionTerms.Plain(p.Name) : Withheld,
                InspectionTerms.Plain(tree.Find(p.OwnerUnitId)?.Name),
                    Line(tree, plan.UnitId, [p.OwnerUnitId, p.LandingUnitId, .. shares[p.Id]]), weight, why);
        }).ToArray();
        Array.Sort(pool, DrawKernel.Compare);
        return pool;
    }

    /// <summary>The sorted pool of inspectors.</summary>
    public async Task<IReadOnlyList<PooledInspector>> InspectorsAsync(YinfengDb db, InspectionPlan plan, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var rows = await db.Set<Inspector>().Where(i => i.OrganiserId == plan.UnitId && i.Active).ToListAsync(ct);
        var pool = rows.Select(i => new PooledInspector(Text(i.Id), InspectionTerms.Plain(i.Name),
            InspectionTerms.Plain(tree.Find(i.UnitId)?.Name),
            Line(tree, plan.UnitId, [i.UnitId]), [.. i.InterestList.Order(StringComparer.Ordinal)])).ToArray();
        Array.Sort(pool, DrawKernel.Compare);
        return pool;
    }

    private static (int Weight, IReadOnlyList<string> Why) Weigh(LightColour colour, int findings, InspectionLimits limits,
        IEnumerable<(int More, string Reason)> doubts)
    {
        var (weight, why) = (1, new List<string>());
        Add(colour == LightColour.Red ? limits.RedWeight : 0, "红灯");
        Add(colour == LightColour.Yellow ? limits.YellowWeight : 0, "黄灯");
        Add(findings > 0 ? limits.FindingWeight : 0, $"督查发现未销号{findings}条");
        foreach (var (more, reason) in doubts)
        {
            Add(more, reason);
        }
        return (Math.Min(weight, limits.MostWeight), why);

        void Add(int more, string reason)
        {
            if (more > 0)
            {
                weight += more;
                why.Add($"{reason}+{more}");
            }
        }
    }

    /// <summary>Codes of the units and of those above each, up to below the organiser; the organiser itself only where it stands
    /// alone.</summary>
    private static List<string> Line(UnitTree tree, long organiser, IEnumerable<long> ids) =>
        [.. ids.SelectMany(id =>
            tree.Upward(id).TakeWhile(n => n.Id != organiser).Select(n => n.Code)
            .DefaultIfEmpty(tree.Find(id)?.Code ?? Text(id))).Distinct().Order(StringComparer.Ordinal)];

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
