using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Closing;

/// <summary>What of a figure was restated: the figure itself, or a goal it is measured by.</summary>
public enum RestatedField { Value, Target, Stretch, Plan }

/// <summary>A figure of a closed month that a later change moved (更正): beside the closed figure, never in its place.</summary>
/// <param name="UnitId">Every unit whose figure moved has a row of its own, up to the one whose bulletin closed the month.</param>
/// <param name="Month">The month in which the change counts; of an annual target the last closed month of its year.</param>
/// <param name="Before">Cumulative from January (or as the indicator says) to the end of that month, in 亿元, projects or percent.</param>
/// <param name="After">The same after the change.</param>
/// <param name="Number">The bulletin that published the closed figure.</param>
/// <param name="CarriedBy">Number of the bulletin that tells of it; null until one is issued.</param>
/// <param name="ProjectId">The project that was changed, where it was one.</param>
public sealed record Restatement(long Id, long UnitId, string UnitCode, string UnitName, YearMonth Month, string Indicator, string IndicatorName,
    IndicatorUnit Unit, RestatedField Field, decimal? Before, decimal? After, string Reason, string By, string ByName, DateTime AtUtc,
    long? ProjectId, string? ProjectName, string Number, string? CarriedBy);

/// <summary>A restatement as stored. Written once; only <see cref="CarriedBy"/> is filled in later.</summary>
public sealed class RestatementRow
{
    public long Id { get; init; } = Ids.Next();
    public long UnitId { get; init; }
    public YearMonth Month { get; init; }
    public required string Indicator { get; init; }
    public required string IndicatorName { get; init; }

    /// <summary>How <see cref="Before"/> and <see cref="After"/> are scaled.</summary>
    public IndicatorUnit Unit { get; init; }
    public RestatedField Field { get; init; }

    /// <summary>As the board holds it; null where there was no figure.</summary>
    public long? Before { get; init; }

    /// <inheritdoc cref="Before"/>
    public long? After { get; init; }
    public required string Reason { get; init; }
    public required string ActorId { get; init; }
    public required string ByName { get; init; }
    public DateTime AtUtc { get; init; }
    public long? ProjectId { get; init; }
    public string? ProjectName { get; init; }
    public long ClosedMonthId { get; init; }
    public required string Number { get; init; }
    public string? CarriedBy { get; set; }
}
