using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Reports;

/// <summary>What a project adds to one unit, for the measures given as bits.</summary>
/// <param name="Month">Year × 12 + month − 1.</param>
internal readonly record struct BoardEntry(long Unit, int Month, ulong Measures, long Amount);

/// <summary>The catalogue of indicators as measures that add up, and the indicators that read them.</summary>
/// <remarks>An indicator counts a month by the version in force on its last day.</remarks>
internal sealed class BoardMeasures
{
    private const int Never = 2200 * 12;
    private readonly List<Version> _events = [];
    private readonly List<Version> _monthly = [];
    private readonly List<string> _codes;

    private sealed record Version(ulong Bit, Indicator Indicator, int From, int Until)
    {
        public bool Holds(int month) => month >= From && month < Until;
    }

    public BoardMeasures(IndicatorCatalog catalog)
    {
        var sums = catalog.Codes.Where(c => catalog.Find(c)!.Shape != IndicatorShape.Ratio).ToList();
        Count = sums.Count;
        _codes = sums;
        for (var measure = 0; measure < sums.Count; measure++)
        {
            var history = catalog.History(sums[measure]).OrderBy(v => v.ValidFrom).ToList();
            for (var v = 0; v < history.Count; v++)
            {
                var until = v + 1 < history.Count ? YearMonth.Of(history[v + 1].ValidFrom).Ordinal : Never;
                (history[v].Shape == IndicatorShape.Event ? _events : _monthly)
                    .Add(new Version(1UL << measure, history[v], YearMonth.Of(history[v].ValidFrom).Ordinal, until));
            }
        }
        Indicators = [.. catalog.Codes.Select(c => catalog.Find(c)!)];
        Columns = [.. Indicators.Select(i => i.Shape == IndicatorShape.Ratio
            ? new BoardIndicator(i.Code, sums.IndexOf(i.Numerator!), sums.IndexOf(i.Denominator!), Window(catalog.Find(i.Numerator!)!), i.HigherIsBetter)
            : new BoardIndicator(i.Code, sums.IndexOf(i.Code), -1, Window(i), i.HigherIsBetter))];
    }

    /// <summary>How many measures there are; at most 64.</summary>
    public int Count { get; }

    /// <summary>The indicator that shows a measure as it is.</summary>
    public string CodeOf(int measure) => _codes[measure];

    /// <summary>The latest version of each, in the order of the board; hidden ones included.</summary>
    public IReadOnlyList<Indicator> Indicators { get; }

    /// <summary>The same for the engine.</summary>
    public BoardIndicator[] Columns { get; }

    /// <summary>Everything one project adds to any figure, split between the units that share its credit.</summary>
    /// <param name="facts">Filled with the project.</param>
    public void Read(ProjectFacts facts, BoardCredit credit, IReadOnlyList<BoardMonth> months, List<BoardEntry> entries)
    {
        foreach (var version in _events)
        {
            var added = version.Indicator.Contribute(facts);
            if (added is { Month: { } month, LeftOut: LeftOut.No, Amount: not 0 } && version.Holds(month.Ordinal))
            {
                Put(entries, credit, month.Ordinal, version.Bit, added.Amount);
            }
        }
        if (months.Count == 0)
        {
            return;
        }
        Span<bool> included = stackalloc bool[_monthly.Count];
        for (var v = 0; v < _monthly.Count; v++)
        {
            included[v] = !_monthly[v].Indicator.VariesByMonth
                && _monthly[v].Indicator.Includes(facts, YearMonth.FromOrdinal(months[0].Month)) == Truth.Yes;
        }
        foreach (var month in months)
        {
            ulong funds = 0, fixedInvestment = 0;
            for (var v = 0; v < _monthly.Count; v++)
            {
                var version = _monthly[v];
                if (version.Holds(month.Month) && (included[v] || (version.Indicator.VariesByMonth
                    && version.Indicator.Includes(facts, YearMonth.FromOrdinal(month.Month)) == Truth.Yes)))
                {
                    (version.Indicator.Column == MonthlyColumn.Funds ? ref funds : ref fixedInvestment) |= version.Bit;
                }
            }
            Put(entries, credit, month.Month, funds, month.FundsFen);
            Put(entries, credit, month.Month, fixedInvestment, month.FixedInvestmentFen);
        }
    }

    private static void Put(List<BoardEntry> entries, BoardCredit credit, int month, ulong bits, long amount)
    {
        if (bits == 0 || amount == 0)
        {
            return;
        }
        var first = entries.Count;
        if (credit.IsUnshared)
        {
            Put(entries, first, new BoardEntry(credit.Owner, month, bits, amount));
            return;
        }
        Share(entries, credit, first, new BoardEntry(0, month, bits, amount));
    }

    /// <summary>Apart from the usual case, so that only shared credit pays for handing a function over.</summary>
    private static void Share(List<BoardEntry> entries, BoardCredit credit, int first, BoardEntry whole) =>
        credit.Split(whole.Month, whole.Amount, (unit, part) => Put(entries, first, whole with { Unit = unit, Amount = part }));

    /// <summary>Figures that move together are held together: one entry for all counts of a signing.</summary>
    /// <param name="first">Entries from here on belong to the same amount and are not looked at.</param>
    private static void Put(List<BoardEntry> entries, int first, in BoardEntry entry)
    {
        for (var i = 0; i < first; i++)
        {
            var twin = entries[i];
            if (twin.Month == entry.Month && twin.Amount == entry.Amount && twin.Unit == entry.Unit)
            {
                entries[i] = twin with { Measures = twin.Measures | entry.Measures };
                return;
            }
        }
        entries.Add(entry);
    }

    private static BoardWindow Window(Indicator indicator) =>
        indicator.Accumulation == Accumulation.Ever ? BoardWindow.SinceBeginning : BoardWindow.YearToDate;
}

/// <summary>A month's report, amounts in fen; absent is zero here, for it adds nothing.</summary>
internal readonly record struct BoardMonth(int Month, long FundsFen, long FixedInvestmentFen);
