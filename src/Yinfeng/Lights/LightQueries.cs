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
    private volatile TodayLamps? _today;

    public LightQueries(LightStore store, BoardStore boards, LightRuleBook book, UnitDirectory units, TimeProvider clock) =>
        (_store, _boards, _book, _units, _clock) = (store, boards, book, units, clock);

    /// <summary>The lights of a unit, its children and its projects for a month.</summary>
    /// <param name="unit">Code of a unit; null for the top of what the viewer may see.</param>
    /// <returns>Refused for a unit that does not exist or lies outside the viewer's scope.</returns>
    public Task<Decision<LightsView>> ViewAsync(Viewer viewer, YearMonth period, string? unit, CancellationToken ct) =>
        ViewAsync(viewer, period, unit, LightFilter.All, BusinessTime.Today(_clock), ct);

    /// <inheritdoc cref="ViewAsync(Viewer, YearMonth, string?, LightFilter, DateOnly, CancellationToken)"/>
    public Task<Decision<LightsView>> ViewAsync(Viewer viewer, YearMonth period, string? unit, LightFilter filter, CancellationToken ct) =>
        ViewAsync(viewer, period, unit, filter, BusinessTime.Today(_clock), ct);

    /// <summary>The same with part of the projects, as it was to be seen on a day: deadlines count as of <paramref name="today"/>.</summary>
    /// <remarks>Every project is judged in numbers; only those asked for are put into words.</remarks>
    public async Task<Decision<LightsView>> ViewAsync(Viewer viewer, YearMonth period, string? unit, LightFilter filter, DateOnly today, CancellationToken ct)
    {
        var board = await _boards.NowAsync(ct);
        var tree = board.Frame.Tree(period.Ordinal);
        if (BoardQueries.Find(board, tree, viewer, unit) is not { } node)
        {
            return Decision<LightsView>.Refuse([BoardQueries.NoUnit(unit, period)]);
        }
        var units = new UnitLamps(board, _book, period).Of([node, .. tree.Children(node.Id)]);
        var scope = new UnitScope(board, tree, node, new ProjectPolicy(viewer, await _units.TodayAsync(ct)));
        var asOf = period.LastDay < today ? period.LastDay : today;
        var pass = new ProjectPass(await _store.NowAsync(ct), _book, tree, scope.Home, asOf, today, period);
        var (projects, counts) = pass.List(scope, filter);
        return Decision<LightsView>.Allow(new LightsView(period, node, units, projects, counts, _book.For(tree, period.LastDay)[node.First].Version));
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
                lights[id] = pass.Any(row);
            }
        }
        return lights;
    }

    /// <summary>The lamps of today for a list; the same object until something changes.</summary>
    internal async ValueTask<TodayLamps> TodayAsync(CancellationToken ct)
    {
        var (memory, tree, today) = (await _store.NowAsync(ct), await _units.TodayAsync(ct), BusinessTime.Today(_clock));
        var lamps = _today;
        return lamps?.Holds(memory, tree, today) == true ? lamps : _today = new TodayLamps(memory, _book, tree, today);
    }

    private static bool Sees(ProjectPolicy policy, LightRow row) => policy.Can(row.Id, row.OwnerUnitId, row.LandingUnitId, row.OtherUnits, row.Stage, row.Grade);
}
