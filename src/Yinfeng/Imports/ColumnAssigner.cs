using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Decides which column feeds which field, from its head and, where heads are unclear, from the first rows below it.</summary>
/// <param name="isUnit">Whether a text names a unit.</param>
/// <param name="unclear">Takes what is unclear; null refuses the file.</param>
internal sealed class ColumnAssigner(FieldSynonyms words, Func<string, bool> isUnit, List<UnclearHead>? unclear = null)
{
    private static readonly HashSet<string> MustBeClear = new(StringComparer.Ordinal)
    {
        "project_name", "investor", "unit", "total_investment_wan", "fixed_investment_wan", "signed_on", "started_on", "producing_on",
    };
    private static readonly HashSet<string> DateFields = new(StringComparer.Ordinal) { "signed_on", "started_on", "producing_on", "at_capacity_on" };
    private static readonly HashSet<string> KindHeads = new(StringComparer.Ordinal)
    {
        "项目类别", "项目类型", "项目性质", "项目分类", "类别", "类型", "性质", "分类", "投资类型", "投资性质", "投资类别", "资产类型", "资产类别",
    };

    private sealed record Candidate(ColumnHead Head, string Field, int Score);

    /// <returns>Field name per column letters; columns without a field give "".</returns>
    /// <param name="year">Year of months whose head names none.</param>
    /// <exception cref="LedgerRefusedException">header-ambiguous: the same head twice for a field that must be clear, and nobody to ask.</exception>
    public Dictionary<string, string> Assign(string sheet, IReadOnlyList<ColumnHead> columns, IReadOnlyList<SheetRow> sample, int? year)
    {
        var result = columns.ToDictionary(c => c.Letters, _ => "", StringComparer.Ordinal);
        var ticks = columns.Where(c => IsTickColumn(c, columns, sample)).Select(c => c.Index).ToHashSet();
        var candidates = new List<Candidate>();
        foreach (var column in columns)
        {
            if (ticks.Contains(column.Index))
            {
                result[column.Letters] = "stage_tick";
            }
            else if (FundsMonth(column, year) is { } month)
            {
                result[column.Letters] = LedgerFields.FundsPrefix + month;
            }
            else
            {
                candidates.AddRange(Candidates(column, sample));
            }
        }
        Choose(sheet, candidates, result);
        return result;
    }

    private void Choose(string sheet, List<Candidate> candidates, Dictionary<string, string> result)
    {
        var taken = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        foreach (var candidate in candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Head.Index))
        {
            if (result[candidate.Head.Letters].Length > 0)
            {
                continue;
            }
            if (taken.TryAdd(candidate.Field, candidate))
            {
                result[candidate.Head.Letters] = candidate.Field;
                continue;
            }
            var first = taken[candidate.Field];
            if (MustBeClear.Contains(candidate.Field) && Folding.Key(first.Head.Joined) == Folding.Key(candidate.Head.Joined)
                && result[first.Head.Letters] == candidate.Field)
            {
                if (unclear is not null)
                {
                    Ask(unclear, sheet, first, candidate);
                    continue;
                }
                throw new LedgerRefusedException(new Unmet("header-ambiguous", candidate.Field,
                    $"工作表“{sheet}”中“{candidate.Head.Joined}”出现了两次（{first.Head.Letters} 列和 {candidate.Head.Letters} 列），"
                    + "不知道以哪一列为准。请改掉其中一列的列名，或在导入向导里指定。"));
            }
        }
    }

    private static void Ask(List<UnclearHead> unclear, string sheet, Candidate first, Candidate again)
    {
        var at = unclear.FindIndex(u => u.Sheet == sheet && u.Field == first.Field && u.Columns[0] == first.Head.Letters);
        if (at < 0)
        {
            unclear.Add(new UnclearHead(sheet, first.Field, first.Head.Joined, [first.Head.Letters, again.Head.Letters]));
        }
        else if (!unclear[at].Columns.Contains(again.Head.Letters))
        {
            unclear[at] = unclear[at] with { Columns = [.. unclear[at].Columns, again.Head.Letters] };
        }
    }

    private List<Candidate> Candidates(ColumnHead column, IReadOnlyList<SheetRow> sample)
    {
        if (IsPart(column))
        {
            return [];
        }
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (head, weight) in Readings(column))
        {
            foreach (var (rule, score) in words.Heads.Find(head, column.Context))
            {
                if (score + weight > found.GetValueOrDefault(rule.Field, int.MinValue))
                {
                    found[rule.Field] = score + weight;
                }
            }
        }
        if (found.ContainsKey("investor") && found.ContainsKey("unit"))
        {
            found.Remove(Share(column.Index, sample, isUnit) >= 0.5 ? "investor" : "unit");
        }
        if (found.TryGetValue("kind", out var kindScore) && Share(column.Index, sample, t => KindText.Read(t, words) is not null) == 0
            && Filled(column.Index, sample) > 0)
        {
            found.Remove("kind");
            if (KindHeads.Contains(HeadText.Bare(column.Last)))
            {
                found["category"] = kindScore;
            }
        }
        var planned = IsPlanned(column);
        return [.. found.Select(f => new Candidate(column, planned && DateFields.Contains(f.Key) ? "planned_" + f.Key : f.Key, f.Value))];
    }

    /// <summary>The ways to read a head: the lowest level, with the level above it, all levels together.</summary>
    private IEnumerable<(string Head, int Weight)> Readings(ColumnHead column)
    {
        var levels = column.Levels;
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            var bare = HeadText.Bare(levels[i]);
            var plain = bare is "合计" or "小计" or "总额" or "总计" or "";
            var below = levels.Skip(i + 1).Select(HeadText.Bare).ToList();
            if (i == levels.Count - 1 || below.TrueForAll(b => b is "合计" or "小计" or "总额" or "总计" or ""))
            {
                yield return (Unplanned(bare), 0);
                yield return (Unplanned(HeadText.WithoutBrackets(levels[i])), -1);
                if (!plain)
                {
                    yield return (bare, -2);
                }
            }
            else
            {
                yield return (Unplanned(bare) + string.Concat(below), -5);
            }
        }
        if (levels.Count > 2)
        {
            yield return (column.Context, -6);
        }
    }

    private string Unplanned(string bare)
    {
        var word = words.Planned.Find(w => bare.StartsWith(w, StringComparison.Ordinal) && bare.Length > w.Length
            && words.Heads.Find(bare[w.Length..], bare).Exists(m => DateFields.Contains(m.Rule.Field)));
        return word is null ? bare : bare[word.Length..];
    }

    private bool IsPlanned(ColumnHead column) => column.Levels.Any(l =>
        words.Planned.Exists(w => HeadText.Bare(l).StartsWith(w, StringComparison.Ordinal)));

    /// <summary>"其中：一期", "一期": a share of another column, not the thing itself. 其中：固定资产投资 is its own field.</summary>
    private bool IsPart(ColumnHead column)
    {
        foreach (var level in column.Levels)
        {
            var bare = HeadText.Bare(level);
            var word = words.Parts.Find(p => bare.StartsWith(p, StringComparison.Ordinal));
            if (word is not null && !words.Heads.Find(bare[word.Length..], bare[word.Length..]).Exists(m => m.Rule.Field == "fixed_investment_wan"))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The month whose funds the column holds, or null.</summary>
    private YearMonth? FundsMonth(ColumnHead column, int? year)
    {
        var (ownYear, month) = HeadText.Month(column.Last);
        var above = string.Concat(column.Levels.TakeWhile(l => l != column.Last).Select(HeadText.Bare));
        if (month == 0 && int.TryParse(HeadText.Bare(column.Last), out var number) && number is >= 1 and <= 12
            && (above.Contains('月', StringComparison.Ordinal) || above.Contains("到位", StringComparison.Ordinal)))
        {
            month = number;
        }
        if (month == 0 || words.NotFunds.Exists(w => column.Context.Contains(w, StringComparison.Ordinal)))
        {
            return null;
        }
        var rest = HeadText.Bare(column.Last);
        var alone = rest.EndsWith('月') || rest.EndsWith("月份", StringComparison.Ordinal) || rest.All(char.IsAsciiDigit);
        if (!(alone && (above.Length == 0 || IsFunds(above) || !words.Heads.Find(above, above).Exists(m => m.Rule.Field != "funds_to_date")))
            && !IsFunds(column.Context))
        {
            return null;
        }
        if (ownYear == 0)
        {
            var years = column.Levels.SelectMany(HeadText.Years).Distinct().ToList();
            ownYear = years is [var only] ? only
                : year is { } y ? y - (above.Contains("上年", StringComparison.Ordinal) || above.Contains("去年", StringComparison.Ordinal) ? 1 : 0)
                : 0;
        }
        return ownYear == 0 ? null : new YearMonth(ownYear, month);
    }

    private bool IsFunds(string text) => words.Funds.Exists(w => text.Contains(w, StringComparison.Ordinal));

    /// <summary>A column whose cells are ticks: its head is the stage.</summary>
    private bool IsTickColumn(ColumnHead column, IReadOnlyList<ColumnHead> all, IReadOnlyList<SheetRow> sample)
    {
        var bare = HeadText.Bare(column.Last);
        if (!words.Stages.Exists(s => bare.Contains(s, StringComparison.Ordinal)) || bare.EndsWith("时间", StringComparison.Ordinal)
            || bare.EndsWith("日期", StringComparison.Ordinal))
        {
            return false;
        }
        if (Filled(column.Index, sample) > 0)
        {
            return Share(column.Index, sample, IsTick) == 1;
        }
        // Nothing ticked so far: a sister column under the same head that is ticked tells.
        return column.Levels.Count > 1 && all.Any(o => o.Index != column.Index && o.Levels.Count > 1 && o.Levels[0] == column.Levels[0]
            && Filled(o.Index, sample) > 0 && Share(o.Index, sample, IsTick) == 1);
    }

    internal static bool IsTick(string text) => text.Trim() is "√" or "✓" or "✔" or "☑" or "■" or "●" or "▲" or "★" or "V" or "v" or "∨" or "是√" or "√√";

    private static int Filled(int column, IReadOnlyList<SheetRow> sample) => sample.Count(r => !RowFeed.IsBlank(r[column]) && IsData(r));

    private static bool IsData(SheetRow row)
    {
        var (texts, others) = RowKinds.Count(row);
        return texts + others > 2;
    }

    private static double Share(int column, IReadOnlyList<SheetRow> sample, Func<string, bool> fits)
    {
        int filled = 0, good = 0;
        foreach (var row in sample)
        {
            if (!RowFeed.IsBlank(row[column]) && IsData(row))
            {
                filled++;
                good += row[column].Kind == CellKind.Text && fits(row[column].Text!.Trim()) ? 1 : 0;
            }
        }
        return filled == 0 ? 0 : (double)good / filled;
    }
}
