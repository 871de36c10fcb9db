using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Imports;

/// <summary>What is odd about an amount; several may hold.</summary>
[Flags]
internal enum AmountMarks : byte { None = 0, Approximate = 1, Note = 2, Foreign = 4, Unreadable = 8, Impossible = 16 }

/// <summary>An amount as read.</summary>
/// <param name="Minor">Hundredths of the currency's unit: fen for CNY. Null when nothing was readable.</param>
/// <param name="Currency">ISO 4217; null without an amount.</param>
internal readonly record struct AmountValue(long? Minor, string? Currency, AmountMarks Marks)
{
    public static readonly AmountValue Empty;
    public static readonly AmountValue Unreadable = new(null, null, AmountMarks.Unreadable);
    public static readonly AmountValue Impossible = new(null, null, AmountMarks.Impossible);
}

/// <summary>The unit that plain numbers of a column carry.</summary>
/// <param name="Hundredths">Of the currency's unit, per 1: 1,000,000 for 万元.</param>
internal readonly record struct AmountUnit(decimal Hundredths, string Currency)
{
    public static readonly AmountUnit Wan = new(Money.FenPerWan, "CNY");

    /// <summary>Reads "万元", "亿元", "百万美元"; null for other words.</summary>
    public static AmountUnit? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        var scale = 1m;
        var at = 0;
        for (; at < text.Length && AmountText.Scale(text[at]) is > 0 and var s; at++)
        {
            scale *= s;
        }
        var currency = at == text.Length ? "CNY" : AmountText.CurrencyAt(text, at, out _);
        return currency is null || (at == text.Length && at == 0) ? null : new AmountUnit(scale * 100, currency);
    }

    public AmountValue Of(decimal number)
    {
        if (number < 0 || number > Money.LargestFen / Hundredths)
        {
            return AmountValue.Impossible;
        }
        var minor = (long)decimal.Round(number * Hundredths, 0, MidpointRounding.AwayFromZero);
        return new AmountValue(minor, Currency, Currency == "CNY" ? AmountMarks.None : AmountMarks.Foreign);
    }
}

/// <summary>Reads amounts as clerks type them: "4.86亿", "88,500.0", "６００００", "约5亿元", "9800万美元", "五千万元", "3亿5000万元".</summary>
/// <remarks>A range such as "3-5亿元" gives its lower end, marked approximate. What stands in brackets or after a comma is a note.</remarks>
internal static class AmountText
{
    private static readonly string[] Approximations =
    [
        "大约", "约为", "约", "接近", "近", "不低于", "不少于", "不高于", "不超过", "不超", "不足", "超过", "超", "逾", "多", "余", "左右", "以上", "以下",
        "以内", "上下", "至少", "最多", "将近", "最低", "最高", "≥", "≤", ">", "<", "≈", "+", "起",
    ];
    private static readonly string[] Fillers =
    [
        "计划总投资", "项目总投资", "协议总投资", "总投资额", "投资总额", "总投资", "计划投资", "投资额", "投资", "共计", "合计", "总计", "预计", "拟", "计划", "人民币",
        "RMB", "CNY", "¥", "￥", "为", ":",
    ];
    private static readonly (string Word, string Code)[] Currencies =
    [
        ("人民币元", "CNY"), ("人民币", "CNY"), ("元人民币", "CNY"), ("美元", "USD"), ("美金", "USD"), ("美圆", "USD"), ("USD", "USD"), ("US$", "USD"), ("$", "USD"),
        ("欧元", "EUR"), ("EUR", "EUR"), ("€", "EUR"), ("日元", "JPY"), ("日圆", "JPY"), ("JPY", "JPY"), ("港元", "HKD"), ("港币", "HKD"), ("港圆", "HKD"),
        ("HKD", "HKD"), ("HK$", "HKD"), ("英镑", "GBP"), ("GBP", "GBP"), ("£", "GBP"), ("韩元", "KRW"), ("韩币", "KRW"), ("KRW", "KRW"), ("新台币", "TWD"),
        ("台币", "TWD"), ("新加坡元", "SGD"), ("新元", "SGD"), ("新币", "SGD"), ("SGD", "SGD"), ("澳大利亚元", "AUD"), ("澳元", "AUD"), ("澳门元", "MOP"),
        ("加拿大元", "CAD"), ("加元", "CAD"), ("瑞士法郎", "CHF"), ("卢布", "RUB"), ("泰铢", "THB"), ("马来西亚林吉特", "MYR"), ("林吉特", "MYR"),
        ("RMB", "CNY"), ("CNY", "CNY"), ("元", "CNY"), ("圆", "CNY"), ("块", "CNY"),
    ];

    /// <param name="text">As in the cell.</param>
    /// <param name="unit">What a plain number means in this column.</param>
    public static AmountValue Read(string text, AmountUnit unit)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var plain))
        {
            return unit.Of(plain);
        }
        var folded = Folding.Key(text);
        if (folded.Trim('-', '/', '.').Length == 0 || folded is "无" or "空" or "N/A")
        {
            return AmountValue.Empty;
        }
        if (folded is "NAN" or "INF" or "+INF" or "-INF" or "INFINITY" or "-INFINITY" or "∞")
        {
            return AmountValue.Impossible;
        }
        if (double.TryParse(folded, NumberStyles.Float, CultureInfo.InvariantCulture, out var scientific) && folded.Contains('E'))
        {
            return Math.Abs(scientific) < 1e15 ? unit.Of((decimal)scientific) : AmountValue.Impossible;
        }
        return Spoken(folded, unit);
    }

    private static AmountValue Spoken(string folded, AmountUnit unit)
    {
        var marks = AmountMarks.None;
        folded = WithoutNotes(folded, ref marks, out var bracketCurrency);
        foreach (var word in Approximations)
        {
            if (folded.Contains(word, StringComparison.Ordinal))
            {
                folded = folded.Replace(word, "", StringComparison.Ordinal);
                marks |= AmountMarks.Approximate;
            }
        }
        foreach (var word in Fillers)
        {
            if (folded.StartsWith(word, StringComparison.Ordinal))
            {
                folded = folded[word.Length..];
            }
        }
        var at = 0;
        var prefix = CurrencyAt(folded, 0, out var prefixLength);
        at += prefixLength;
        if (at < folded.Length && folded[at] == '-' && folded.AsSpan(at + 1).ContainsAnyInRange('0', '9'))
        {
            return AmountValue.Impossible; // A minus sign: no investment is negative.
        }
        if (!Number(folded, ref at, out var number, out var scaled, out var overflow))
        {
            return overflow ? AmountValue.Impossible : AmountValue.Unreadable;
        }
        CurrencyAt(folded, at, out var early);
        if (at + early < folded.Length && folded[at + early] is '-' or '至' or '到')
        {
            return Range(folded, at + early, number, scaled || early > 0, unit, marks);
        }
        var currency = CurrencyAt(folded, at, out var length) ?? bracketCurrency ?? prefix;
        at += length;
        if (currency == "CNY" && length > 0 && CurrencyAt(folded, at, out var again) == "CNY")
        {
            at += again; // 元人民币
        }
        if (at != folded.Length)
        {
            return AmountValue.Unreadable;
        }
        return Value(number, scaled, length > 0, currency, unit, marks);
    }

    private static AmountValue Value(decimal number, bool scaled, bool worded, string? currency, AmountUnit unit, AmountMarks marks)
    {
        var effective = scaled || worded
            ? new AmountUnit(100, currency ?? unit.Currency)
            : unit with { Currency = currency ?? unit.Currency };
        var value = effective.Of(number);
        return value with { Marks = value.Marks | (value.Minor is null ? AmountMarks.None : marks) };
    }

    /// <summary>"3-5亿元", "3亿元至5亿元": the lower end in the unit of the upper one unless it has its own.</summary>
    private static AmountValue Range(string folded, int at, decimal low, bool lowScaled, AmountUnit unit, AmountMarks marks)
    {
        at++;
        if (!Number(folded, ref at, out var high, out var highScaled, out _))
        {
            return AmountValue.Unreadable;
        }
        var currency = CurrencyAt(folded, at, out var length);
        if (at + length != folded.Length)
        {
            return AmountValue.Unreadable;
        }
        if (highScaled && !lowScaled)
        {
            var digits = folded.AsSpan(0, at).TrimEnd("十百千万亿");
            var upper = folded[digits.Length..at];
            foreach (var c in upper)
            {
                low *= Scale(c);
            }
        }
        return low > high ? AmountValue.Unreadable
            : Value(low, lowScaled || highScaled, length > 0, currency, unit, marks | AmountMarks.Approximate);
    }

    /// <summary>Takes notes off: brackets that name no unit, and what follows a comma that is no thousands separator.</summary>
    private static string WithoutNotes(string folded, ref AmountMarks marks, out string? currency)
    {
        currency = null;
        if (folded.Length > 1 && folded[0] == '(' && folded[^1] == ')' && folded.IndexOf(')') == folded.Length - 1)
        {
            folded = folded[1..^1];
        }
        int open;
        while ((open = folded.IndexOf('(')) >= 0)
        {
            var close = folded.IndexOf(')', open);
            var end = close < 0 ? folded.Length : close;
            var inside = folded[(open + 1)..end];
            var after = close < 0 ? "" : folded[(close + 1)..];
            if (AmountUnit.Parse(inside) is not null && open > 0 && char.IsDigit(folded[open - 1]))
            {
                folded = folded[..open] + inside + after;
            }
            else if (CurrencyAt(inside, 0, out var length) is { } named && length == inside.Length)
            {
                currency = named;
                folded = folded[..open] + after;
            }
            else
            {
                marks |= Approximations.Contains(inside) ? AmountMarks.Approximate | AmountMarks.Note : AmountMarks.Note;
                folded = folded[..open] + after;
            }
        }
        return Separators(folded, ref marks);
    }

    private static string Separators(string folded, ref AmountMarks marks)
    {
        for (var i = 1; i < folded.Length; i++)
        {
            if (folded[i] is ',' or '，' or ';' or '、' or '。' or '"')
            {
                var thousands = folded[i] == ',' && char.IsAsciiDigit(folded[i - 1]) && i + 3 < folded.Length
                    && char.IsAsciiDigit(folded[i + 1]) && char.IsAsciiDigit(folded[i + 2]) && char.IsAsciiDigit(folded[i + 3]);
                if (thousands)
                {
                    folded = folded.Remove(i, 1);
                    i--;
                    continue;
                }
                if (i < folded.Length - 1)
                {
                    marks |= AmountMarks.Note;
                }
                return folded[..i];
            }
        }
        return folded;
    }

    /// <summary>A number with its Chinese scales: "1.5亿", "3亿5000万", "五千万".</summary>
    /// <param name="scaled">It carried 万 or 亿 (or 千万, 百万), so the column's unit does not apply.</param>
    private static bool Number(string text, ref int at, out decimal number, out bool scaled, out bool overflow)
    {
        (number, scaled, overflow) = (0, false, false);
        var any = false;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }
            decimal part;
            if (at > start)
            {
                if (at - start > 20)
                {
                    overflow = true;
                    return false;
                }
                if (!decimal.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out part))
                {
                    return false;
                }
            }
            else if (!ChineseDigits(text, ref at, out part))
            {
                break;
            }
            var scale = 1m;
            while (at < text.Length && Scale(text[at]) is > 0 and var s)
            {
                scale *= s;
                at++;
                scaled |= scale >= 10_000;
            }
            if (scale is > 1 and < 10_000 && !(at < text.Length && CurrencyAt(text, at, out _) is not null))
            {
                return false; // "5千" without 元: of what?
            }
            number += part * scale;
            any = true;
            if (number > 1e20m)
            {
                overflow = true;
                return false;
            }
            if (scale == 1)
            {
                break;
            }
        }
        return any;
    }

    /// <summary>十, 二十五, 三百, 五千, 两: below 10,000; the scale 万 or 亿 follows.</summary>
    private static bool ChineseDigits(string text, ref int at, out decimal value)
    {
        value = 0;
        decimal section = 0, digit = 0;
        var start = at;
        for (; at < text.Length; at++)
        {
            var number = "零一二三四五六七八九".IndexOf(text[at]);
            if (text[at] is '两')
            {
                number = 2;
            }
            if (number >= 0)
            {
                digit = number;
            }
            else if (text[at] is '十' or '百' or '千')
            {
                section += (digit == 0 && text[at] == '十' ? 1 : digit) * Scale(text[at]);
                digit = 0;
            }
            else
            {
                break;
            }
        }
        value = section + digit;
        return at > start && value > 0;
    }

    internal static decimal Scale(char c) => c switch
    {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => 0,
    };

    internal static string? CurrencyAt(string text, int at, out int length)
    {
        foreach (var (word, code) in Currencies)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0)
            {
                length = word.Length;
                return code;
            }
        }
        length = 0;
        return null;
    }
}
