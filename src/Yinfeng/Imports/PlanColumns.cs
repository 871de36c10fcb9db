using System.Text.RegularExpressions;
using Yinfeng.Kernel;

namespace Yinfeng.Imports;

/// <summary>What a plan column counts.</summary>
internal enum PlanSpan
{
    /// <summary>A month or a quarter and no more is said: the figures decide.</summary>
    Unsaid,

    /// <summary>From January to the end of the month (1—3月, 3月末, 累计, 序时).</summary>
    ToDate,

    /// <summary>The month or the quarter alone (当月, 单月).</summary>
    Alone,
}

/// <summary>The plan cells of one sheet, some of which may stand for a month alone. The store holds plans to date: such cells are added up.</summary>
/// <remarks>A head that says neither is decided for the whole sheet. A plan to date never falls and ends at the annual target; the plans of
/// twelve months, or four quarters, add up to it. Where the figures say nothing, or both, they are read as plans to date, and the person
/// who imports is told so.</remarks>
internal sealed partial class PlanColumns
{
    private static readonly string[] AloneWords = ["当月", "单月", "本月", "每月", "当季", "单季", "本季"];
    private static readonly string[] ToDateWords = ["累计", "序时", "截至", "截止", "上半年", "末", "底", "前"];

    private readonly LedgerReading _reading;
    private readonly string _sheet;
    private readonly PlanSpan _said;
    private readonly List<Planned> _cells = [];

    /// <param name="titles">Texts over the table and the sheet's name: they speak for heads that say nothing themselves.</param>
    public PlanColumns(LedgerReading reading, string sheet, IEnumerable<string> titles)
    {
        (_reading, _sheet) = (reading, sheet);
        _said = titles.Select(t => Folding.Key(t)).Select(TitleSpan).FirstOrDefault(s => s != PlanSpan.Unsaid);
    }

    /// <param name="At">In <see cref="LedgerReading.Targets"/>.</param>
    /// <param name="Months">1 for a month, 3 for a quarter.</param>
    private readonly record struct Planned(int At, PlanSpan Span, int Months, bool Adds);

    private sealed record Verdict(int ToDate, int Alone);

    /// <summary>The same head without the words that only say what is counted.</summary>
    public static string WithoutSpan(string folded) => AloneWords.Aggregate(folded, (text, word) => text.Replace(word, "", StringComparison.Ordinal));

    public static PlanSpan Span(string folded) =>
        AloneWords.Any(w => folded.Contains(w, StringComparison.Ordinal)) ? PlanSpan.Alone
        : ToDateWords.Any(w => folded.Contains(w, StringComparison.Ordinal)) || FromJanuary().IsMatch(folded) ? PlanSpan.ToDate
        : PlanSpan.Unsaid;

    /// <summary>Adds a target to the reading; a plan is remembered until <see cref="Settle"/>.</summary>
    public void Add(TargetCell cell, TargetHead head)
    {
        if (cell.PlanMonth is not null)
        {
            var folded = Folding.Key(head.Column.Joined);
            _cells.Add(new(_reading.Targets.Count, Span(folded), folded.Contains('季') ? 3 : 1, head.Indicator.Unit != "rate"));
        }
        _reading.Targets.Add(cell);
    }

    /// <summary>Turns what stands for a month alone into plans to date, after the last row.</summary>
    public void Settle()
    {
        var unsaid = _cells.Where(c => c is { Span: PlanSpan.Unsaid, Adds: true }).ToList();
        var alone = _said == PlanSpan.Alone;
        if (unsaid.Count > 0 && _said == PlanSpan.Unsaid)
        {
            var verdict = Judge(unsaid);
            alone = verdict is { Alone: > 0, ToDate: 0 };
            if (verdict is { Alone: > 0, ToDate: > 0 } or { Alone: 0, ToDate: 0 })
            {
                _reading.Warnings.Add($"目标表“{_sheet}”的分月（季）计划没有写明是累计数还是当月（季）数，"
                    + (verdict.Alone > 0 ? "各单位的数字又不一致，" : "从数字也看不出来，") + "按累计数读。如果是当月（季）数，请在表头写上“当月”或“当季”再导入。");
            }
        }
        AddUp([.. _cells.Where(c => c.Adds && (c.Span == PlanSpan.Alone || (alone && c.Span == PlanSpan.Unsaid)))]);
    }

    private Verdict Judge(List<Planned> unsaid)
    {
        var (toDate, alone) = (0, 0);
        foreach (var series in Series(unsaid))
        {
            var values = series.Select(c => Cell(c).Value).ToList();
            var sum = values.Sum();
            var falls = values.Zip(values.Skip(1)).Any(p => p.Second < p.First);
            var year = Annual(Cell(series[0]));
            var whole = Cell(series[^1]).PlanMonth!.Value.Month == 12;
            if (falls || (year is { } all && whole && Near(sum, all) && !Near(values[^1], all)))
            {
                alone++;
            }
            else if (year is { } target && values.Count > 1 && ((whole && Near(values[^1], target)) || (sum > target && !Near(sum, target))))
            {
                toDate++;
            }
        }
        return new Verdict(toDate, alone);
    }

    private void AddUp(List<Planned> cells)
    {
        var gaps = new SortedSet<int>();
        var gone = new HashSet<int>();
        var columns = cells.GroupBy(c => c.Months).ToDictionary(g => g.Key, g => g.Select(c => Cell(c).PlanMonth!.Value.Month).ToHashSet());
        var told = _cells.Except(cells).Select(c => Key(Cell(c))).ToHashSet();
        foreach (var series in Series(cells))
        {
            var sum = 0L;
            foreach (var planned in series)
            {
                var cell = Cell(planned);
                sum += cell.Value;
                var missing = Enumerable.Range(1, cell.PlanMonth!.Value.Month).Where(m => m % planned.Months == 0 && !columns[planned.Months].Contains(m)).ToList();
                gaps.UnionWith(missing);
                if (missing.Count > 0 || told.Contains(Key(cell)))
                {
                    gone.Add(planned.At); // Not to be added up; or the plan to date stands beside it.
                }
                else
                {
                    _reading.Targets[planned.At] = cell with { Value = sum };
                }
            }
        }
        if (gaps.Count > 0)
        {
            _reading.Warnings.Add($"目标表“{_sheet}”的计划是当月（季）数，没有 {string.Join("、", gaps.Select(m => $"{m} 月"))}的列，以后的月份不能累加，没有读。"
                + "请补上这些列，或者改填累计数。");
        }
        if (gone.Count > 0)
        {
            var kept = _reading.Targets.Where((_, at) => !gone.Contains(at)).ToList();
            _reading.Targets.Clear();
            _reading.Targets.AddRange(kept);
        }
    }

    private IEnumerable<List<Planned>> Series(IEnumerable<Planned> cells) => cells
        .GroupBy(c => (Cell(c).UnitId, Cell(c).Indicator, Cell(c).Stretch, c.Months))
        .Select(g => g.OrderBy(c => Cell(c).PlanMonth!.Value.Month).ToList());

    private TargetCell Cell(Planned planned) => _reading.Targets[planned.At];

    private long? Annual(TargetCell cell) => _reading.Targets.Find(t => t.PlanMonth is null && t.Place.Sheet == _sheet && t.UnitId == cell.UnitId
        && t.Indicator == cell.Indicator && t.Stretch == cell.Stretch && t.Year == cell.Year)?.Value;

    private static (long, string, bool, YearMonth?) Key(TargetCell cell) => (cell.UnitId, cell.Indicator, cell.Stretch, cell.PlanMonth);

    /// <summary>Equal but for rounding: offices round each month.</summary>
    private static bool Near(long a, long b) => Math.Abs(a - b) * 200L <= Math.Max(Math.Abs(a), Math.Abs(b));

    private static PlanSpan TitleSpan(string folded) =>
        folded.Contains("序时", StringComparison.Ordinal) || folded.Contains("累计", StringComparison.Ordinal) ? PlanSpan.ToDate
        : folded.Contains("当月", StringComparison.Ordinal) || folded.Contains("单月", StringComparison.Ordinal) ? PlanSpan.Alone
        : PlanSpan.Unsaid;

    [GeneratedRegex(@"(?:^|[^\d])1月?[-—–~～至到]\d{1,2}月")]
    private static partial Regex FromJanuary();
}
