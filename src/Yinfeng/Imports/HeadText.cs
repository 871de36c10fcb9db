using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Reads the words of a head: its letters, the unit it names, the year and month it stands for.</summary>
internal static partial class HeadText
{
    /// <summary>Longest first, so that 万元 is not read as 元.</summary>
    private static readonly string[] MoneyUnits =
    [
        "亿美元", "百万美元", "万美元", "千美元", "美元", "亿欧元", "万欧元", "欧元", "亿港元", "万港元", "亿港币", "万港币", "港币", "港元", "亿日元",
        "万日元", "日元", "万亿元", "千万元", "百万元", "十万元", "亿元", "万元", "千元", "亿", "元",
    ];

    /// <summary>A cell of a head as text; dates that Excel shows as a month give "2021年1月".</summary>
    public static string Of(in Cell cell) => cell.Kind switch
    {
        CellKind.Text => cell.Text!.Trim(),
        CellKind.Date => string.Create(CultureInfo.InvariantCulture, $"{cell.Date.Year}年{cell.Date.Month}月"),
        CellKind.Number => cell.Number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>The letters and digits of a folded head; brackets, stars, blanks and other signs fall away.</summary>
    public static string Letters(string folded)
    {
        var at = 0;
        while (at < folded.Length && char.IsLetterOrDigit(folded[at]))
        {
            at++;
        }
        if (at == folded.Length)
        {
            return folded;
        }
        var letters = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c))
            {
                letters.Append(c);
            }
        }
        return letters.ToString();
    }

    /// <summary>The head without its unit and without leading numbering: "1.总投资（万元）" gives "总投资".</summary>
    public static string Bare(string text)
    {
        var folded = LeadingNumber().Replace(Folding.Key(text), "");
        folded = BracketedUnit().Replace(folded, "");
        folded = TrailingUnit().Replace(folded, "");
        return Letters(folded);
    }

    /// <summary>As <see cref="Bare"/>, and what stands in brackets falls away: "签约时间（年/月/日）" gives "签约时间".</summary>
    public static string WithoutBrackets(string text) => Bare(Brackets().Replace(Folding.Key(text), ""));

    /// <summary>The unit of money a head names, or null: "总投资（万元）", "总投资：亿元", "（万元）".</summary>
    public static string? MoneyUnit(string text)
    {
        var folded = Folding.Key(text);
        var match = BracketedUnit().Match(folded);
        if (!match.Success)
        {
            match = TrailingUnit().Match(folded);
        }
        if (!match.Success)
        {
            return Array.Find(MoneyUnits, u => u == Letters(folded));
        }
        return Array.Find(MoneyUnits, u => match.Value.Contains(u, StringComparison.Ordinal));
    }

    /// <summary>The unit of a note such as "单位：万元" or "（金额单位：亿元、个）"; null when it names none.</summary>
    public static string? NotedUnit(string text)
    {
        var folded = Folding.Key(text);
        var match = UnitNote().Match(folded);
        if (match.Success)
        {
            var rest = match.Groups[1].Value;
            return MoneyUnits.Where(u => rest.Contains(u, StringComparison.Ordinal))
                .OrderBy(u => rest.IndexOf(u, StringComparison.Ordinal)).ThenByDescending(u => u.Length).FirstOrDefault();
        }
        var bare = Letters(folded);
        return Array.Find(MoneyUnits, u => u == bare && u.Length > 1) ?? (BracketedUnit().IsMatch(folded) ? MoneyUnit(text) : null);
    }

    /// <summary>The years a text names, each once.</summary>
    public static List<int> Years(string text)
    {
        var years = new List<int>();
        foreach (Match match in YearPattern().Matches(Folding.Key(text)))
        {
            var year = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            if (year is >= 1980 and <= 2100 && !years.Contains(year))
            {
                years.Add(year);
            }
        }
        return years;
    }

    /// <summary>The month a head stands for alone: "1月", "01月份", "2021年1月", "2021-01", "一月到位资金"; not "1-3月", "截至3月", "3月末".</summary>
    /// <returns>Year 0 where the head names none; month 0 when it is no month.</returns>
    public static (int Year, int Month) Month(string text)
    {
        var folded = Folding.Key(text).Trim('(', ')');
        var match = MonthPattern().Match(folded);
        if (match.Success && !NotOneMonth().IsMatch(match.Groups["rest"].Value + match.Groups["lead"].Value))
        {
            var year = match.Groups["y"].Success ? int.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture) : 0;
            return (year is > 0 and < 100 ? 2000 + year : year, MonthNumber(match.Groups["m"].Value));
        }
        match = PlainYearMonth().Match(folded);
        return match.Success
            ? (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), MonthNumber(match.Groups[2].Value))
            : (0, 0);
    }

    private static int MonthNumber(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number is >= 1 and <= 12 ? number : 0;
        }
        return Array.IndexOf(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], text) + 1;
    }

    [GeneratedRegex(@"^[\*#]*(\d{1,2}|[一二三四五六七八九十]{1,3})[\.、)]+|^[\*#]+")]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"\((?:单位:?)?(?:人民币)?[亿万千百十]*(?:亿|万|元|美元|美金|欧元|港元|港币|日元|个|%|人|亩|家|项)(?:人民币)?(?:[、,/][^()]{0,6})?\)|\[[亿万千百]*元\]")]
    private static partial Regex BracketedUnit();

    [GeneratedRegex(@"(?<=.)[:/,、\-\n]?(?:单位:?)?(?:亿|百万|千万|万|千)?(?:美元|欧元|港元|港币|日元|(?<=[亿万千:/])元)$|(?<=.)%$")]
    private static partial Regex TrailingUnit();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"单位:?\(?([^)]*(?:元|亿|币)[^)]*)")]
    private static partial Regex UnitNote();

    [GeneratedRegex(@"(?<!\d)((?:19|20|21)\d\d)(?![\d万亿吨个亩平米台套家项])")]
    private static partial Regex YearPattern();

    [GeneratedRegex(@"^(?<lead>[^\d一二三四五六七八九十]*?)(?:(?<y>\d{4}|\d{2}(?=年))[年\-./]?)?(?<m>\d{1,2}|十[一二]|[一二三四五六七八九十])月份?(?<rest>.*)$")]
    private static partial Regex MonthPattern();

    [GeneratedRegex(@"至|到(?!位|资|账)|截|累计|末|底|止|-|前|上半|下半|季|旬|当月|日|\d|期|合计|小计|以来")]
    private static partial Regex NotOneMonth();

    [GeneratedRegex(@"^((?:19|20)\d\d)[\-./]?(0?[1-9]|1[0-2])$")]
    private static partial Regex PlainYearMonth();
}
