using Yinfeng.Access;
using Yinfeng.Analytics.Board;
using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>Reads the board for a person: only units of their part of the tree exist for them.</summary>
public sealed class BoardQueries(BoardStore store, ClosedBoards closedBoards, RestatementQueries restatements)
{
    private static readonly BoardField[] Read = [BoardField.Value, BoardField.LastYear, BoardField.YearOnYear, BoardField.Target,
        BoardField.Stretch, BoardField.Completion, BoardField.Gap, BoardField.Plan, BoardField.PlanCompletion, BoardField.Rank];

    /// <inheritdoc cref="BoardAsync(Viewer, YearMonth, string?, IReadOnlyList{string}, bool, CancellationToken)"/>
    public Task<Decision<BoardView>> BoardAsync(Viewer viewer, YearMonth period, string? unit, IReadOnlyList<string> codes, CancellationToken ct) =>
        BoardAsync(viewer, period, unit, codes, restated: false, ct);

    /// <summary>The board of a month; of a closed one as its bulletin gave it.</summary>
    /// <param name="unit">Code or id of a unit; null for the top of what the viewer may see.</param>
    /// <param name="codes">Indicators wanted; none for all that are not hidden.</param>
    /// <param name="restated">Of a closed month: also the figures of now, and what was restated.</param>
    public async Task<Decision<BoardView>> BoardAsync(Viewer viewer, YearMonth period, string? unit, IReadOnlyList<string> codes, bool restated,
        CancellationToken ct)
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
        if (unmet.Count > 0)
        {
            return Decision<BoardView>.Refuse(unmet);
        }
        if (await closedBoards.FindAsync(node.Id, period, tree, ct) is not { } closed)
        {
            var open = View(memory, tree, node, period, codes);
            var earlier = await restatements.OfBoardAsync(viewer, open.Units, new YearMonth(period.Year, 1), period, codes, ct);
            return Decision<BoardView>.Allow(earlier.Count == 0 ? open : open with { Restatements = earlier });
        }
        var frozen = FrozenView(closed.Mark, closed.Figures, tree, node, period, codes);
        return Decision<BoardView>.Allow(!restated ? frozen : frozen with
        {
            Present = Cells(memory, frozen.Units, frozen.Indicators, tree, period),
            Restatements = await restatements.OfBoardAsync(viewer, frozen.Units, period, period, codes, ct),
        });
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
        Indicator[] chosen = [.. memory.Indicators.Where(i => codes.Count == 0 ? !i.Hidden : codes.Contains(i.Code))];
        return new BoardView(period, units, chosen, Cells(memory, units, chosen, tree, period));
    }

    /// <summary>The unit and its children as they were closed, under the names they had.</summary>
    private static BoardView FrozenView(ClosedMark mark, FrozenFigures figures, UnitTree tree, UnitNode node, YearMonth period, IReadOnlyList<string> codes)
    {
        UnitNode[] units = [.. figures.Units.Where(u => u.Id == node.Id).Concat(figures.Units.Where(u => u.ParentId == node.Id)).Select(u => (tree.Find(u.Id)
            ?? new UnitNode(u.Id, u.Kind, u.Code, u.Name, u.ShortName, u.ParentId, node.Depth + 1, node.First, node.First)) with
        {
            Code = u.Code, Name = u.Name, ShortName = u.ShortName,
        })];
        Indicator[] chosen = [.. figures.Indicators.Where(i => codes.Count == 0 ? !i.Hidden : codes.Contains(i.Code))];
        return new BoardView(period, units, chosen,
            [.. units.Select(u => chosen.Select(i => Cell(period, u, i, [.. Read.Select(f => figures.Cell(u.Id, i.Code)![(int)f])])).ToArray())])
        { Closed = mark };
    }

    /// <summary>Figures of now; a unit or indicator that is not there any more has none.</summary>
    private static BoardCell[][] Cells(BoardMemory memory, IReadOnlyList<UnitNode> units, IReadOnlyList<Indicator> chosen, UnitTree tree, YearMonth period)
    {
        int[] indices = [.. chosen.Select(i => memory.IndexOf(i.Code))];
        int[] slots = [.. units.Select(u => tree.Find(u.Id)?.First ?? -1)];
        BoardColumn[] columns = [.. indices.Where(i => i >= 0).SelectMany(i => Read.Select(f => new BoardColumn(i, f)))];
        var cells = new long[units.Count * columns.Length];
        memory.Engine.FillRows(period.Ordinal, [.. slots.Select(s => Math.Max(0, s))], columns, cells);
        return [.. units.Select((u, r) =>
        {
            var at = r * columns.Length;
            return chosen.Select((indicator, k) =>
            {
                if (indices[k] < 0 || slots[r] < 0)
                {
                    at += indices[k] < 0 ? 0 : Read.Length;
                    return Cell(period, u, indicator, Nothing);
                }
                at += Read.Length;
                return Cell(period, u, indicator, cells.AsSpan(at - Read.Length, Read.Length));
            }).ToArray();
        })];
    }

    private static readonly long[] Nothing = [.. Read.Select(_ => BoardPage.Null)];

    private static BoardCell Cell(YearMonth period, UnitNode unit, Indicator indicator, ReadOnlySpan<long> fields) =>
        new(unit, indicator, BoardScale.Value(fields[0], indicator.Unit), BoardScale.Value(fields[1], indicator.Unit),
            BoardScale.Tenths(fields[2]), BoardScale.Goal(fields[3], indicator.Unit), BoardScale.Goal(fields[4], indicator.Unit),
            BoardScale.Hundredths(fields[5]), TimeProgress(period), BoardScale.Hundredths(fields[6]),
            BoardScale.Goal(fields[7], indicator.Unit), BoardScale.Hundredths(fields[8]), fields[9] == BoardPage.Null ? null : fields[9]);

    private static decimal TimeProgress(YearMonth period) =>
        decimal.Round(period.TimeProgressPercent, 2, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;
}
