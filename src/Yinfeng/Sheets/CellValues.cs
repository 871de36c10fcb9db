using System.Globalization;
using System.Text;

namespace Yinfeng.Sheets;

/// <summary>How the text of a cell becomes a number or a date.</summary>
internal static class CellValues
{
    public const int LastColumn = 16_383;
    public const int LastRow = 1_048_576;
    private const int ExcelDigits = 15;
    private const int LastSerial = 2_958_465; // 9999-12-31
    private const decimal NoTrailingZeros = 1.0000000000000000000000000000m;
    private static readonly DateOnly Before1900 = new(1899, 12, 30);
    private static readonly DateOnly Start1904 = new(1904, 1, 1);

    /// <summary>The number as written. Beyond 15 significant digits a fraction is rounded to 15, which is what Excel shows:
    /// it stores 1.1 as 1.1000000000000001.</summary>
    /// <returns>False for text, NaN, infinities and numbers outside of decimal.</returns>
    public static bool TryNumber(ReadOnlySpan<byte> utf8, out decimal value)
    {
        unchecked
        {
            ulong digits = 0;
            int count = 0, scale = 0, i = 0;
            bool seen = false, fraction = false, negative = false;
            if (utf8.Length > 0 && utf8[0] == '-')
            {
                negative = true;
                i = 1;
            }
            for (; i < utf8.Length; i++)
            {
                var digit = (uint)(utf8[i] - '0');
                if (digit <= 9)
                {
                    seen = true;
                    count += count > 0 || digit > 0 ? 1 : 0;
                    scale += fraction ? 1 : 0;
                    if (count > 18 || scale > 28)
                    {
                        return TryLongNumber(utf8, out value);
                    }
                    digits = digits * 10 + digit;
                }
                else if (utf8[i] == '.' && !fraction)
                {
                    fraction = true;
                }
                else
                {
                    return TryLongNumber(utf8, out value);
                }
            }
            if (!seen || (fraction && count > ExcelDigits))
            {
                return TryLongNumber(utf8, out value);
            }
            value = new decimal((int)digits, (int)(digits >> 32), 0, negative && digits != 0, (byte)scale);
            return true;
        }
    }

    /// <summary>The day of a serial number, without its time; false before 1900, on Excel's 29 February 1900 and after 9999.</summary>
    public static bool TryDate(decimal serial, bool since1904, out DateOnly date)
    {
        date = default;
        return serial >= 0 && serial < LastSerial + 1 && TryDay((int)serial, since1904, out date);
    }

    /// <inheritdoc cref="TryDate"/>
    public static bool TryDay(long serial, bool since1904, out DateOnly date)
    {
        date = default;
        if (serial is < 0 or > LastSerial)
        {
            return false;
        }
        var day = (int)serial;
        if (since1904)
        {
            date = day <= LastSerial - 1462 ? Start1904.AddDays(day) : default;
            return day <= LastSerial - 1462;
        }
        if (day is 0 or 60)
        {
            return false;
        }
        date = Before1900.AddDays(day < 60 ? day + 1 : day);
        return true;
    }

    /// <summary>The serial number of a day in the 1900 system.</summary>
    public static int Serial(DateOnly date)
    {
        var day = date.DayNumber - Before1900.DayNumber;
        return day <= 60 ? day - 1 : day;
    }

    /// <summary>A column reference such as "AB12": the column from 0 and the row from 1.</summary>
    public static bool TryReference(ReadOnlySpan<byte> text, out int column, out int row)
    {
        unchecked
        {
            column = row = 0;
            var i = 0;
            for (; i < text.Length && i < 4 && (uint)((text[i] | 0x20) - 'a') < 26; i++)
            {
                column = column * 26 + (text[i] | 0x20) - 'a' + 1;
            }
            for (var digits = 0; i < text.Length; i++, digits++)
            {
                if ((uint)(text[i] - '0') > 9 || digits > 7)
                {
                    return false;
                }
                row = row * 10 + text[i] - '0';
            }
            column--;
            return (uint)column <= LastColumn && row is > 0 and <= LastRow;
        }
    }

    /// <summary>A range such as "A1:C3" or "B2".</summary>
    public static bool TryRange(string? text, out MergedRange range)
    {
        range = default;
        var parts = (text ?? "").Replace("$", "", StringComparison.Ordinal).Split(':');
        if (parts.Length > 2
            || !TryReference(Encoding.UTF8.GetBytes(parts[0]), out var firstColumn, out var firstRow)
            || !TryReference(Encoding.UTF8.GetBytes(parts[^1]), out var lastColumn, out var lastRow))
        {
            return false;
        }
        range = new MergedRange(Math.Min(firstRow, lastRow), Math.Min(firstColumn, lastColumn),
            Math.Max(firstRow, lastRow), Math.Max(firstColumn, lastColumn));
        return true;
    }

    private static bool TryLongNumber(ReadOnlySpan<byte> utf8, out decimal value)
    {
        value = 0;
        if (utf8.Length > 400
            || !decimal.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out var read))
        {
            return false;
        }
        // A value too small for decimal is zero; one that only lost digits keeps what Excel would show.
        value = utf8.IndexOfAny("."u8[0], (byte)'e', (byte)'E') >= 0 ? ToExcelDigits(read) : read;
        return true;
    }

    private static decimal ToExcelDigits(decimal value)
    {
        var whole = 0;
        for (var rest = Math.Truncate(Math.Abs(value)); rest >= 1; rest = Math.Truncate(rest / 10))
        {
            whole++;
        }
        if (whole > ExcelDigits)
        {
            var unit = 1m;
            for (var i = whole; i > ExcelDigits; i--)
            {
                unit *= 10;
            }
            return Math.Round(value / unit, MidpointRounding.AwayFromZero) * unit;
        }
        var decimals = ExcelDigits - whole;
        for (var rest = Math.Abs(value); whole == 0 && rest is > 0 and < 0.1m && decimals < 28; rest *= 10)
        {
            decimals++;
        }
        return Math.Round(value, decimals, MidpointRounding.AwayFromZero) / NoTrailingZeros;
    }
}
