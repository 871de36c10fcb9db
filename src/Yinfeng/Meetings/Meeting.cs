using Yinfeng.Kernel;
using Yinfeng.Lights;

namespace Yinfeng.Meetings;

public enum MeetingStatus { Planned, Held, Cancelled }

/// <summary>A meeting (调度会, 联席会议, 常委会): planned, then held; from then on its minutes do not change.</summary>
public sealed class Meeting
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>Code of data/rules/meetings.yaml.</summary>
    public required string Kind { get; set; }
    public long UnitId { get; set; }
    public DateOnly Day { get; set; }

    /// <summary>The month whose lights it looks at.</summary>
    public YearMonth Period { get; set; }
    public string? Place { get; set; }
    public string? Chair { get; set; }

    /// <summary>出席, 请假, 列席.</summary>
    public string? Attendees { get; set; }
    public string? Absent { get; set; }
    public string? Observers { get; set; }

    /// <summary>会议情况, one paragraph a line.</summary>
    public string? Summary { get; set; }
    public MeetingStatus Status { get; set; }
    public string? CancelledReason { get; set; }

    /// <summary>Running number within unit, kind and year of the day; given when it is held, so no cancelled meeting leaves a gap.</summary>
    public int? Number { get; set; }
    public int? NumberYear { get; set; }
    public string? HeldBy { get; set; }

    /// <summary><see cref="MinutesModel"/> as JSON, and its document; fixed when it is held.</summary>
    public string? MinutesJson { get; set; }
    public byte[]? MinutesDocx { get; set; }
    public required string CreatedBy { get; init; }
    public DateTime CreatedAtUtc { get; init; }
    public int Version { get; set; }
}

/// <summary>The last number of a kind of meeting in a year; counted up in the transaction that holds the meeting.</summary>
public sealed class MeetingCounter
{
    public long UnitId { get; init; }
    public required string Kind { get; init; }
    public int Year { get; init; }
    public int Last { get; set; }
}

public enum AgendaSource { ByHand, Project, Unit, Resolution }

/// <summary>One matter of an agenda (议题), with what it is linked to and why it stands there, as it was when it was drawn.</summary>
public sealed class AgendaItem
{
    public long Id { get; init; } = Ids.Next();
    public long MeetingId { get; init; }
    public int Position { get; set; }
    public AgendaSource Source { get; init; }

    /// <summary>The light that brought it here; None for others.</summary>
    public LightColour Colour { get; init; }
    public required string Title { get; set; }
    public string? Reason { get; set; }

    /// <summary>The unit it concerns; null for a matter of everybody.</summary>
    public long? UnitId { get; init; }
    public long? ProjectId { get; init; }
    public long? ResolutionId { get; init; }
}
