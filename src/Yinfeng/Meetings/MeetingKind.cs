namespace Yinfeng.Meetings;

/// <summary>How often a kind of meeting usually takes place.</summary>
public enum Rhythm { None, Weekly, Monthly, Quarterly, HalfYearly }

/// <summary>What an agenda is drawn from.</summary>
public enum AgendaDraw { RedProjects, YellowProjects, RedUnits, YellowUnits, LateResolutions, OpenResolutions }

/// <summary>One version of one kind of meeting of data/rules/meetings.yaml.</summary>
public sealed class MeetingKind
{
    public required string Code { get; init; }

    /// <summary>调度会, 联席会议, 常委会.</summary>
    public required string Name { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Holds for this unit and everything below it; null for all others.</summary>
    public string? UnitCode { get; init; }
    public required string Source { get; init; }

    /// <summary>The office that runs it, without the unit's name.</summary>
    public required string Office { get; init; }
    public Rhythm Rhythm { get; init; }

    /// <summary>In the order of the agenda.</summary>
    public required IReadOnlyList<AgendaDraw> Draws { get; init; }

    /// <summary>Names of the kinds whose open resolutions come back.</summary>
    public required IReadOnlySet<string> ResolutionsOf { get; init; }

    /// <summary>So many projects are drawn at most, the worst first.</summary>
    public int MostProjects { get; init; }

    /// <summary>A resolution without a deadline of its own is due so many days after the meeting.</summary>
    public int Days { get; init; }

    /// <summary>"dispatch@1949-10-01", with the unit where it is one unit's own.</summary>
    public string Id => $"{Code}@{ValidFrom:yyyy-MM-dd}" + (UnitCode is null ? "" : "/" + UnitCode);
}
