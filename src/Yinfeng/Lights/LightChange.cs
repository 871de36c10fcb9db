using Yinfeng.Kernel;

namespace Yinfeng.Lights;

public enum LightSubject { Project, Unit }

/// <summary>One turn of one light; written once, never updated. A light that never was has no line.</summary>
public sealed class LightChange
{
    public long Id { get; init; } = Ids.Next();
    public LightSubject Subject { get; init; }
    public long SubjectId { get; init; }

    /// <summary>Of a unit: the indicator, or empty for the unit's own light.</summary>
    public string Indicator { get; init; } = "";

    /// <summary>Of a unit: the month whose figures turned it. A second line of the same month is a correction of its figures.</summary>
    public YearMonth? Month { get; init; }

    /// <summary>First day of the new colour; of a unit the first day of the month.</summary>
    public DateOnly On { get; init; }
    public LightColour From { get; init; }
    public LightColour To { get; init; }

    /// <summary>What was to be seen when it was written.</summary>
    public required string Why { get; init; }
    public required string Rule { get; init; }
    public DateTime AtUtc { get; init; }
}
