using Yinfeng.Kernel;

namespace Yinfeng.Arbitration;

/// <summary>Where a case stands: 待核对, 认领中, 待裁决, 已裁决, 复议中, 已终裁, 协商一致, 已消除.</summary>
public enum ClaimState { Suspected, Claiming, Awaiting, Ruled, Appealed, Final, Agreed, Cleared }

/// <summary>How a case began: found by the product, or raised by a unit.</summary>
public enum ClaimOrigin { Found, Raised }

/// <summary>Two records of two units that may be one matter (归属争议), from its finding to the last word about it.</summary>
public sealed class ClaimCase
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>Both records in a fixed order: a pair has one case, and what was decided of it keeps it from being raised again.</summary>
    public required string PairKey { get; init; }

    /// <summary>The unit that decides: the nearest above both, and neither of them.</summary>
    public long ArbiterUnitId { get; init; }
    public int Score { get; set; }

    /// <summary><see cref="ClaimReason"/>s, with commas.</summary>
    public required string Reasons { get; set; }
    public ClaimOrigin Origin { get; init; }

    /// <summary>Who raised it, and for which side; null for what the product found.</summary>
    public string? RaisedBy { get; init; }
    public int? RaisedSide { get; init; }
    public string? RaisedWhy { get; init; }
    public DateTime FoundAtUtc { get; init; }
    public ClaimState State { get; set; }

    /// <summary>Last day on which both sides may state their claim; null while it is only suspected.</summary>
    public DateOnly? ClaimUntil { get; set; }

    /// <summary>When both had answered or the time had run out; the ruling is due some days later.</summary>
    public DateOnly? AwaitingSince { get; set; }

    /// <summary>Side whose approver put forward a settlement that waits for the other side; null without one.</summary>
    public int? ProposedSide { get; set; }
    public string? ProposedBy { get; set; }
    public string? ProposedTerms { get; set; }

    /// <summary>Side that appealed, once in the life of a case.</summary>
    public int? AppealedSide { get; set; }
    public string? AppealedBy { get; set; }
    public string? AppealReason { get; set; }
    public DateOnly? AppealedOn { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public int Version { get; set; }

    public bool IsOpen => State is ClaimState.Suspected or ClaimState.Claiming or ClaimState.Awaiting or ClaimState.Appealed;
    public IEnumerable<ClaimReason> ReasonList => Reasons.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ClaimReason>);
}

/// <summary>What a side answered: not yet, claimed (认领), given up (放弃), silent past the deadline (逾期未回应).</summary>
public enum ClaimAnswer { Waiting, Claimed, GivenUp, Silent }

/// <summary>One of the two sides of a case, 1 or 2.</summary>
public sealed class ClaimSide
{
    public long CaseId { get; init; }
    public int Side { get; init; }
    public MatterKind Kind { get; init; }
    public long MatterId { get; init; }
    public long UnitId { get; init; }

    /// <summary>Name of the record when the case began: it stays readable when the record is gone.</summary>
    public required string Name { get; init; }
    public ClaimAnswer Answer { get; set; }
    public string? Statement { get; set; }

    /// <summary>Facts of the own record as they were when the claim was stated: JSON of label and value.</summary>
    public string? Facts { get; set; }
    public string? AnsweredBy { get; set; }
    public string? AnsweredName { get; set; }
    public DateTime? AnsweredAtUtc { get; set; }

    public MatterId Matter => new(Kind, MatterId);
}

public enum ClaimAct { Found, Raised, Opened, Claimed, GivenUp, Silent, Proposed, ProposalRefused, Agreed, Ruled, Appealed, Decided, Cleared }

/// <summary>One step of a case, never changed.</summary>
public sealed class ClaimStep
{
    public long Id { get; init; } = Ids.Next();
    public long CaseId { get; init; }
    public ClaimAct Act { get; init; }

    /// <summary>Side whose doing it was; null for what concerns both.</summary>
    public int? Side { get; init; }

    /// <summary>Whether the other side may not read the text.</summary>
    public bool Own { get; init; }
    public DateTime AtUtc { get; init; }
    public required string ActorId { get; init; }
    public required string Name { get; init; }
    public string? Text { get; init; }
}

/// <summary>A ruling (裁定), or the decision on an appeal (复议决定). The database refuses a second one of the same round.</summary>
public sealed class ClaimRuling
{
    public long Id { get; init; } = Ids.Next();
    public long CaseId { get; init; }

    /// <summary>1 the ruling, 2 the decision on its appeal.</summary>
    public int Round { get; init; }
    public long UnitId { get; init; }
    public int NumberYear { get; init; }
    public int Number { get; init; }

    /// <summary><see cref="ClaimTerms"/> as JSON.</summary>
    public required string Terms { get; init; }
    public required string Reason { get; init; }
    public required string RuledBy { get; init; }
    public required string RuledName { get; init; }
    public DateOnly On { get; init; }
    public DateTime AtUtc { get; init; }
}

/// <summary>Numbers of rulings by unit and year.</summary>
public sealed class ClaimCounter
{
    public long UnitId { get; init; }
    public int Year { get; init; }
    public int Last { get; set; }
}

/// <summary>What a person typed and has not sent.</summary>
public sealed class ClaimDraft
{
    public long CaseId { get; init; }
    public required string ActorId { get; init; }
    public required string Fields { get; set; }
    public DateTime SavedAtUtc { get; set; }
}

/// <summary>One masked search, kept for a day so that nobody leafs through what others have.</summary>
public sealed class MaskedSearch
{
    public long Id { get; init; } = Ids.Next();
    public required string ActorId { get; init; }
    public long? UnitId { get; init; }
    public DateTime AtUtc { get; init; }
}
