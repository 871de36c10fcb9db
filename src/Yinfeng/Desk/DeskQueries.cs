using Yinfeng.Access;
using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Desk;

/// <summary>The cockpit of a unit for a month.</summary>
/// <param name="Closed">The bulletin that closed the month; null while it is open.</param>
public sealed record DeskView(CockpitView Cockpit, LightsView Lights, ClocksView Clocks, SourcesView? Sources, ClosedMonth? Closed)
{
    /// <summary>The light of a unit's chosen indicator; its own light where that has no target.</summary>
    public Light? LightOf(long unitId) => Lights.Units.FirstOrDefault(u => u.UnitId == unitId) is { } unit
        ? unit.Indicators.FirstOrDefault(i => i.Indicator == Cockpit.Indicator.Code)?.Light ?? unit.Light : null;
}

/// <summary>Puts the cockpit together from the board, the lights, the clocks and the sources.</summary>
internal sealed class DeskQueries(Cockpit cockpit, LightQueries lights, ClockQueries clocks, InvestorSources sources, ClosedMonths closed, UnitDirectory units)
{
    private const int WorstShown = 6;

    public async Task<Decision<DeskView>> ViewAsync(Viewer viewer, YearMonth? period, string? unit, string? indicator, CancellationToken ct)
    {
        var board = await cockpit.ViewAsync(viewer, period, unit, indicator, ct);
        if (board.Value is not { } view)
        {
            return Decision<DeskView>.Refuse(board.Unmet);
        }
        var (month, code) = (view.Board.Period, view.Board.Unit.Code);
        // Each goes over all projects: at the same time.
        var (judging, timing, placing) = (Task.Run(() => lights.ViewAsync(viewer, month, code, new LightFilter(Take: WorstShown), ct), ct),
            Task.Run(() => clocks.StagesAsync(viewer, month, code, ct), ct), Task.Run(() => sources.ViewAsync(viewer, month, code, ct), ct));
        await Task.WhenAll(judging, timing, placing);
        var (lamps, times) = (await judging, await timing);
        return lamps.Value is { } l && times.Value is { } t
            ? Decision<DeskView>.Allow(new DeskView(view, l, t, await placing,
                closed.Of(view.Board.Unit.Id, month, await units.OnAsync(month.LastDay, ct))))
            : Decision<DeskView>.Refuse([.. lamps.Unmet, .. times.Unmet]);
    }
}
