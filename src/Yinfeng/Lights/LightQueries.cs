using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>Reads lights for a person: units of their part of the tree, and the projects that the ledger list shows them.</summary>
public sealed class LightQueries
{
    private readonly LightStore _store;
    private readonly BoardStore _boards;
    private readonly LightRuleBook _book;
    private readonly UnitDirectory _units;
    private readonly TimeProvider _clock;

    public LightQueries(LightStore store, BoardStore boards, LightRuleBook book, UnitDirectory units, TimeProvider clock) =>
        (_store, _boards, _book, _units, _clock) = (store, boards, book, units, clock);

    /// <summary>The lights of a unit, its children and its projects for a month.</summary>
    /// <param name="unit">Code of a unit; null for the top of what the viewer may see.</param>
    /// <returns>Refused for a unit that does not exist or lies outside the viewer's scope.</returns>
    public Task<Decision<LightsView>> ViewAsync(Viewer viewer, YearMonth period, string? unit, CancellationToken ct) =>
        ViewAsync(viewer, period, unit, BusinessTime.Today(_clock), ct);

    /// <summary>The same as it was to be seen on a day: deadlines count as of <paramref name="today"/>.</summary>
    public async Task<Decision<LightsView>> ViewAsync(Viewer viewer, YearMonth period, string? unit, DateOnly today, CancellationToken ct)
    {
        var board = await _boards.NowAsync(ct);
        var tree = board.Frame.Tree(period.Ordinal);
        if (BoardQueries.Find(board, tree, viewer, unit) is not { } node)
        {
            return Decision<LightsView>.Refuse([BoardQueries.NoUnit(unit, period)]);
        }
        var lamps = new UnitLamps(board, _book, period);
        var units = lamps.Of([node, .. tree.Children(node.Id)]);
        var projects = await ProjectsAsync(viewer, board, period, node, today, ct);
        return Decision<LightsView>.Allow(new LightsView(period, node, units, projects, Count(projects), _book.For(tree, period.LastDay)[node.First].Version));
    }

    /// <summary>The light of one project as it stands today; null when it does not exist or lies outside the viewer's scope.</summary>
    public async Task<ProjectLight?> ProjectAsync(Viewer viewer, long projectId, CancellationToken ct) =>
        (await ProjectsAsync(viewer, [projectId], ct)).GetValueOrDefault(projectId);

    /// <summary>The lights of some projects as they stand today, those in the viewer's scope.</summary>
    public async Task<IReadOnlyDictionary<long, ProjectLight>> ProjectsAsync(Viewer viewer, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var (memory, tree) = (await _store.NowAsync(ct), await _units.TodayAsync(ct));
        var policy = new ProjectPolicy(viewer, tree);
        var today = BusinessTime.Today(_clock);
        var pass = new ProjectPass(memory, _book, tree, id => tree.Find(id)?.First ?? -1, today, today, YearMonth.Of(today));
        var lights = new Dictionary<long, ProjectLight>(ids.Count);
        foreach (var id in ids)
        {
            if (memory.RowOf.TryGetValue(id, out var at) && memory.Rows[at] is var row && Sees(policy, row))
            {
                lights[id] = pass.Light(row) ?? pass.NotBegun(row);
            }
        }
        return lights;
    }

    private async Task<List<ProjectLight>> ProjectsAsync(Viewer viewer, BoardMemory board, YearMonth period, UnitNode unit, DateOnly today, CancellationToken ct)
    {
        var memory = await _store.NowAsync(ct);
        var policy = new ProjectPolicy(viewer, await _units.TodayAsync(ct));
        var tree = board.Frame.Tree(period.Ordinal);
        var homes = new Dictionary<long, int>();
        int Home(long id) => homes.TryGetValue(id, out var slot) ? slot : homes[id] = board.Frame.HomeOf(id, tree)?.First ?? -1;
        bool Within(long id) => Home(id) is var slot && slot >= unit.First && slot <= unit.Last;

        var asOf = period.LastDay < today ? period.LastDay : today;
        var pass = new ProjectPass(memory, _book, tree, Home, asOf, today, period);
        var lights = new List<ProjectLight>();
        foreach (var row in memory.Rows)
        {
            if (Sees(policy, row) && (Within(row.OwnerUnitId) || (!row.IsSecret && (Within(row.LandingUnitId) || Array.Exists(row.OtherUnits, Within))))
                && pass.Light(row) is { } light)
            {
                lights.Add(light);
            }
        }
        lights.Sort(WorstFirst);
        return lights;
    }

    private static bool Sees(ProjectPolicy policy, LightRow row) => policy.Can(row.OwnerUnitId, row.LandingUnitId, row.OtherUnits, row.Stage, row.Grade);

    private static int WorstFirst(ProjectLight a, ProjectLight b)
    {
        var byColour = b.Light.Colour.CompareTo(a.Light.Colour);
        var bySince = byColour != 0 ? byColour : (a.Light.Since ?? DateOnly.MaxValue).CompareTo(b.Light.Since ?? DateOnly.MaxValue);
        return bySince != 0 ? bySince : a.ProjectId.CompareTo(b.ProjectId);
    }

    private static LightCounts Count(List<ProjectLight> lights)
    {
        Span<int> by = stackalloc int[4];
        foreach (var light in lights)
        {
            by[(int)light.Light.Colour]++;
        }
        return new LightCounts(by[(int)LightColour.Red], by[(int)LightColour.Yellow], by[(int)LightColour.Green], by[(int)LightColour.None]);
    }
}
