using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>Which months of which units an imported ledger covers: those count as reported for every project below the unit.</summary>
/// <remarks>A ledger covers its year up to the latest month it reported; one without monthly figures, up to the month in which it was
/// taken in, or the whole of an earlier year.</remarks>
internal sealed class CoverageMonths
{
    private readonly Dictionary<(long Import, int Year), int> _latest = [];
    private readonly Dictionary<long, MonthSet> _units = [];
    private volatile Tuple<UnitTree, MonthSet[]?[]>? _latestOn;

    /// <summary>An imported report of a month.</summary>
    public void Saw(long import, YearMonth month)
    {
        var key = (import, month.Year);
        _latest[key] = Math.Max(_latest.GetValueOrDefault(key), month.Ordinal);
    }

    /// <summary>After every report was seen: the ledgers, with the month in which each was taken in.</summary>
    public void Close(IEnumerable<(long Unit, int Year, long Import, int Month)> ledgers)
    {
        foreach (var (unit, year, import, taken) in ledgers.OrderBy(l => l.Year))
        {
            var last = _latest.TryGetValue((import, year), out var reported) ? reported : Math.Min(taken, year * 12 + 11);
            var months = _units.GetValueOrDefault(unit);
            for (var month = year * 12; month <= last; month++)
            {
                months.Add(month);
            }
            _units[unit] = months;
        }
    }

    /// <summary>By slot of a tree: the sets of the unit and of those above it; null where there is none.</summary>
    public MonthSet[]?[] On(UnitTree tree)
    {
        var known = _latestOn;
        if (known is null || !ReferenceEquals(known.Item1, tree))
        {
            _latestOn = known = Tuple.Create(tree, Make(tree));
        }
        return known.Item2;
    }

    private MonthSet[]?[] Make(UnitTree tree)
    {
        var made = new MonthSet[]?[tree.InOrder.Count];
        foreach (var (unit, months) in _units)
        {
            if (tree.Find(unit) is { } node)
            {
                for (var slot = node.First; slot <= node.Last; slot++)
                {
                    made[slot] = [.. made[slot] ?? [], months];
                }
            }
        }
        return made;
    }
}
