using Yinfeng.Kernel;

namespace Yinfeng.Leads;

/// <summary>Pooled: nobody follows it up and any unit of the city may claim it. Merged: it lives on in another lead.</summary>
public enum LeadStatus { Open, Converted, Closed, Pooled, Merged }

/// <summary>How soon a lead must be followed up: A within a day, D within two weeks (data/rules/arbitration.yaml).</summary>
public enum LeadGrade { A, B, C, D }

/// <summary>A rumour of an investment (线索): who heard it first, where and when; who follows it up and until when.</summary>
public sealed class Lead
{
    public long Id { get; init; } = Ids.Next();
    public long CityId { get; set; }
    public long UnitId { get; set; }
    public required string Title { get; set; }
    public string? Investor { get; set; }
    public string? InvestorPlace { get; set; }

    /// <summary>How it came: 敲门招商, 驻点, 以商招商, 展会, 直播 … (data/reference/channels.csv).</summary>
    public required string Channel { get; set; }

    /// <summary>Who reported it first (首报) and on which day.</summary>
    public required string FirstReporter { get; set; }
    public LedgerDate FirstReportedOn { get; set; }
    public long? IntendedInvestmentFen { get; set; }
    public string? Industry { get; set; }
    public string? Note { get; set; }
    public LeadGrade Grade { get; set; } = LeadGrade.D;

    /// <summary>Who follows it up, as the audit log names people; null where only the unit is named.</summary>
    public string? OwnerId { get; set; }
    public string? OwnerName { get; set; }

    /// <summary>Day by which it must be followed up next; null for leads from before there were deadlines, until the next look.</summary>
    public DateOnly? NextOn { get; set; }
    public DateOnly? FollowedOn { get; set; }

    /// <summary>Why it does not count as a new lead (未受理) and protects nobody's first report; null where it does.</summary>
    public string? NotAccepted { get; set; }
    public LeadStatus Status { get; set; }

    /// <summary>Why it was closed or given to the pool.</summary>
    public string? ClosedReason { get; set; }
    public long? ProjectId { get; set; }
    public long? MergedIntoId { get; set; }
    public DateTime CreatedAtUtc { get; set; }
    public int Version { get; set; }

    public int LateDays(DateOnly today) => Status == LeadStatus.Open && NextOn is { } due && due < today ? today.DayNumber - due.DayNumber : 0;
}

public enum LeadAct { Reported, Edited, Followed, Pooled, Claimed, Transferred, Shared, Merged, Unmerged, Closed, Converted }

/// <summary>One step of a lead's way; nothing is ever taken out.</summary>
public sealed class LeadStep
{
    public long Id { get; init; } = Ids.Next();
    public long LeadId { get; init; }
    public LeadAct Act { get; init; }

    /// <summary>The day it happened, which may lie before the day it was entered.</summary>
    public DateOnly On { get; init; }
    public DateTime AtUtc { get; init; }
    public required string ActorId { get; init; }
    public required string Name { get; init; }
    public required string Text { get; init; }

    /// <summary>The next follow-up that was set with it.</summary>
    public DateOnly? NextOn { get; init; }
}

/// <summary>What a unit shall get of the project that a lead becomes. Shares of a lead add up to 10,000; none means all is its unit's.</summary>
public sealed class LeadCredit
{
    public long LeadId { get; init; }
    public long UnitId { get; init; }
    public int ShareBp { get; set; }

    /// <summary>How many years from the conversion on; then all is the owner's. Null for good.</summary>
    public int? Years { get; set; }
}

/// <summary>Two leads made one (合并), with what stood in the kept one before, so that it can be undone.</summary>
public sealed class LeadMerge
{
    public long Id { get; init; } = Ids.Next();
    public long KeptId { get; init; }
    public long MergedId { get; init; }
    public LeadStatus MergedStatus { get; init; }

    /// <summary>JSON: field, what stood in the kept lead before, what the merge wrote.</summary>
    public required string Changed { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime? UndoneAtUtc { get; set; }
}
