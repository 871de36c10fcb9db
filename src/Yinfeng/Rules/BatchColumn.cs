using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>One fact of all rows, in the forms the kernels take.</summary>
internal sealed class BatchColumn
{
    /// <summary>Numbers, dates, regions and booleans as <see cref="FactRow.Numbers"/> holds them.</summary>
    public long[]? Numbers { get; private init; }

    /// <summary>Computed numbers with all their digits.</summary>
    public decimal?[]? Exact { get; private init; }

    /// <summary>The different texts in ordinal order; the text of code c is the one at c - 1.</summary>
    public string[]? Words { get; private init; }

    /// <summary>Texts that are too many for codes, such as names.</summary>
    public string?[]? Texts { get; private init; }

    /// <summary>Facts per year.</summary>
    public IReadOnlyDictionary<int, decimal>?[]? Series { get; private init; }

    public IReadOnlyList<FactRow>?[]? Lists { get; private init; }

    /// <summary>Null where values have no code: computed numbers and texts of more than 65,535 kinds.</summary>
    public CodedColumn? Coded { get; private init; }

    /// <summary>Of booleans: the rows that are true, and those that are true or not known.</summary>
    public (ulong[] Yes, ulong[] Possible)? Bits { get; private init; }

    /// <summary>Lowest and highest stated number; (0, 0) when none is.</summary>
    public (long Low, long High) Span { get; private init; }

    public bool HasMissing { get; private init; }

    /// <summary>Of numbers that are few steps apart.</summary>
    public ColumnUnits? Units { get; private init; }

    /// <summary>Of booleans: the share of rows that are not no.</summary>
    public double PossibleShare => Bits is { Possible: var bits } ? (double)RowBits.Count(bits) / Math.Max(1, Numbers!.Length) : 1;

    public string? TextAt(int row) => Texts is { } texts ? texts[row] : Coded!.Codes[row] is var code and > 0 ? Words![code - 1] : null;

    public static BatchColumn Of(Fact fact, long[] numbers)
    {
        var coded = CodedColumn.Of(numbers, FactRow.Missing);
        var (low, high) = coded.Distinct == 0 ? (0, 0) : (coded.First[1], coded.Last[^1]);
        return new BatchColumn
        {
            Numbers = numbers,
            Coded = coded,
            Bits = fact.Type.Kind == RuleKind.Bool ? BitsOf(numbers) : null,
            Span = (low, high),
            Units = fact.Type.IsNumeric ? ColumnUnits.Of(numbers, low, high) : null,
            HasMissing = Array.IndexOf(numbers, FactRow.Missing) >= 0,
        };
    }

    /// <summary>Whether a fact has one plain value, which columns of codes and whole numbers can hold.</summary>
    public static bool Takes(Fact fact) => fact is { IsExact: false, IsSeries: false, Columns: null };

    public static BatchColumn Of(IReadOnlyDictionary<int, decimal>?[] series) => new() { Series = series };

    public static BatchColumn Of(IReadOnlyList<FactRow>?[] lists) => new() { Lists = lists };

    public static BatchColumn Of(decimal?[] exact) => new() { Exact = exact, HasMissing = Array.IndexOf(exact, null) >= 0 };

    public static BatchColumn Of(string?[] texts)
    {
        string[] words = [.. texts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var missing = Array.IndexOf(texts, null) >= 0;
        if (words.Length > ushort.MaxValue)
        {
            return new BatchColumn { Texts = texts, HasMissing = missing };
        }
        var codes = words.Select((word, i) => (word, i)).ToDictionary(w => w.word, w => (ushort)(w.i + 1), StringComparer.Ordinal);
        return new BatchColumn
        {
            Words = words,
            Coded = CodedColumn.OfCodes([.. texts.Select(t => t is null ? (ushort)0 : codes[t])], words.Length),
            HasMissing = missing,
        };
    }

    private static (ulong[], ulong[]) BitsOf(long[] numbers)
    {
        var (yes, possible) = (new ulong[RowBits.Words(numbers.Length)], new ulong[RowBits.Words(numbers.Length)]);
        for (var i = 0; i < numbers.Length; i++)
        {
            yes[i / 64] |= numbers[i] is not 0 and not FactRow.Missing ? 1UL << (i % 64) : 0;
            possible[i / 64] |= numbers[i] != 0 ? 1UL << (i % 64) : 0;
        }
        return (yes, possible);
    }
}
