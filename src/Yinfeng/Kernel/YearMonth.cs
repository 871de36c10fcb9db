using System.Globalization;

namespace Yinfeng.Kernel;

/// <summary>A calendar month, held as yyyymm; the unit of progress reports, boards and closing.</summary>
public readonly record struct YearMonth(int Value) : IComparable<YearMonth>
{
    public YearMonth(int year, int month) : this(year * 100 + month) { }

    public int Year => Value / 100;
    public int Month => Value % 100;

    /// <summary>Months since year 0, for arithmetic and array slots.</summary>
    public int Ordinal => Year * 12 + Month - 1;
    public static YearMonth FromOrdinal(int ordinal) => new(ordinal / 12, ordinal % 12 + 1);
    public YearMonth AddMonths(int months) => FromOrdinal(Ordinal + months);
    public DateOnly FirstDay => new(Year, Month, 1);
    public DateOnly LastDay => new(Year, Month, DateTime.DaysInMonth(Year, Month));

    /// <summary>Share of the year that has passed by the end of the month (序时进度), in percent: 33.33… for April.</summary>
    public decimal TimeProgressPercent => Month * 100m / 12m;

    public static YearMonth Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Reads "2023-06"; false for anything else.</summary>
    public static bool TryParse(string? text, out YearMonth month)
    {
        month = default;
        if (text is not { Length: 7 } || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 1949 or > 2199 || number is < 1 or > 12)
        {
            return false;
        }
        month = new YearMonth(year, number);
        return true;
    }

    public int CompareTo(YearMonth other) => Value.CompareTo(other.Value);
    public static bool operator <(YearMonth left, YearMonth right) => left.Value < right.Value;
    public static bool operator >(YearMonth left, YearMonth right) => left.Value > right.Value;
    public static bool operator <=(YearMonth left, YearMonth right) => left.Value <= right.Value;
    public static bool operator >=(YearMonth left, YearMonth right) => left.Value >= right.Value;
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}");
}
