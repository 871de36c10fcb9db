using System.Globalization;

namespace Yinfeng.Kernel;

/// <summary>A date as ledgers know it: to the day, to the month ("2022-02") or only to the year ("2012").</summary>
/// <remarks>Held as yyyymmdd with zeros for what is not known, so it sorts, fits an integer column and stays readable in SQL.
/// A date without a month counts in December of its year, one without a day counts in its month: a figure never claims
/// more than the ledger says.</remarks>
public readonly record struct LedgerDate(int Ymd) : IComparable<LedgerDate>
{
    public LedgerDate(int year, int month, int day) : this(year * 10_000 + month * 100 + day) { }
    public LedgerDate(DateOnly day) : this(day.Year, day.Month, day.Day) { }

    public int Year => Ymd / 10_000;
    public int Month => Ymd / 100 % 100;
    public int Day => Ymd % 100;
    public bool IsPartial => Day == 0;

    /// <summary>The month in which a board counts this date.</summary>
    public YearMonth CountsIn => new(Year, Month == 0 ? 12 : Month);

    /// <summary>The last day the date can mean; used to compare two dates without wronging either.</summary>
    public DateOnly Latest => Day != 0 ? new DateOnly(Year, Month, Day) : CountsIn.LastDay;

    /// <summary>The first day the date can mean.</summary>
    public DateOnly Earliest => new(Year, Month == 0 ? 1 : Month, Day == 0 ? 1 : Day);

    /// <summary>Reads "2023", "2023-05" or "2023-05-17"; false when it names no real day.</summary>
    public static bool TryParse(string? text, out LedgerDate date)
    {
        date = default;
        Span<int> parts = stackalloc int[3];
        var count = 0;
        foreach (var range in (text ?? "").AsSpan().Split('-'))
        {
            if (count == 3 || !int.TryParse(text.AsSpan(range), NumberStyles.None, CultureInfo.InvariantCulture, out parts[count]))
            {
                return false;
            }
            count++;
        }
        if (parts[0] is < 1949 or > 2199
            || (count > 1 && parts[1] is < 1 or > 12)
            || (count > 2 && (parts[2] < 1 || parts[2] > DateTime.DaysInMonth(parts[0], parts[1]))))
        {
            return false;
        }
        date = new LedgerDate(parts[0], parts[1], parts[2]);
        return true;
    }

    public int CompareTo(LedgerDate other) => Ymd.CompareTo(other.Ymd);
    public static bool operator <(LedgerDate left, LedgerDate right) => left.Ymd < right.Ymd;
    public static bool operator >(LedgerDate left, LedgerDate right) => left.Ymd > right.Ymd;
    public static bool operator <=(LedgerDate left, LedgerDate right) => left.Ymd <= right.Ymd;
    public static bool operator >=(LedgerDate left, LedgerDate right) => left.Ymd >= right.Ymd;

    public override string ToString() => string.Create(Month == 0 ? 4 : Day == 0 ? 7 : 10, Ymd, static (text, ymd) =>
    {
        // Written digit by digit: an import writes millions of them.
        Write(text[..4], ymd / 10_000);
        for (var (at, rest) = (4, ymd / 100 % 100); at < text.Length; (at, rest) = (at + 3, ymd % 100))
        {
            text[at] = '-';
            Write(text.Slice(at + 1, 2), rest);
        }
    });

    private static void Write(Span<char> digits, int number)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (char)('0' + number % 10);
            number /= 10;
        }
    }
}
