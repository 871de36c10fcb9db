using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>The frozen board of a month, and the bulletin it is from.</summary>
internal sealed record ClosedBoard(ClosedMark Mark, FrozenFigures Figures);

/// <summary>A closed month thawed: the board with its own definitions.</summary>
internal sealed record ThawedMonth(BoardMemory Memory, IndicatorCatalog Catalog);

/// <summary>Serves closed months from what was frozen, and nothing else.</summary>
public sealed class ClosedBoards(Database database, ClosedMonths closed)
{
    // Figures of a city are some 100 KB; a thawed city of 20,000 projects some 30 MB.
    private const int MostFigures = 60, MostThawed = 3;
    private readonly ConcurrentDictionary<(long Id, YearMonth Period), FrozenFigures> _figures = new();
    private readonly ConcurrentDictionary<long, ThawedMonth> _thawed = new();

    /// <summary>The frozen board a unit has for a month; null where the month is open.</summary>
    /// <param name="tree">The tree of the month.</param>
    internal async Task<ClosedBoard?> FindAsync(long unitId, YearMonth period, UnitTree tree, CancellationToken ct)
    {
        await closed.LookAgainAsync(ct);
        if (closed.Governing(unitId, period, tree) is not { } month)
        {
            return null;
        }
        var figures = await FiguresAsync(month, period, ct);
        return figures.Units.Any(u => u.Id == unitId)
            ? new ClosedBoard(new ClosedMark(month.Id, month.Number, month.IssuedOn, month.Period, month.Period == period), figures) : null;
    }

    /// <summary>Figures as published; of a month that the bulletin closed without giving it, made from the same frozen rows.</summary>
    internal async Task<FrozenFigures> FiguresAsync(ClosedMonth month, YearMonth period, CancellationToken ct)
    {
        if (_figures.TryGetValue((month.Id, period), out var known))
        {
            return known;
        }
        FrozenFigures figures;
        if (month.Period == period)
        {
            var parts = await PartsAsync(month.Id, [PartKind.Figures, PartKind.Tree, PartKind.Indicators], ct);
            figures = FrozenFigures.Unpack(kind => parts[kind]);
        }
        else
        {
            figures = FrozenFigures.Of((await ThawAsync(month.Id, ct)).Memory, month.UnitId, period);
        }
        return Keep(_figures, (month.Id, period), figures, MostFigures);
    }

    internal async Task<ThawedMonth> ThawAsync(long closedMonthId, CancellationToken ct)
    {
        if (_thawed.TryGetValue(closedMonthId, out var known))
        {
            return known;
        }
        var parts = await PartsAsync(closedMonthId, FrozenBoard.Needs, ct);
        var thawed = new ThawedMonth(FrozenBoard.Thaw(kind => parts[kind]), FrozenRules.Read(FrozenText.Unpack(parts[PartKind.Rules])));
        return Keep(_thawed, closedMonthId, thawed, MostThawed);
    }

    /// <summary>Projects and reports as they were frozen.</summary>
    internal async Task<(Dictionary<long, Projects.Project> Projects, Dictionary<(long, int), Projects.MonthlyReport> Months)> RowsAsync(long closedMonthId,
        IReadOnlyCollection<long> projectIds, CancellationToken ct)
    {
        var parts = await PartsAsync(closedMonthId, [PartKind.Projects, PartKind.Months], ct);
        var ids = projectIds.ToHashSet();
        return (new FrozenTable(parts[PartKind.Projects]).Where(r => ids.Contains(r.Whole("id"))).Select(FrozenProject.Of).ToDictionary(p => p.Id),
            new FrozenTable(parts[PartKind.Months]).Where(r => ids.Contains(r.Whole("project_id"))).Select(FrozenProject.Month)
                .ToDictionary(m => (m.ProjectId, m.Month.Ordinal)));
    }

    /// <summary>The data of some parts of a closed month; parts that it does not have are left out.</summary>
    internal async Task<Dictionary<string, byte[]>> PartsAsync(long closedMonthId, IReadOnlyCollection<string>? kinds, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<ClosedPart>().Where(p => p.ClosedMonthId == closedMonthId && (kinds == null || kinds.Contains(p.Kind)))
            .ToDictionaryAsync(p => p.Kind, p => p.Data, StringComparer.Ordinal, ct);
    }

    private static TValue Keep<TKey, TValue>(ConcurrentDictionary<TKey, TValue> cache, TKey key, TValue value, int most) where TKey : notnull
    {
        if (cache.Count >= most)
        {
            cache.Clear(); // Rare, and what is asked for again comes back from the store.
        }
        return cache.GetOrAdd(key, value);
    }
}
