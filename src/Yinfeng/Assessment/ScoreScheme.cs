using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>Who is scored: units, or leaders by their own targets (双目标).</summary>
public enum AssessedKind { Unit, Leader }

/// <summary>Who of a group may know the others' scores.</summary>
public enum SchemeOpenness
{
    /// <summary>Once they are published.</summary>
    WhenPublished,

    /// <summary>At any time, also where an item compares with the best of the group.</summary>
    Always,

    /// <summary>Only whoever oversees the group.</summary>
    Never,
}

/// <summary>What a case of an extra item is counted from.</summary>
public enum ExtraBasis
{
    /// <summary>Entered by a person with reason and document, confirmed by another.</summary>
    ByHand,

    /// <summary>Monthly reports that came late or did not come.</summary>
    LateReports,

    /// <summary>What inspections found on the spot. Suspicion alone is never counted.</summary>
    Findings,

    /// <summary>What meetings decided and was not done in time.</summary>
    LateResolutions,

    /// <summary>Monthly reports that were sent back for mending.</summary>
    ReturnedReports,
}

/// <summary>What follows from a veto (一票否决).</summary>
public enum VetoEffect { ScoreIsZero, NoGrade }

/// <summary>Units that are compared with one another.</summary>
/// <param name="Kinds">Kinds of direct children of the organiser.</param>
/// <param name="Codes">Units named one by one, anywhere below the organiser.</param>
/// <param name="Except">Codes of units left out.</param>
public sealed record ScoreGroup(string Name, IReadOnlyList<UnitKind> Kinds, IReadOnlyList<string> Codes, IReadOnlyList<string> Except);

/// <summary>One item of a scheme (考核项).</summary>
/// <param name="Weight">Points that it is worth (分值).</param>
/// <param name="Threshold">Below it the item gives nothing; null for none.</param>
/// <param name="LeaveOutUnknown">Where figures are missing: leave the item out and scale the others, rather than give zero.</param>
public sealed record ScoreItem(string Code, string Name, decimal Weight, string Indicator, ConditionRule? Threshold, NumberRule Points,
    decimal? Cap, decimal? Floor, bool LeaveOutUnknown, ScoreFacts Facts)
{
    /// <summary>Whether the item looks at other units of the group.</summary>
    public bool Compares => Points.Facts.Concat(Threshold?.Facts ?? []).Any(Facts.IsOfGroup);
}

/// <summary>Points besides the items (加分、扣分).</summary>
/// <param name="Points">By the number of cases; null where points are entered by hand.</param>
/// <param name="Sign">1 adds, -1 deducts.</param>
public sealed record ExtraItem(string Code, string Name, int Sign, ExtraBasis Basis, NumberRule? Points, decimal? Cap);

public sealed record VetoItem(string Code, string Name, VetoEffect Effect);

/// <summary>A grade (等次) from so many points on.</summary>
public sealed record ScoreGrade(string Name, decimal From);

/// <summary>One version of a scheme of scores (考核方案).</summary>
public sealed class ScoreScheme
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required AssessedKind Assessed { get; init; }

    /// <summary>Code of the unit that assesses; null for every unit that has children of the kinds named.</summary>
    public string? UnitCode { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day; null while it holds.</summary>
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }

    /// <summary>Number of the document (文号).</summary>
    public string? Document { get; init; }

    /// <summary>An example to begin with: no office has decided it.</summary>
    public bool IsExample { get; init; }

    /// <summary>Decimals of points and totals.</summary>
    public required int Decimals { get; init; }
    public required SchemeOpenness Openness { get; init; }

    /// <summary>Codes of items that part equal totals, in order; none leaves them tied.</summary>
    public required IReadOnlyList<string> TieBreaks { get; init; }
    public required int ObjectionDays { get; init; }
    public required IReadOnlyList<ScoreGroup> Groups { get; init; }
    public required IReadOnlyList<ScoreItem> Items { get; init; }
    public required IReadOnlyList<ExtraItem> Extras { get; init; }
    public required IReadOnlyList<VetoItem> Vetoes { get; init; }

    /// <summary>The highest first.</summary>
    public required IReadOnlyList<ScoreGrade> Grades { get; init; }
    public decimal? TotalCap { get; init; }

    /// <summary>The text it was read from, whole, and how messages call it.</summary>
    public required string Text { get; init; }
    public required string File { get; init; }

    public decimal FullPoints => Items.Sum(i => i.Weight);

    /// <summary>"county@2021-01-01", with the unit where it is one unit's own.</summary>
    public string Id => $"{Code}@{ValidFrom:yyyy-MM-dd}" + (UnitCode is null ? "" : "/" + UnitCode);

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } last || day <= last);
}

/// <summary>What a scheme must know of an indicator; frozen with a score, so that a later rename changes nothing.</summary>
public sealed record ScoredIndicator(string Code, string Name, IndicatorUnit Unit, bool HigherIsBetter)
{
    public static ScoredIndicator Of(Indicator indicator) => new(indicator.Code, indicator.Name, indicator.Unit, indicator.HigherIsBetter);
}
