using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>A column of targets: for which unit, and which of its targets.</summary>
/// <param name="Unit">The unit as headed; "" where the whole sheet is for one unit.</param>
/// <param name="Which">年度目标, 一季度计划, 3月 …; "" where the rows say it.</param>
internal sealed record TurnedColumn(int Index, string Unit, string Which);

/// <summary>The head of a target sheet with indicators down: units across, plan dates across, or plan dates below each unit.</summary>
internal sealed record TurnedTargetHead(int First, int Last, int LabelColumns, IReadOnlyList<TurnedColumn> Columns)
{
    private const int Furthest = 20;

    /// <summary>The head, or null where no such table stands among the rows.</summary>
    /// <param name="isUnit">Whether a text names a unit, or the whole of the one the file belongs to.</param>
    public static TurnedTargetHead? Find(IReadOnlyList<SheetRow> rows, IReadOnlyList<MergedRange> merged, IndicatorNames words, Func<string, bool> isUnit)
    {
        for (var i = 0; i < rows.Count && i < Furthest; i++)
        {
            if ((WithUnits(rows, i, merged, words, isUnit) ?? WithDates(rows, i, words)) is { } head && head.NamesIndicatorsBelow(rows, words))
            {
                return head;
            }
        }
        return null;
    }

    /// <summary>Which target a head stands for, taken alone: 年度目标, 上半年计划, 奋斗目标, 6月.</summary>
    public static bool IsWhich(string text, IndicatorNames words)
    {
        var folded = Folding.Key(text);
        return folded.Length is > 0 and <= 16 && !words.Done.Exists(w => folded.Contains(w, StringComparison.Ordinal))
            && (TargetHead.PlanMonthOf(folded) > 0 || TargetHead.MonthAlone(folded) > 0
                || words.Stretch.Concat(words.Base).Concat(words.Plain.Where(p => p.Length > 2 || p is "目标" or "任务" or "计划"))
                    .Any(w => folded.Contains(w, StringComparison.Ordinal)));
    }

    private static TurnedTargetHead? WithUnits(IReadOnlyList<SheetRow> rows, int at, IReadOnlyList<MergedRange> merged, IndicatorNames words,
        Func<string, bool> isUnit)
    {
        var row = rows[at];
        var named = Enumerable.Range(1, Math.Max(0, row.Count - 1)).Where(c => row[c].Kind == CellKind.Text && isUnit(row[c].Text!.Trim())).ToList();
        if (named.Count < 2)
        {
            return null;
        }
        var below = at + 1 < rows.Count && rows[at + 1].Number == row.Number + 1 ? rows[at + 1] : null;
        var whiches = below is null ? [] : Enumerable.Range(named[0], Math.Max(0, below.Count - named[0])).Where(c => !RowFeed.IsBlank(below[c])).ToList();
        if (below is null || whiches.Count < 2 || !whiches.TrueForAll(c => below[c].Kind == CellKind.Text && IsWhich(below[c].Text!, words)))
        {
            // Columns after the first unit that are headed like nothing known are kept: their head is named in the warning.
            return new(at, at, named[0], [.. Enumerable.Range(named[0], row.Count - named[0]).Where(c => row[c].Kind == CellKind.Text && !IsRemark(row[c].Text!))
                .Select(c => new TurnedColumn(c, row[c].Text!.Trim(), ""))]);
        }
        var columns = new List<TurnedColumn>();
        foreach (var c in whiches)
        {
            // A unit stands once over its columns, merged or not.
            var over = RowFeed.IsBlank(row[c]) ? Left(row, merged, c) : c;
            if (over >= 0 && row[over].Kind == CellKind.Text && !IsRemark(row[over].Text!))
            {
                columns.Add(new(c, row[over].Text!.Trim(), below[c].Text!.Trim()));
            }
        }
        return new(at, at + 1, named[0], columns);
    }

    private static int Left(SheetRow row, IReadOnlyList<MergedRange> merged, int column)
    {
        foreach (var m in merged)
        {
            if (row.Number >= m.FirstRow && row.Number <= m.LastRow && column >= m.FirstColumn && column <= m.LastColumn)
            {
                return m.FirstColumn;
            }
        }
        while (column >= 0 && RowFeed.IsBlank(row[column]))
        {
            column--;
        }
        return column;
    }

    private static TurnedTargetHead? WithDates(IReadOnlyList<SheetRow> rows, int at, IndicatorNames words)
    {
        var row = rows[at];
        var dates = Enumerable.Range(1, Math.Max(0, row.Count - 1)).Where(c => row[c].Kind == CellKind.Text && IsWhich(row[c].Text!.Trim(), words)).ToList();
        return dates.Count < 2 ? null : new(at, at, dates[0], [.. dates.Select(c => new TurnedColumn(c, "", row[c].Text!.Trim()))]);
    }

    private bool NamesIndicatorsBelow(IReadOnlyList<SheetRow> rows, IndicatorNames words) => rows.Skip(Last + 1).Any(row =>
        Columns.Any(c => row[c.Index].Kind == CellKind.Number) && Enumerable.Range(0, LabelColumns).Any(c => row[c].Kind == CellKind.Text
            && TargetHead.Read(new ColumnHead(c, [row[c].Text!.Trim()]), words) is not null));

    private static bool IsRemark(string text) => Folding.Key(text) is "备注" or "说明" or "责任单位" or "牵头单位" or "单位" or "计量单位";
}
