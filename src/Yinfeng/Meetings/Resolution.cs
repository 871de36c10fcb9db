using Yinfeng.Kernel;

namespace Yinfeng.Meetings;

/// <summary>Draft until the meeting is held; reported by the owner, then confirmed by somebody else.</summary>
public enum ResolutionState { Draft, Open, Reported, Confirmed, Withdrawn }

/// <summary>Where a resolution comes from: a meeting decided it, or a joint review made it a condition.</summary>
public enum ResolutionOrigin { Meeting, Review }

/// <summary>What a meeting decided (议定事项) or a joint review asked for (会审条件): who does it and by when. One register, one desk and
/// one way to be reported and confirmed for both.</summary>
public sealed class Resolution
{
    public long Id { get; init; } = Ids.Next();
    public ResolutionOrigin Origin { get; init; }

    /// <summary>The meeting, or the review.</summary>
    public long OriginId { get; init; }

    /// <summary>The unit of the meeting or the review, whose office confirms.</summary>
    public long OfficeUnitId { get; init; }

    /// <summary>"2023年第3次调度会", "2023年第3次项目会审"; set when it begins to count.</summary>
    public string OriginName { get; set; } = "";

    /// <summary>Place in the minutes, from 1.</summary>
    public int Position { get; set; }
    public required string Text { get; set; }

    /// <summary>责任单位 and 责任人.</summary>
    public long UnitId { get; set; }
    public string? Person { get; set; }

    /// <summary>完成时限; those before stand in the steps.</summary>
    public DateOnly Deadline { get; set; }
    public long? ProjectId { get; set; }

    /// <summary>Code of the indicator it serves.</summary>
    public string? Indicator { get; set; }
    public ResolutionState State { get; set; }

    /// <summary>The meeting's day; null for a draft.</summary>
    public DateOnly? DecidedOn { get; set; }

    /// <summary>Of the last report, also while it waits; null when it was returned.</summary>
    public DateOnly? ReportedOn { get; set; }
    public string? ReportedBy { get; set; }

    /// <summary>办理情况.</summary>
    public string? Report { get; set; }

    /// <summary>Confirmed or withdrawn on.</summary>
    public DateOnly? ClosedOn { get; set; }
    public int Version { get; set; }

    public bool IsOpen => State is ResolutionState.Open or ResolutionState.Reported;

    /// <summary>Past its deadline and not done: one that was reported in time waits for others and is not late.</summary>
    public bool IsLate(DateOnly day) => IsOpen && Deadline < day && !(ReportedOn <= Deadline);
}

public enum ResolutionAct { Decided, Reported, Returned, Confirmed, Extended, Withdrawn }

/// <summary>One step of a resolution, never changed: who did what, when and why.</summary>
public sealed class ResolutionStep
{
    public long Id { get; init; } = Ids.Next();
    public long ResolutionId { get; init; }
    public ResolutionAct Act { get; init; }
    public DateOnly On { get; init; }
    public DateTime AtUtc { get; init; }
    public required string ActorId { get; init; }
    public required string Name { get; init; }

    /// <summary>The report or the reason.</summary>
    public string? Text { get; init; }

    /// <summary>Of an extension.</summary>
    public DateOnly? Before { get; init; }
    public DateOnly? After { get; init; }
}
