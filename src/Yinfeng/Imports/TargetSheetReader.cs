using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Reads a sheet of targets: annual targets and cumulative plans, units down and indicators across; what stands
/// the other way round is left to <see cref="TurnedTargetReader"/>.</summary>
internal static class TargetSheetReader
{
    /// <summary>Takes the sheet when its heads name indicators and it speaks of targets; false leaves it to others.</summary>
    public static bool TryRead(Sheet sheet, IReadOnlyList<SheetRow> ahead, RowFeed feed, LedgerReadOptions options, UnitNames units, LedgerReading reading)
    {
        if (TurnedTargetReader.TryRead(sheet, ahead, feed, options, units, reading))
        {
            return true;
        }
        var words = IndicatorNames.Default;
        var finder = new HeaderFinder(words.Heads, sheet.MergedKnown ? sheet.Merged : [], []);
        var heads = new List<TargetHead>();
        var block = finder.Find(ahead, b =>
        {
            heads = [.. b.Columns.Select(c => TargetHead.Read(c, words)).OfType<TargetHead>()];
            return heads.Count > 0
                && SpeaksOfTargets(ahead.Take(b.First).SelectMany(Texts).Append(sheet.Name).Concat(b.Columns.Select(c => c.Joined)), words);
        });
        if (block is null)
        {
            return false;
        }
        var titles = ahead.Take(block.First).SelectMany(Texts).Reverse().ToList();
        var year = titles.Append(sheet.Name).Concat(block.Columns.Select(c => c.Joined)).Select(HeadText.Years).FirstOrDefault(y => y.Count == 1)?[0]
            ?? options.Year;
        var mapping = Mapping(sheet, ahead, block, heads, year, titles);
        reading.Sheets.Add(mapping);
        if (year is null)
        {
            reading.Warnings.Add(NoYear(sheet.Name));
            return true;
        }
        var plans = new PlanColumns(reading, sheet.Name, titles.Append(sheet.Name));
        Rows(new Page(mapping, block, heads, year.Value, words, plans), ahead, feed, options, units, reading);
        plans.Settle();
        return true;
    }

    private sealed record Page(SheetMapping Mapping, HeaderBlock Block, List<TargetHead> Heads, int Year, IndicatorNames Words, PlanColumns Plans);

    private static void Rows(Page page, IReadOnlyList<SheetRow> ahead, RowFeed feed, LedgerReadOptions options, UnitNames units, LedgerReading reading)
    {
        var unitColumn = UnitColumn(page, ahead, units);
        var start = ahead[page.Block.Last].Number;
        var whole = new List<SheetRow>();
        var named = new HashSet<long>();
        var unknown = new List<string>();
        while (feed.Next() is { } row)
        {
            if (row.Number <= start || row[unitColumn].Kind != CellKind.Text || HeaderFinder.IsColumnNumbers(row))
            {
                continue;
            }
            var name = row[unitColumn].Text!.Trim();
            if (page.Words.Whole.Contains(HeadText.Letters(Folding.Key(name))))
            {
                whole.Add(row.Clone());
            }
            else if (units.Resolve(name).Node is { } node)
            {
                if (named.Add(node.Id))
                {
                    Take(page, row, node.Id);
                }
            }
            else if (page.Heads.Exists(h => row[h.Column.Index].Kind == CellKind.Number))
            {
                unknown.Add(name);
            }
        }
        var top = options.UnitId ?? CommonParent(named, options);
        if (whole.Count > 0 && top is { } id && !named.Contains(id))
        {
            Take(page, whole[0], id);
        }
        else if (whole.Count > 0 && top is null)
        {
            unknown.Add(whole[0][unitColumn].Text!.Trim());
        }
        if (unknown.Count > 0)
        {
            reading.Warnings.Add(NotFound(page.Mapping.Sheet, unknown));
        }
    }

    private static void Take(Page page, SheetRow row, long unitId)
    {
        foreach (var head in page.Heads)
        {
            if (Value(page, head, row[head.Column.Index]) is { } value)
            {
                YearMonth? month = head.PlanMonth > 0 ? new YearMonth(page.Year, head.PlanMonth) : null;
                page.Plans.Add(new TargetCell(new RowPlace(page.Mapping.Sheet, row.Number), head.Column.Letters, unitId, page.Year, month,
                    head.Indicator.Code, head.Stretch, value), head);
            }
        }
    }

    private static long? Value(Page page, TargetHead head, in Cell cell) => TargetValue.Read(head.Indicator,
        AmountUnit.Parse(page.Mapping.Units.GetValueOrDefault(head.Column.Letters))
            ?? AmountUnit.Parse(page.Mapping.Units.GetValueOrDefault("*")) ?? AmountUnit.Wan, cell);

    private static SheetMapping Mapping(Sheet sheet, IReadOnlyList<SheetRow> rows, HeaderBlock block, List<TargetHead> heads, int? year,
        List<string> titles)
    {
        var mapping = new SheetMapping
        {
            Sheet = sheet.Name,
            Role = SheetRole.Targets,
            HeaderFirstRow = rows[block.First].Number,
            HeaderLastRow = rows[block.Last].Number,
            Year = year,
            Headers = block.Columns.ToDictionary(c => c.Letters, c => c.Joined, StringComparer.Ordinal),
            Columns = block.Columns.ToDictionary(c => c.Letters, c => heads.Find(h => h.Column == c) is { } head
                ? head.Indicator.Code + (head.PlanMonth > 0 ? $"@{head.PlanMonth}" : "") + (head.Stretch ? "+" : "")
                : "", StringComparer.Ordinal),
        };
        foreach (var column in block.Columns.Where(c => c.MoneyUnit is not null))
        {
            mapping.Units[column.Letters] = column.MoneyUnit!;
        }
        if (titles.Select(HeadText.NotedUnit).FirstOrDefault(u => u is not null) is { } noted)
        {
            mapping.Units["*"] = noted;
        }
        return mapping;
    }

    private static int UnitColumn(Page page, IReadOnlyList<SheetRow> ahead, UnitNames units)
    {
        var words = FieldSynonyms.Default.Heads;
        var headed = page.Block.Columns.FirstOrDefault(c => page.Heads.TrueForAll(h => h.Column != c)
            && words.Find(HeadText.Bare(c.Last), c.Context).Exists(m => m.Rule.Field == "unit"));
        if (headed is not null)
        {
            return headed.Index;
        }
        var first = page.Heads.Min(h => h.Column.Index);
        var rows = ahead.Skip(page.Block.Last + 1).ToList();
        return Enumerable.Range(0, Math.Max(first, 1)).MaxBy(c => rows.Count(r => r[c].Kind == CellKind.Text && units.Resolve(r[c].Text!.Trim()).Node is not null));
    }

    internal static long? CommonParent(HashSet<long> ids, LedgerReadOptions options)
    {
        var parents = ids.Select(i => options.Tree.Find(i)?.ParentId).Distinct().ToList();
        return parents is [{ } only]
            ? options.Tree.Find(only) is { Name: "市辖区" or "县", ParentId: { } above } ? above : only
            : null;
    }

    internal static bool SpeaksOfTargets(IEnumerable<string> texts, IndicatorNames words) =>
        texts.Any(t => words.Targets.Exists(w => Folding.Key(t).Contains(w, StringComparison.Ordinal)));

    internal static string NoYear(string sheet) => $"目标表“{sheet}”没有写明年份，没有读。请在表题里写上年份，或用 --year 指定。";

    internal static string NotFound(string sheet, IEnumerable<string> units) =>
        $"目标表“{sheet}”中没有找到这些单位，其目标没有读：{string.Join("、", units.Take(20))}。";

    internal static IEnumerable<string> Texts(SheetRow row)
    {
        for (var c = 0; c < row.Count; c++)
        {
            if (row[c].Kind == CellKind.Text)
            {
                yield return row[c].Text!;
            }
        }
    }
}
