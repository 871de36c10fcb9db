using Yinfeng.Kernel;

namespace Yinfeng.Visits;

/// <summary>外出拜访, 客商来访, 洽谈, 电话视频, 活动.</summary>
public enum VisitKind { Outbound, Inbound, Talk, Remote, Event }

/// <summary>One contact with a company (对接): when, where, who of ours, what was said, what comes next and until when.</summary>
public sealed class Visit
{
    public long Id { get; init; } = Ids.Next();
    public DateOnly On { get; set; }
    public VisitKind Kind { get; set; }

    /// <summary>As written, or as the base names the credit code that was typed; what it means stands in NameMatch.</summary>
    public required string Company { get; set; }
    public string? CreditCode { get; set; }
    public string? Place { get; set; }

    /// <summary>The unit whose people it was, and their posts there (局长、招商科科长): posts, so that no names need be kept.</summary>
    public long UnitId { get; set; }
    public string? Posts { get; set; }
    public required string Content { get; set; }

    /// <summary>What comes next; with it always its last day.</summary>
    public string? NextStep { get; set; }
    public DateOnly? NextDue { get; set; }
    public DateOnly? NextDoneOn { get; set; }

    /// <summary>What became of the next step.</summary>
    public string? Outcome { get; set; }
    public long? LeadId { get; set; }
    public long? ProjectId { get; set; }

    /// <summary>Whom we met; null where nobody was named or the person was erased.</summary>
    public long? ContactId { get; set; }

    /// <summary>Who recorded it, as the audit log names people.</summary>
    public required string RecordedBy { get; init; }
    public DateTime RecordedAtUtc { get; init; }
    public int Version { get; set; }

    public bool IsStepOpen => NextStep is not null && NextDoneOn is null;

    public int LateDays(DateOnly today) => IsStepOpen && NextDue is { } due && due < today ? today.DayNumber - due.DayNumber : 0;
}

/// <summary>Somebody at a company whom a unit knows (联系人). The person lies sealed; the store can be searched by company alone.</summary>
public sealed class Contact
{
    public long Id { get; init; } = Ids.Next();
    public long UnitId { get; init; }
    public required string Company { get; init; }
    public string? CreditCode { get; init; }

    /// <summary>A <see cref="ContactPerson"/>, sealed.</summary>
    public required string Person { get; set; }
    public DateTime ChangedAtUtc { get; set; }
    public int Version { get; set; }
}

/// <summary>Personal data of a contact, open.</summary>
public sealed record ContactPerson(string Name, string? Post, string? Telephone);
