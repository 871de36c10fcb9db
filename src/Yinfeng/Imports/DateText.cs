using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Yinfeng.Kernel;

namespace Yinfeng.Imports;

/// <summary>What is odd about a date; several may hold.</summary>
[Flags]
internal enum DateMarks : byte { None = 0, Partial = 1, Planned = 2, Note = 4, Unreadable = 8, Impossible = 16 }

internal readonly record struct DateValue(LedgerDate? Date, DateMarks Marks)
{
    public static readonly DateValue Empty;
    public static readonly DateValue Unreadable = new(null, DateMarks.Unreadable);
    public static readonly DateValue Impossible = new(null, DateMarks.Impossible);
}

/// <summary>Reads dates as clerks type them: "2023.5.17", "20230517", "2023年5月", "2019年下半年", "拟2023年6月", serial numbers.</summary>
/// <remarks>A date without a year is not guessed.</remarks>
internal static partial class DateText
{
    private const int FirstYear = 1949, LastYear = 2199;
    private static readonly SearchValues<char> ChineseDigits = SearchValues.Create("〇零一二三四五六七八九十");
    private static readonly string[] PlanWords = ["预计", "计划", "力争", "争取", "预期", "暂定", "拟定", "拟", "预", "将于", "目标"];

    /// <summary>A plain number in a date column: a year, yyyymmdd, yyyymm, a year and month "2023.5", or a serial number of Excel.</summary>
    public static DateValue Read(decimal number)
    {
        if (number is >= FirstYear and <= LastYear)
        {
            var year = (int)decimal.Truncate(number);
            var rest = number - year;
            if (rest == 0)
            {
                return Valid(year, 0, 0);
            }
            var month = rest * 10 == decimal.Truncate(rest * 10) ? rest * 10 : rest * 100; // 2023.5, 2023.12
            return month == decimal.Truncate(month) ? Valid(year, (int)month, 0) : DateValue.Unreadable;
        }
        if (number is >= 18_264 and < 109_575) // 1950-01-01 to 2199-12-31
        {
            return new DateValue(new LedgerDate(new DateOnly(1899, 12, 30).AddDays((int)decimal.Truncate(number))), DateMarks.None);
        }
        if (number != decimal.Truncate(number))
        {
            return DateValue.Unreadable;
        }
        return number switch
        {
            >= 1900_00_00 and <= 9999_99_99 => Valid((int)number / 10_000, (int)number / 100 % 100, (int)number % 100, whole: true),
            >= 1900_00 and <= 9999_99 => Valid((int)number / 100, (int)number % 100, 0),
            _ => DateValue.Unreadable,
        };
    }

    public static DateValue Read(DateOnly day) => Valid(day.Year, day.Month, day.Day);

    public static DateValue Read(string text)
    {
        if (Plain(text.AsSpan().Trim(), out var plain))
        {
            return plain;
        }
        var folded = Folding.Key(text);
        if (folded.Trim('-', '/', '.').Length == 0 || folded is "无" or "N/A")
        {
            return DateValue.Empty;
        }
        if (Plain(folded, out plain))
        {
            return plain;
        }
        if (decimal.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Read(number);
        }
        return Spoken(folded);
    }

    /// <summary>Fast path: yyyy-m-d with one of - / . between, nothing else.</summary>
    private static bool Plain(ReadOnlySpan<char> text, out DateValue value)
    {
        value = default;
        if (text.Length is < 8 or > 10 || text[4] is not ('-' or '/' or '.'))
        {
            return false;
        }
        var second = text[5..].IndexOf(text[4]);
        if (second < 1
            || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.Slice(5, second), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || !int.TryParse(text[(6 + second)..], NumberStyles.None, CultureInfo.InvariantCulture, out var day))
        {
            return false;
        }
        value = Valid(year, month, day, whole: true);
        return true;
    }

    private static DateValue Spoken(string folded)
    {
        var marks = DateMarks.None;
        foreach (var word in PlanWords)
        {
            if (folded.Contains(word, StringComparison.Ordinal))
            {
                folded = folded.Replace(word, "", StringComparison.Ordinal);
                marks |= DateMarks.Planned;
            }
        }
        var bare = Brackets().Replace(folded, "");
        if (bare != folded && bare.Length > 0)
        {
            marks |= DateMarks.Note;
            folded = bare;
        }
        folded = Western(folded.Trim('(', ')'));
        var match = YearFirst().Match(folded);
        if (!match.Success)
        {
            return (marks & DateMarks.Planned) != 0 ? new DateValue(null, marks) : DateValue.Unreadable;
        }
        var year = Group(match, "y");
        year += match.Groups["y"].Length == 2 ? 2000 : 0;
        var month = Group(match, "m");
        var day = Group(match, "d");
        if ((match.Groups["m"].Success && month == 0) || (match.Groups["d"].Success && day == 0))
        {
            return DateValue.Impossible;
        }
        var rest = match.Groups["rest"].Value;
        if (rest.Length > 0 && !Period().IsMatch(rest) && !Clock().IsMatch(rest))
        {
            return (marks & DateMarks.Planned) != 0 ? new DateValue(null, marks) : DateValue.Unreadable;
        }
        var value = Valid(year, month, day);
        return value.Date is null ? value : value with { Marks = value.Marks | marks };
    }

    private static int Group(Match match, string name) => match.Groups[name] is { Success: true } group
        ? int.Parse(group.Value, CultureInfo.InvariantCulture)
        : 0;

    /// <summary>Chinese digits to Western ones: 二〇二三年十一月 gives 2023年11月.</summary>
    private static string Western(string text)
    {
        if (text.AsSpan().IndexOfAny(ChineseDigits) < 0)
        {
            return text;
        }
        return ChineseNumber().Replace(text, match =>
        {
            var word = match.Value;
            var ten = word.IndexOf('十');
            if (ten < 0)
            {
                return string.Concat(word.Select(Digit));
            }
            var tens = ten == 0 ? 1 : Digit(word[ten - 1]) - '0';
            var ones = ten == word.Length - 1 ? 0 : Digit(word[ten + 1]) - '0';
            return (tens * 10 + ones).ToString(CultureInfo.InvariantCulture);
        });
    }

    private static char Digit(char c) => c == '〇' ? '0' : (char)('0' + "零一二三四五六七八九".IndexOf(c));

    /// <param name="whole">The text names a day, so a day or month of 0 is impossible rather than unknown.</param>
    private static DateValue Valid(int year, int month, int day, bool whole = false)
    {
        if (year is < FirstYear or > LastYear || month > 12 || (whole && (month < 1 || day < 1))
            || (day > 0 && (month < 1 || day > DateTime.DaysInMonth(year, month))))
        {
            return DateValue.Impossible;
        }
        return new DateValue(new LedgerDate(year, month, day), day == 0 ? DateMarks.Partial : DateMarks.None);
    }

    [GeneratedRegex(@"\([^()]*\)?")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"^于?(?:(?<y>\d{4})(?:年度?|[\-/.])?|(?<y>\d{2})年)(?:(?<m>\d{1,2})(?:月份?|[\-/.](?=\d)|$))?(?:(?<d>\d{1,2})[日号]?)?(?<rest>.*)$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?:[上下]半年|第?[1-4一二三四]季度?|[上中下]旬|[年月]?[初中底末内前]|年[初中底末]|份|上半年|以前|之前|前后|左右|开工|投产|签约|竣工|建成|动工)+$")]
    private static partial Regex Period();

    [GeneratedRegex(@"^T?(?:[01]?\d|2[0-4])[:时点]\d{0,2}(?:[:分]\d{0,2}秒?)?(?:\.\d+)?(?:Z|[+\-][\d:]+)?$|^[上下]午$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"[〇零一二三四五六七八九十]+(?=年|月|日|号)")]
    private static partial Regex ChineseNumber();
}
