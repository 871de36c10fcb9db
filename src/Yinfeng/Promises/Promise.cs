using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Promises;

/// <summary>Reported by the owner with proof, then confirmed by somebody else; or declared broken.</summary>
public enum PromiseState { Open, Reported, Confirmed, Broken }

/// <summary>What it rests on: 政策条款, 协议, 一事一议, 会议, 其他.</summary>
public enum PromiseOrigin { Policy, Agreement, DealByDeal, Meeting, Other }

/// <summary>Something promised (承诺): to whom, by what, how much or what deed, who owes it and by when.</summary>
public sealed class Promise
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>The project or company it was made to, as pages show it.</summary>
    public required string To { get; set; }
    public long? ProjectId { get; set; }
    public string? CreditCode { get; set; }
    public PromiseOrigin Origin { get; set; }

    /// <summary>Document, clause, meeting or agreement: "《德州市招商引资激励办法》集成政策保障段".</summary>
    public required string Source { get; set; }

    /// <summary>The deed; with an amount, what it is for.</summary>
    public required string Text { get; set; }
    public long? AmountFen { get; set; }

    /// <summary>The unit that owes it, and the post there: whoever holds the post on a day answers for it on that day.</summary>
    public long UnitId { get; set; }
    public Role Post { get; set; }

    /// <summary>The unit that registered it; its line confirms, extends and hands over.</summary>
    public long OfficeUnitId { get; init; }
    public DateOnly PromisedOn { get; set; }

    /// <summary>Last day; those before stand in the steps.</summary>
    public DateOnly Due { get; set; }
    public PromiseState State { get; set; }

    /// <summary>Of the last report, also while it waits; null when it was returned.</summary>
    public DateOnly? ReportedOn { get; set; }
    public string? ReportedBy { get; set; }

    /// <summary>What was done, and the voucher, document or photo that shows it.</summary>
    public string? Report { get; set; }
    public string? Proof { get; set; }
    public string? ConfirmedBy { get; set; }

    /// <summary>Confirmed or declared broken on.</summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>The payout (兑现) that keeps it, where there is one.</summary>
    public long? GrantId { get; set; }
    public int Version { get; set; }

    public bool IsOpen => State is PromiseState.Open or PromiseState.Reported;

    /// <summary>Past its day and not kept: one that was reported in time waits for others and is not late.</summary>
    public bool IsLate(DateOnly day) => IsOpen && Due < day && !(ReportedOn <= Due);
}

public enum PromiseAct { Made, Reported, Returned, Confirmed, Extended, HandedOver, Broken }

/// <summary>One step of a promise, never changed: who did what, when and why.</summary>
public sealed class PromiseStep
{
    public long Id { get; init; } = Ids.Next();
    public long PromiseId { get; init; }
    public PromiseAct Act { get; init; }
    public DateOnly On { get; init; }
    public DateTime AtUtc { get; init; }
    public required string ActorId { get; init; }
    public required string Name { get; init; }

    /// <summary>The report or the reason.</summary>
    public string? Text { get; init; }

    /// <summary>Of an extension the days, of a hand-over the posts with whoever held them then.</summary>
    public string? Before { get; init; }
    public string? After { get; init; }
}
