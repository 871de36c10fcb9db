using System.Globalization;

namespace Yinfeng.Enterprises;

/// <summary>Registered capital as files write it: "500", "8(万元人民币)", "1,000.5万美元", "50000000元".</summary>
internal static class CapitalText
{
    private const decimal CentsPerWan = 1_000_000m;

    private static readonly (string Word, string Code)[] Currencies =
    [
        ("人民币", "CNY"), ("美元", "USD"), ("美金", "USD"), ("港元", "HKD"), ("港币", "HKD"), ("欧元", "EUR"), ("日元", "JPY"), ("日圆", "JPY"),
        ("英镑", "GBP"), ("新加坡元", "SGD"), ("澳大利亚元", "AUD"), ("澳元", "AUD"), ("加拿大元", "CAD"), ("加元", "CAD"), ("瑞士法郎", "CHF"),
        ("德国马克", "DEM"), ("法国法郎", "FRF"), ("丹麦克朗", "DKK"), ("澳门元", "MOP"), ("新台币", "TWD"), ("台币", "TWD"), ("韩元", "KRW"),
    ];

    /// <param name="cents">Hundredths of the currency's unit.</param>
    /// <param name="unit">Whether the text names its unit; without one 万 is taken.</param>
    /// <param name="currency">Null where the text names none.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out long cents, out bool unit, out string? currency)
    {
        (cents, unit, currency) = (0, false, null);
        var digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] is '.' or ','))
        {
            digits++;
        }
        if (digits == 0 || !decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture,
            out var number))
        {
            return false;
        }
        var rest = text[digits..].Trim().Trim("()（）").Trim();
        var times = CentsPerWan;
        if (rest.StartsWith("万"))
        {
            unit = true;
            rest = rest[1..];
        }
        else if (rest.StartsWith("亿"))
        {
            (unit, times) = (true, CentsPerWan * 10_000);
            rest = rest[1..];
        }
        else if (!rest.IsEmpty)
        {
            (unit, times) = (true, 100m);
        }
        rest = rest.Trim().Trim("()（）").Trim();
        currency = rest.IsEmpty || rest.SequenceEqual("元") ? null : CurrencyOf(rest);
        if ((!rest.IsEmpty && currency is null && !rest.SequenceEqual("元")) || number > long.MaxValue / times)
        {
            return false;
        }
        cents = (long)decimal.Round(number * times, 0, MidpointRounding.AwayFromZero);
        return true;
    }

    /// <returns>The code; null for what is no currency we know.</returns>
    public static string? CurrencyOf(ReadOnlySpan<char> text)
    {
        if (text.Length == 3 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiLetterUpper(text[2]))
        {
            return text.ToString();
        }
        foreach (var (word, code) in Currencies)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return code;
            }
        }
        return null;
    }
}
