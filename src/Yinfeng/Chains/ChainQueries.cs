using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Gaps;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>Chains with what a unit knows of them: strength of nodes, tasks, chief, targets.</summary>
internal sealed class ChainQueries(ChainShelf shelf, GapQueries gaps, UnitDirectory units, Database database, TimeProvider clock)
{
    public DateOnly Today => BusinessTime.Today(clock);

    /// <returns>The unit asked for, the viewer's own for none; null when the viewer does not see it.</returns>
    public async Task<UnitNode?> UnitAsync(Viewer viewer, string? unit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return string.IsNullOrWhiteSpace(unit) ? tree.Find(viewer.UnitId ?? UnitTree.NationId) : UnitNames.Find(tree, unit,
            viewer.UnitId) is [var found] ? found : null;
    }

    /// <summary>Cities of the ledgers that the viewer sees: where it is worth looking at a chain.</summary>
    public async Task<IReadOnlyList<UnitNode>> CitiesAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var owners = await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db)).Select(p => p.OwnerUnitId).Distinct().ToListAsync(ct);
        return [.. owners.Select(tree.CityOf).Distinct().Order().Select(tree.Find).OfType<UnitNode>().Where(c => c.Kind >= UnitKind.City && tree.IsWithin(c.Id, viewer.UnitId))];
    }

    public async Task<IReadOnlyList<ChainLine>> ListAsync(Viewer viewer, UnitNode unit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var tasks = await db.Set<ChainTask>().AsNoTracking().Where(t => t.UnitId == unit.Id).Select(t => t.ChainId).ToListAsync(ct);
        var projects = await ProjectsAsync(db, viewer, tree, unit.Id, ct);
        var lines = new List<ChainLine>();
        foreach (var chain in await shelf.AllAsync(viewer, unit.Id, Today, ct))
        {
            var report = (await gaps.OfAsync(viewer, chain.Id, unit.Code, null, ct)).Value;
            lines.Add(new ChainLine(chain, Office(tree, chain), report, await ChargeAsync(db, unit.Id, chain.Id, Today, ct),
                await YearAsync(db, unit.Id, chain, report, projects, Today.Year, ct), tasks.Count(t => t == chain.Id)));
        }
        return lines;
    }

    /// <returns>Null when the unit has no such chain on that day.</returns>
    public async Task<ChainView?> ViewAsync(Viewer viewer, string id, ChainAsk ask, UnitNode unit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var all = await shelf.AllAsync(viewer, unit.Id, ask.On ?? Today, ct);
        if (all.FirstOrDefault(c => c.Id == id) is not { } chain)
        {
            return null;
        }
        var found = await gaps.OfAsync(viewer, id, unit.Code, ask.On, ct);
        var byNode = found.Value?.Nodes.ToDictionary(n => n.Node.Id, StringComparer.Ordinal);
        await using var db = database.OpenRead();
        var tasks = await db.Set<ChainTask>().AsNoTracking().Where(t => t.UnitId == unit.Id && t.ChainId == id).ToDictionaryAsync(t => t.NodeId, ct);
        var projects = await ProjectsAsync(db, viewer, tree, unit.Id, ct);
        return new ChainView(chain, ask, unit, Office(tree, chain), found.Value, found.Unmet,
            [.. chain.Nodes.Select(n => new NodeView(n, byNode?.GetValueOrDefault(n.Id), tasks.GetValueOrDefault(n.Id)))],
            await ChargeAsync(db, unit.Id, id, ask.On ?? Today, ct), await YearAsync(db, unit.Id, chain, found.Value, projects,
                (ask.On ?? Today).Year, ct), Today)
        {
            MayReport = viewer.May(Rights.Report), MayApprove = viewer.May(Rights.Approve),
        };
    }

    /// <summary>Everybody who ever answered for the chain in the unit, the latest first.</summary>
    public async Task<IReadOnlyList<ChainCharge>> ChargesAsync(long unit, string chain, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return [.. (await db.Set<ChainCharge>().AsNoTracking().Where(c => c.UnitId == unit
            && c.ChainId == chain).ToListAsync(ct)).OrderByDescending(c => c.From)];
    }

    private UnitNode? Office(UnitTree tree, Chain chain) => shelf.Own.FirstOrDefault(o => ReferenceEquals(o.Chain,
        chain)) is { } own ? tree.Find(own.UnitId) : null;

    private static async Task<ChainCharge?> ChargeAsync(YinfengDb db, long unit, string chain, DateOnly on, CancellationToken ct) =>
        await db.Set<ChainCharge>().AsNoTracking().Where(c => c.UnitId == unit && c.ChainId == chain
            && c.From <= on).OrderByDescending(c => c.From).FirstOrDefaultAsync(ct);

    /// <summary>A project counts for the chain that its ledger names, or that it was recognised on.</summary>
    private static async Task<ChainYear> YearAsync(YinfengDb db, long unit, Chain chain, GapReport? report,
        IReadOnlyList<SignedProject> projects, int year, CancellationToken ct)
    {
        var target = await db.Set<ChainTarget>().AsNoTracking().FirstOrDefaultAsync(t => t.UnitId == unit && t.ChainId == chain.Id
            && t.Year == year, ct);
        var recognised = (report?.Nodes ?? []).SelectMany(n => n.Evidence.Projects).Select(p => p.Id).ToHashSet();
        var signed = projects.Where(p => p.SignedOn.Year == year && (chain.IsNamedBy(p.Chain, p.Industry)
            || (p.Chain is not { Length: > 0 } && recognised.Contains(p.Id)))).ToList();
        return new ChainYear(year, target, signed.Count, signed.Sum(p => p.TotalFen ?? 0));
    }

    private static async Task<IReadOnlyList<SignedProject>> ProjectsAsync(YinfengDb db, Viewer viewer, UnitTree tree, long unit, CancellationToken ct)
    {
        var within = tree.IdsWithin(unit);
        var projects = await db.Set<Project>().AsNoTracking().Where(new ProjectPolicy(viewer, tree).Filter(db))
            .Where(p => p.Status == ProjectStatus.Active && p.SignedOn != null
                && (within.Contains(p.OwnerUnitId) || within.Contains(p.LandingUnitId)))
            .Select(p => new { p.Id, p.Chain, p.Industry, p.TotalInvestmentFen, p.SignedOn }).ToListAsync(ct);
        return [.. projects.Select(p => new SignedProject(p.Id, p.Chain, p.Industry, p.TotalInvestmentFen, p.SignedOn!.Value.Earliest))];
    }

    private sealed record SignedProject(long Id, string? Chain, string? Industry, long? TotalFen, DateOnly SignedOn);
}
