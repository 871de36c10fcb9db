using Yinfeng.Kernel;

namespace Yinfeng.Rules;

/// <summary>What the values of an indicator are, and so how they are scaled in <see cref="long"/>.</summary>
public enum IndicatorUnit
{
    /// <summary>Fen.</summary>
    Money,

    /// <summary>Ten-thousandths of a project (10,000 = one), so that shared credit stays whole.</summary>
    Count,

    /// <summary>Ten-thousandths of a percentage point (923,800 = 92.38 %).</summary>
    Rate,
}

public enum IndicatorShape
{
    /// <summary>Counted once per project, in the month in which something happened.</summary>
    Event,

    /// <summary>Summed from the monthly reports of the projects that fit.</summary>
    Monthly,

    /// <summary>The quotient of two other indicators, formed after they are summed.</summary>
    Ratio,
}

/// <summary>Which column of a monthly report is summed.</summary>
public enum MonthlyColumn { Funds, FixedInvestment }

/// <summary>From when on a figure adds up.</summary>
public enum Accumulation
{
    /// <summary>From January to the end of the month asked for (本年累计).</summary>
    Year,

    /// <summary>From the first record to the end of the month asked for (历年累计).</summary>
    Ever,
}

/// <summary>Why a project that might count does not.</summary>
public enum LeftOut : byte
{
    No,

    /// <summary>It counts, but its amount is not stated, so it adds nothing.</summary>
    AmountMissing,

    /// <summary>A fact is missing that would decide whether it counts; see <see cref="Indicator.ExplainWhere"/>.</summary>
    ConditionUnknown,
}

/// <summary>What one project adds to an event indicator.</summary>
/// <param name="Month">Month in which it counts; null when it adds nothing because the event has not happened or the project does not fit.</param>
/// <param name="Amount">Scaled as <see cref="IndicatorUnit"/> says; 0 when left out.</param>
/// <param name="LeftOut">When not <see cref="LeftOut.No"/>, the board says beside the figure that the project was left out.</param>
public readonly record struct Contribution(YearMonth? Month, long Amount, LeftOut LeftOut);

/// <summary>One version of an indicator (指标): what it counts, in words and as delegates.</summary>
/// <remarks>
/// How a board uses it. For every project: <c>facts.Fill(project)</c> once, then
/// for <see cref="IndicatorShape.Event"/> <see cref="Contribute"/> gives month and amount, and
/// for <see cref="IndicatorShape.Monthly"/> <see cref="Includes"/> says whether a month's report counts (ask once per project unless
/// <see cref="VariesByMonth"/>); the report's column is <see cref="Column"/>.
/// <see cref="IndicatorShape.Ratio"/> is numerator / denominator of the summed values: see <see cref="Rate"/>.
/// A year-to-date figure is the sum from January; one of <see cref="Accumulation.Ever"/> the sum over all months.
/// The delegates are safe for several threads as long as each has its own <see cref="ProjectFacts"/>.
/// </remarks>
public sealed class Indicator
{
    /// <summary>Stable code: signed.investment.</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required IndicatorUnit Unit { get; init; }
    public required IndicatorShape Shape { get; init; }
    public Accumulation Accumulation { get; init; }

    /// <summary>Most figures are better when higher; a rank goes by this.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>Needed by others only (a numerator); not shown on a board unless asked for.</summary>
    public bool Hidden { get; init; }

    /// <summary>What ledgers and target sheets call it, the name included.</summary>
    public required IReadOnlyList<string> Synonyms { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Where the definition comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The definition as a page shows it: "发生：签约日期；条件：总投资 >= 1亿元；取值：总投资".</summary>
    public required string Definition { get; init; }

    /// <summary>Code of the indicator above the line; only for ratios.</summary>
    public string? Numerator { get; init; }

    /// <inheritdoc cref="Numerator"/>
    public string? Denominator { get; init; }

    /// <summary>Only for monthly indicators.</summary>
    public MonthlyColumn Column { get; init; }

    internal DateRule? Event { get; init; }
    internal ConditionRule? Condition { get; init; }
    internal NumberRule? Amount { get; init; }

    /// <summary>亿元, 个 or %.</summary>
    public string UnitLabel => Unit switch { IndicatorUnit.Money => "亿元", IndicatorUnit.Count => "个", _ => "%" };

    /// <summary>Whether <see cref="Includes"/> may differ between months of one project.</summary>
    public bool VariesByMonth => Condition?.UsesDatedSets == true;

    /// <summary>What the project adds, and when. For <see cref="IndicatorShape.Event"/> only.</summary>
    public Contribution Contribute(ProjectFacts facts)
    {
        if (Event!.Read(facts) is not { } happened)
        {
            return default;
        }
        facts.AsOf = happened;
        var fits = Condition?.Ask(facts) ?? Truth.Yes;
        if (fits == Truth.No)
        {
            return default;
        }
        if (fits == Truth.Unknown)
        {
            return new(happened.CountsIn, 0, LeftOut.ConditionUnknown);
        }
        return Amount is null ? new(happened.CountsIn, Scale(IndicatorUnit.Count, 1), LeftOut.No)
            : Amount.Compute(facts) is { } amount ? new(happened.CountsIn, Scale(Unit, amount), LeftOut.No)
            : new(happened.CountsIn, 0, LeftOut.AmountMissing);
    }

    /// <summary>Whether the project's report of a month counts. For <see cref="IndicatorShape.Monthly"/> only.</summary>
    public Truth Includes(ProjectFacts facts, YearMonth month)
    {
        facts.AsOf = new LedgerDate(month.LastDay);
        return Condition?.Ask(facts) ?? Truth.Yes;
    }

    /// <summary>The condition's answer with the facts that are missing; set <see cref="FactRow.AsOf"/> first where <see cref="VariesByMonth"/>.</summary>
    public RuleAnswer ExplainWhere(ProjectFacts facts) => Condition?.Explain(facts) ?? new RuleAnswer(Truth.Yes, []);

    /// <summary>numerator / denominator as a rate in ten-thousandths of a point, half away from zero; null for nothing below the line.</summary>
    public static long? Rate(long numerator, long denominator) => denominator == 0
        ? null
        : (long)decimal.Round((decimal)numerator * 1_000_000 / denominator, 0, MidpointRounding.AwayFromZero);

    /// <summary>A stored value as people write it: 亿元, 个 or %, with all digits.</summary>
    public decimal Show(long value) => ShowAs(Unit, value);

    /// <summary>What people write (亿元, 个, %) as a stored value; half away from zero where it is finer than the store.</summary>
    public long Read(decimal shown) => (long)decimal.Round(shown * Factor(Unit), 0, MidpointRounding.AwayFromZero);

    public static decimal ShowAs(IndicatorUnit unit, long value) => value / Factor(unit) / 1.0000000000000000000000000000m;

    private static decimal Factor(IndicatorUnit unit) => unit == IndicatorUnit.Money ? Money.FenPerYi : 10_000m;

    private static long Scale(IndicatorUnit unit, decimal value) => (long)decimal.Round(
        unit == IndicatorUnit.Money ? value : value * 10_000m, 0, MidpointRounding.AwayFromZero);
}
