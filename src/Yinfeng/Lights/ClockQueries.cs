using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>Reads stage clocks for a person, over the projects that the ledger list shows them.</summary>
public sealed class ClockQueries
{
    private readonly LightStore _store;
    private readonly BoardStore _boards;
    private readonly LightRuleBook _book;
    private readonly UnitDirectory _units;
    private readonly IndustryNames _industries;
    private readonly TimeProvider _clock;

    public ClockQueries(LightStore store, BoardStore boards, LightRuleBook book, UnitDirectory units, IndustryNames industries, TimeProvider clock) =>
        (_store, _boards, _book, _units, _industries, _clock) = (store, boards, book, units, industries, clock);

    /// <param name="unit">Code of a unit; null for the top of what the viewer may see.</param>
    /// <param name="thisYear">Count only steps that ended in the period's year.</param>
    public Task<Decision<ClocksView>> ViewAsync(Viewer viewer, YearMonth period, string? unit, bool thisYear, CancellationToken ct) =>
        ViewAsync(viewer, period, unit, thisYear, stagesOnly: false, ct);

    /// <summary>The stages alone; steps and projects over their limit are left out.</summary>
    public Task<Decision<ClocksView>> StagesAsync(Viewer viewer, YearMonth period, string? unit, CancellationToken ct) =>
        ViewAsync(viewer, period, unit, thisYear: false, stagesOnly: true, ct);

    private async Task<Decision<ClocksView>> ViewAsync(Viewer viewer, YearMonth period, string? unit, bool thisYear, bool stagesOnly, CancellationToken ct)
    {
        var board = await _boards.NowAsync(ct);
        var tree = board.Frame.Tree(period.Ordinal);
        if (BoardQueries.Find(board, tree, viewer, unit) is not { } node)
        {
            return Decision<ClocksView>.Refuse([BoardQueries.NoUnit(unit, period)]);
        }
        var today = BusinessTime.Today(_clock);
        var asOf = period.LastDay < today ? period.LastDay : today;
        var scope = new UnitScope(board, tree, node, new ProjectPolicy(viewer, await _units.TodayAsync(ct)));
        var (meter, rules) = (new StageMeter(asOf), _book.For(tree, asOf));
        var from = thisYear ? new DateOnly(period.Year, 1, 1) : (DateOnly?)null;
        var steps = new StepTable(meter, from);
        foreach (var row in (await _store.NowAsync(ct)).Rows)
        {
            if (scope.Shows(row))
            {
                meter.Add(row, rules[Math.Max(0, scope.Home(row.OwnerUnitId))]);
                if (!stagesOnly)
                {
                    steps.Add(row, scope.Child(row), _industries.Division(row.IndustryCode), row.Industry);
                }
            }
        }
        var stages = meter.Clocks(rules[node.First].Limits);
        return Decision<ClocksView>.Allow(stagesOnly ? new ClocksView(period, node, asOf, from, stages, [], [], [])
            : new ClocksView(period, node, asOf, from, stages, steps.ByUnit(node, tree.Children(node.Id)),
            steps.ByIndustry(), [.. meter.OverLimits.OrderByDescending(o => o.Over).ThenBy(o => o.Row.Id).Select(o => Over(o.Row, o.Rule, o.Days, o.Over, tree, asOf))]));
    }

    private static OverLimit Over(LightRow row, LightRule rule, int days, int over, UnitTree tree, DateOnly asOf) => new(row.Id, row.Name, UnitText.Name(row.OwnerUnitId, tree),
        row.StageOn(asOf.DayNumber)!.Value, asOf.AddDays(-days), days, rule.Limit.ToString(), over, ProjectWords.Owner(row, rule, tree), rule.Id);
}
