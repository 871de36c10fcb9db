using Yinfeng.Access;
using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>Reads the board for a person: only units of their part of the tree exist for them.</summary>
public sealed class BoardQueries(BoardStore store)
{
    private static readonly BoardField[] Read = [BoardField.Value, BoardField.LastYear, BoardField.YearOnYear, BoardField.Target,
        BoardField.Stretch, BoardField.Completion, BoardField.Gap, BoardField.Plan, BoardField.PlanCompletion, BoardField.Rank];

    /// <param name="unit">Code or id of a unit; null for the top of what the viewer may see.</param>
    /// <param name="codes">Indicators wanted; none for all that are not hidden.</param>
    public async Task<Decision<BoardView>> BoardAsync(Viewer viewer, YearMonth period, string? unit, IReadOnlyList<string> codes, CancellationToken ct)
    {
        var memory = await store.NowAsync(ct);
        var unmet = codes.Where(c => memory.Indicators.All(i => i.Code != c)).Select(c => new Unmet("board.indicator.unknown", "indicator",
            $"没有指标“{c}”。可用的指标：{string.Join("、", memory.Indicators.Select(i => i.Code))}。")).ToList();
        var tree = memory.Frame.Tree(period.Ordinal);
        if (Find(memory, tree, viewer, unit) is not { } node)
        {
            unmet.Add(NoUnit(unit, period));
            return Decision<BoardView>.Refuse(unmet);
        }
        return unmet.Count > 0
            ? Decision<BoardView>.Refuse(unmet)
            : Decision<BoardView>.Allow(View(memory, tree, node, period, codes));
    }

    /// <summary>The unit a person means on the tree of a month, if they may see it.</summary>
    internal static UnitNode? Find(BoardMemory memory, UnitTree tree, Viewer viewer, string? unit)
    {
        var node = string.IsNullOrWhiteSpace(unit)
            ? memory.Frame.HomeOf(viewer.UnitId ?? UnitTree.NationId, tree)
            : tree.FindByCode(unit.Trim())
                ?? (memory.Frame.FindByFormerCode(unit.Trim()) is { } id ? memory.Frame.HomeOf(id, tree) : null);
        return node is not null && IsVisible(memory, tree, viewer, node) ? node : null;
    }

    internal static Unmet NoUnit(string? unit, YearMonth period) => new("board.unit.unknown", "unit",
        $"{period} 的单位树中没有代码为“{unit}”的单位，或它不在您的查看范围内。请核对单位代码（如 371400）。");

    private static bool IsVisible(BoardMemory memory, UnitTree tree, Viewer viewer, UnitNode node) => viewer.UnitId is null
        || (memory.Frame.HomeOf(viewer.UnitId.Value, tree) is { } top && node.First >= top.First && node.First <= top.Last);

    private static BoardView View(BoardMemory memory, UnitTree tree, UnitNode node, YearMonth period, IReadOnlyList<string> codes)
    {
        UnitNode[] units = [node, .. tree.Children(node.Id)];
        int[] chosen = [.. Enumerable.Range(0, memory.Indicators.Count)
            .Where(i => codes.Count == 0 ? !memory.Indicators[i].Hidden : codes.Contains(memory.Indicators[i].Code))];
        BoardColumn[] columns = [.. chosen.SelectMany(i => Read.Select(f => new BoardColumn(i, f)))];
        var rows = new long[units.Length * columns.Length];
        memory.Engine.FillRows(period.Ordinal, [.. units.Select(u => u.First)], columns, rows);
        var cells = units.Select((u, r) => chosen.Select((i, k) =>
            Cell(memory, period, u, i, rows.AsSpan(r * columns.Length + k * Read.Length, Read.Length))).ToArray()).ToArray();
        return new BoardView(period, units, [.. chosen.Select(i => memory.Indicators[i])], cells);
    }

    private static BoardCell Cell(BoardMemory memory, YearMonth period, UnitNode unit, int index, ReadOnlySpan<long> fields)
    {
        var indicator = memory.Indicators[index];
        return new BoardCell(unit, indicator, BoardScale.Value(fields[0], indicator.Unit), BoardScale.Value(fields[1], indicator.Unit),
            BoardScale.Tenths(fields[2]), BoardScale.Goal(fields[3], indicator.Unit), BoardScale.Goal(fields[4], indicator.Unit),
            BoardScale.Hundredths(fields[5]), TimeProgress(period), BoardScale.Hundredths(fields[6]),
            BoardScale.Goal(fields[7], indicator.Unit), BoardScale.Hundredths(fields[8]), fields[9] == BoardPage.Null ? null : fields[9]);
    }

    private static decimal TimeProgress(YearMonth period) =>
        decimal.Round(period.TimeProgressPercent, 2, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;
}
