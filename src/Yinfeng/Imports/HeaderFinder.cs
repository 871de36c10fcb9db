using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>The rows of a head among the rows looked at, and what each column is headed.</summary>
/// <param name="First">Index of the first head row in the rows given.</param>
/// <param name="Last">Index of the last one.</param>
internal sealed record HeaderBlock(int First, int Last, IReadOnlyList<ColumnHead> Columns);

/// <summary>Finds the head of a table: up to four rows deep, with or without merged cells, wherever it stands.</summary>
/// <param name="stages">Words that may head a column of ticks.</param>
internal sealed class HeaderFinder(HeadIndex heads, IReadOnlyList<MergedRange> merged, IReadOnlyList<string> stages)
{
    private const int Deepest = 4;
    private static readonly HashSet<string> Neutral = new(StringComparer.Ordinal)
    {
        "名称", "时间", "日期", "金额", "数量", "个数", "小计", "合计", "总额", "总计", "单位", "类别", "地址", "内容", "情况", "年", "月", "日", "本月", "当月",
    };

    /// <summary>The first head in the rows, or null.</summary>
    /// <param name="needed">Tells whether a block of columns is the wanted kind of table.</param>
    public HeaderBlock? Find(IReadOnlyList<SheetRow> rows, Func<HeaderBlock, bool> needed)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (LooksLikeHead(rows[i]) && Around(rows, i) is { } block && needed(block))
            {
                return block;
            }
        }
        return null;
    }

    /// <summary>Whether a row by itself could be the main row of a head.</summary>
    public bool LooksLikeHead(SheetRow row)
    {
        var (texts, others) = RowKinds.Count(row);
        if (texts < 2 || others > texts)
        {
            return false; // Looking words up is dear, and most rows below a head have many numbers.
        }
        var known = 0;
        foreach (ref readonly var cell in row.Cells)
        {
            known += cell.Kind == CellKind.Text && !RowFeed.IsBlank(cell) && cell.Text!.Length <= 60 && Knows(cell.Text) ? 1 : 0;
        }
        return known >= 2 && known * 3 >= texts;
    }

    private bool Knows(string text)
    {
        var bare = HeadText.Bare(text);
        return heads.Find(bare, bare).Count > 0 || HeadText.Month(text).Month > 0;
    }

    private HeaderBlock Around(IReadOnlyList<SheetRow> rows, int main)
    {
        int first = main, last = main;
        while (first > 0 && last - first < Deepest - 1 && IsGroupRow(rows[first - 1], rows[first]))
        {
            first--;
        }
        while (last + 1 < rows.Count && last - first < Deepest - 1 && Continues(rows, first, last))
        {
            last++;
        }
        return new HeaderBlock(first, last, Columns(rows, first, last));
    }

    /// <summary>A row of group heads above: several short texts, or one over a part of the columns.</summary>
    private bool IsGroupRow(SheetRow above, SheetRow below)
    {
        if (above.Number != below.Number - 1)
        {
            return false;
        }
        int texts = 0, used = below.Count;
        for (var c = 0; c < above.Count; c++)
        {
            if (RowFeed.IsBlank(above[c]))
            {
                continue;
            }
            var text = above[c].Kind == CellKind.Text ? above[c].Text!.Trim() : null;
            if (text is null || text.Length > 24 || HeadText.NotedUnit(text) is not null && text.Contains("单位", StringComparison.Ordinal)
                || RowKinds.IsLabelled(text))
            {
                return false;
            }
            if (Covering(above.Number, c) is { } range && range.LastColumn - range.FirstColumn + 1 >= Math.Max(3, used * 2 / 3))
            {
                return false; // A title over the whole table.
            }
            texts++;
        }
        var spans = merged.Any(m => m.FirstRow == above.Number && (m.LastRow > above.Number || m.LastColumn > m.FirstColumn));
        return texts >= 2 ? spans || merged.Count == 0 || texts >= 3 : texts == 1 && spans;
    }

    private bool Continues(IReadOnlyList<SheetRow> rows, int first, int last)
    {
        var (row, next) = (rows[last], rows[last + 1]);
        if (next.Number != row.Number + 1)
        {
            return false;
        }
        if (merged.Any(m => m.FirstRow >= rows[first].Number && m.FirstRow <= row.Number && m.LastRow > row.Number && m.FirstColumn < next.Count + 1))
        {
            return true;
        }
        if (IsColumnNumbers(next))
        {
            return true;
        }
        var some = false;
        for (var c = 0; c < next.Count; c++)
        {
            if (RowFeed.IsBlank(next[c]))
            {
                continue;
            }
            var text = HeadText.Of(next[c]);
            if (text.Length > 30 || (next[c].Kind != CellKind.Text && !UnderFunds(rows, first, last, c)) || !IsHeadWord(text))
            {
                return false;
            }
            some = true;
        }
        return some;
    }

    private bool IsHeadWord(string text)
    {
        var bare = HeadText.Bare(text);
        return Neutral.Contains(bare) || HeadText.MoneyUnit(text) is not null || HeadText.Month(text).Month > 0
            || (int.TryParse(bare, out var n) && n is >= 1 and <= 12)
            || bare.StartsWith("其中", StringComparison.Ordinal) || IsPeriod(bare) || heads.Find(bare, bare).Count > 0
            || (bare.Length <= 6 && stages.Any(s => bare.Contains(s, StringComparison.Ordinal)));
    }

    /// <summary>"1-12月累计", "截至3月", "一季度", "全年".</summary>
    private static bool IsPeriod(string bare) => bare.Length <= 12 && (bare.Contains("累计", StringComparison.Ordinal)
        || bare.Contains("季度", StringComparison.Ordinal) || bare.Contains("半年", StringComparison.Ordinal)
        || bare.Contains("全年", StringComparison.Ordinal) || (bare.Contains('月', StringComparison.Ordinal) && bare.Any(char.IsAsciiDigit)));

    private static bool UnderFunds(IReadOnlyList<SheetRow> rows, int first, int last, int column)
    {
        for (var r = first; r <= last; r++)
        {
            for (var c = Math.Min(column, rows[r].Count - 1); c >= 0; c--)
            {
                if (rows[r][c].Kind == CellKind.Text && rows[r][c].Text is { } text)
                {
                    if (text.Contains('月', StringComparison.Ordinal) || text.Contains("到位", StringComparison.Ordinal))
                    {
                        return true;
                    }
                    break;
                }
            }
        }
        return false;
    }

    /// <summary>"1 2 3 4 …" or "甲 乙 1 2 …" beneath the head, or "A B C".</summary>
    internal static bool IsColumnNumbers(SheetRow row)
    {
        int count = 0, last = -1;
        foreach (ref readonly var cell in row.Cells)
        {
            if (RowFeed.IsBlank(cell))
            {
                continue;
            }
            count++;
            var text = Folding.Key(HeadText.Of(cell)).Trim('(', ')');
            if (text is "甲" or "乙" or "丙" or "丁" or "戊" || (text.Length == 1 && text[0] == 'A' + count - 1))
            {
                continue;
            }
            if (!int.TryParse(text, out var number) || number <= last || number > count + 8)
            {
                return false;
            }
            last = number;
        }
        return count >= 4 && last <= count + 4;
    }

    private List<ColumnHead> Columns(IReadOnlyList<SheetRow> rows, int first, int last)
    {
        var width = 0;
        for (var r = first; r <= last; r++)
        {
            width = Math.Max(width, rows[r].Count);
        }
        foreach (var m in merged.Where(m => m.FirstRow >= rows[first].Number && m.FirstRow <= rows[last].Number))
        {
            width = Math.Max(width, Math.Min(m.LastColumn + 1, 1000));
        }
        var columns = new List<ColumnHead>();
        for (var c = 0; c < width; c++)
        {
            var levels = new List<string>();
            for (var r = first; r <= last; r++)
            {
                var text = IsColumnNumbers(rows[r]) ? "" : TextAt(rows, first, last, r, c);
                if (text.Length > 0 && (levels.Count == 0 || levels[^1] != text))
                {
                    levels.Add(text);
                }
            }
            if (levels.Count > 0)
            {
                columns.Add(new ColumnHead(c, levels));
            }
        }
        return columns;
    }

    private string TextAt(IReadOnlyList<SheetRow> rows, int first, int last, int r, int c)
    {
        if (!RowFeed.IsBlank(rows[r][c]))
        {
            return HeadText.Of(rows[r][c]);
        }
        if (Covering(rows[r].Number, c) is { } range)
        {
            var top = rows.FirstOrDefault(x => x.Number == range.FirstRow);
            return top is not null && range.FirstRow >= rows[first].Number && range.FirstRow == rows[r].Number ? HeadText.Of(top[range.FirstColumn]) : "";
        }
        if (r == last || RowFeed.IsBlank(rows[r + 1][c]) || IsColumnNumbers(rows[r + 1])
            || Enumerable.Range(first, r - first).Any(above => !RowFeed.IsBlank(rows[above][c])))
        {
            return "";
        }
        // A group head that was typed once over several columns and never merged.
        for (var left = c - 1; left >= 0; left--)
        {
            if (!RowFeed.IsBlank(rows[r][left]))
            {
                return RowFeed.IsBlank(rows[r + 1][left]) || Covering(rows[r].Number, left) is not null ? "" : HeadText.Of(rows[r][left]);
            }
        }
        return "";
    }

    private MergedRange? Covering(int row, int column)
    {
        foreach (var m in merged)
        {
            if (row >= m.FirstRow && row <= m.LastRow && column >= m.FirstColumn && column <= m.LastColumn)
            {
                return m;
            }
        }
        return null;
    }
}
