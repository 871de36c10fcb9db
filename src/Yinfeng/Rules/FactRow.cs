using Yinfeng.Kernel;

namespace Yinfeng.Rules;

/// <summary>The facts of one subject in two arrays; cheap to fill again for the next subject.</summary>
/// <remarks>Numbers hold money in fen, percentages in ten-thousandths of a point, counts as they are, dates as yyyymmdd with zeros
/// for what is not known, regions as their code, booleans as 0 or 1. Not safe for use by several threads at once.</remarks>
public class FactRow
{
    public const long Missing = long.MinValue;

    public FactRow(FactSchema schema)
    {
        Schema = schema;
        Numbers = new long[schema.NumberSlots];
        Texts = new string?[schema.TextSlots];
        // Most schemas have none of these; rows are many, and close together in memory they are read faster.
        Exact = schema.ExactSlots == 0 ? [] : new decimal?[schema.ExactSlots];
        Series = schema.SeriesSlots == 0 ? [] : new IReadOnlyDictionary<int, decimal>?[schema.SeriesSlots];
        Lists = schema.ListSlots == 0 ? [] : new IReadOnlyList<FactRow>?[schema.ListSlots];
        Clear();
    }

    public FactSchema Schema { get; }

    /// <summary>By <see cref="Fact.Slot"/>; <see cref="Missing"/> where not stated.</summary>
    public long[] Numbers { get; }

    /// <summary>By <see cref="Fact.Slot"/> of texts and choices; null where not stated.</summary>
    public string?[] Texts { get; }

    /// <summary>By <see cref="Fact.Slot"/> of exact facts; null where not stated.</summary>
    public decimal?[] Exact { get; }

    /// <summary>By <see cref="Fact.Slot"/> of facts per year: year to value, in fen.</summary>
    public IReadOnlyDictionary<int, decimal>?[] Series { get; }

    /// <summary>By <see cref="Fact.Slot"/> of lists.</summary>
    public IReadOnlyList<FactRow>?[] Lists { get; }

    /// <summary>The year a per-year rule is asked for; 0 outside such rules.</summary>
    public int Year { get; set; }

    /// <summary>Which of the years of an award that is, from 1; 0 outside such rules.</summary>
    public int YearIndex { get; set; }

    /// <summary>The day for which dated sets are asked; see <see cref="FocusRegions"/>.</summary>
    public LedgerDate? AsOf { get; set; }

    public void Clear()
    {
        Array.Fill(Numbers, Missing);
        Array.Clear(Texts);
        Array.Clear(Exact);
        Array.Clear(Series);
        Array.Clear(Lists);
        (Year, YearIndex) = (0, 0);
        AsOf = null;
    }

    public bool Has(Fact fact) => fact.IsSeries ? Series[fact.Slot] is { Count: > 0 } years && (Year == 0 || years.ContainsKey(Year))
        : fact.Columns is not null ? Lists[fact.Slot] is not null
        : fact.IsExact ? Exact[fact.Slot] is not null : fact.IsText ? Texts[fact.Slot] is not null : Numbers[fact.Slot] != Missing;

    public void Set(Fact fact, long? value) => Numbers[fact.Slot] = value ?? Missing;
    public void Set(Fact fact, LedgerDate? date) => Numbers[fact.Slot] = date?.Ymd ?? Missing;
    public void Set(Fact fact, bool? value) => Numbers[fact.Slot] = value is { } b ? (b ? 1 : 0) : Missing;
    public void Set(Fact fact, string? text) => Texts[fact.Slot] = string.IsNullOrWhiteSpace(text) ? null : text;

    public void SetExact(Fact fact, decimal? value) => Exact[fact.Slot] = value;

    public LedgerDate? Date(Fact fact) => Numbers[fact.Slot] is var ymd && ymd != Missing ? new LedgerDate((int)ymd) : null;
}
