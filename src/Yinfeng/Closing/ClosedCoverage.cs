using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>For which units which months are closed, by the trees of those months: a unit that moved since stays closed where it was.</summary>
internal sealed class ClosedCoverage(ClosedList list, UnitHistory history)
{
    private readonly Dictionary<long, ClosedMonth[]> _covering = [];

    public UnitHistory History => history;
    public ClosedList List => list;

    /// <summary>Closings that a unit's figures are part of, the latest first.</summary>
    public IReadOnlyList<ClosedMonth> Covering(long unitId)
    {
        if (!_covering.TryGetValue(unitId, out var covering))
        {
            _covering[unitId] = covering = [.. list.All.Where(m => history.CountsIn(unitId, m.UnitId, m.Period))];
        }
        return covering;
    }

    /// <summary>The last closed month of a unit.</summary>
    public YearMonth? Until(long unitId) => Covering(unitId) is [var last, ..] ? last.Period : null;

    /// <summary>The bulletin that published a unit's figure of a month: the first that closed it.</summary>
    public ClosedMonth? Publishing(long unitId, YearMonth month) => Covering(unitId).Where(m => m.Period >= month).MinBy(m => m.Period);
}
