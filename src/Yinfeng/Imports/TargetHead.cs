using System.Globalization;
using System.Text.RegularExpressions;

namespace Yinfeng.Imports;

/// <summary>What a column of a target sheet sets.</summary>
/// <param name="PlanMonth">1 to 12 for a plan to the end of that month, or for that month or quarter alone; 0 for the annual target.</param>
internal sealed partial record TargetHead(ColumnHead Column, HeadRule Indicator, int PlanMonth, bool Stretch)
{
    /// <summary>Null when the head names no indicator or reports what was done.</summary>
    public static TargetHead? Read(ColumnHead column, IndicatorNames words)
    {
        var folded = Folding.Key(column.Joined);
        if (words.Done.Exists(w => folded.Contains(w, StringComparison.Ordinal)))
        {
            return null;
        }
        var month = column.Levels.Select(l => MonthAlone(Folding.Key(l))).LastOrDefault(m => m > 0) is > 0 and var alone ? alone : PlanMonthOf(folded);
        var stretch = words.Stretch.Exists(w => folded.Contains(w, StringComparison.Ordinal));
        HeadMatch? best = null;
        foreach (var text in column.Levels.Reverse().Append(string.Concat(column.Levels)))
        {
            // As written first: 累计开工率 is an indicator of its own, and 累计 is no more than a word before 到位资金.
            foreach (var (bare, context) in new[] { (Bare(text), Bare(column.Joined)), (Bare(text, words), Bare(column.Joined, words)) })
            {
                var found = words.Names.Find(bare, context);
                if (found.Count > 0 && (best is null || found[0].Score > best.Value.Score))
                {
                    best = found[0];
                }
            }
        }
        return best is { Rule.Hidden: false } match ? new TargetHead(column, match.Rule, month, stretch) : null;
    }

    private static string Bare(string text) => HeadText.Bare(Years().Replace(Folding.Key(text), ""));

    private static string Bare(string text, IndicatorNames words)
    {
        var bare = HeadText.Bare(PlanWords().Replace(Years().Replace(Folding.Key(text), ""), ""));
        foreach (var word in words.Stretch.Concat(words.Base).Concat(words.Plain))
        {
            bare = bare.Length > word.Length ? bare.Replace(word, "", StringComparison.Ordinal) : bare;
        }
        return bare;
    }

    /// <summary>A month and nothing else: 3月, 3月份, 1-3月, 三月, 3月当月; in a sheet of targets that is a plan (<see cref="PlanColumns"/>).</summary>
    internal static int MonthAlone(string folded)
    {
        folded = PlanColumns.WithoutSpan(folded);
        var match = OnlyMonth().Match(folded);
        return match.Success && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is >= 1 and <= 12 and var month ? month
            : folded.Length <= 4 && HeadText.Month(folded) is { Year: 0, Month: > 0 and var named } ? named : 0;
    }

    internal static int PlanMonthOf(string folded)
    {
        if (!folded.Contains("计划", StringComparison.Ordinal) && !folded.Contains("序时", StringComparison.Ordinal)
            && !folded.Contains("目标", StringComparison.Ordinal) && !folded.Contains("任务", StringComparison.Ordinal)
            && !folded.Contains('末') && !folded.Contains('底'))
        {
            return 0;
        }
        var match = MonthEnd().Match(folded);
        if (match.Success)
        {
            var month = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            return month is >= 1 and <= 12 ? month : 0;
        }
        return folded.Contains("一季度", StringComparison.Ordinal) || folded.Contains("1季度", StringComparison.Ordinal) ? 3
            : folded.Contains("上半年", StringComparison.Ordinal) || folded.Contains("二季度", StringComparison.Ordinal) ? 6
            : folded.Contains("三季度", StringComparison.Ordinal) ? 9
            : folded.Contains("四季度", StringComparison.Ordinal) ? 12
            : 0;
    }

    [GeneratedRegex(@"^(?:1月?[-至到])?(\d{1,2})月(?:份|末|底)?(?:累计)?$")]
    private static partial Regex OnlyMonth();

    [GeneratedRegex(@"(?:1[-至到]|截至|截止|到|前)?(\d{1,2})(?:个)?月(?:末|底|份|止)?")]
    private static partial Regex MonthEnd();

    [GeneratedRegex(@"(?:截至|截止|到|前)?(?:1[-至到])?\d{1,2}个?月(?:末|底|份|止)?|[前第]?[一二三四1-4]季度末?|上半年|半年|[当单本每]月|[当单本]季度?")]
    private static partial Regex PlanWords();

    [GeneratedRegex(@"(?:19|20)\d\d年?度?|当年(?=目标|任务|计划)")]
    private static partial Regex Years();
}
