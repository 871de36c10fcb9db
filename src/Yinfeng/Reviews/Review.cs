using Yinfeng.Kernel;

namespace Yinfeng.Reviews;

public enum ReviewState { Open, Concluded, Cancelled }

/// <summary>通过, 有条件通过, 不通过, 退回补充.</summary>
public enum ReviewOutcome { Passed, Conditional, Rejected, SentBack }

/// <summary>同意, 有条件同意, 不同意, 不涉及.</summary>
public enum OpinionVerdict { Agree, AgreeIf, Disagree, NotConcerned }

/// <summary>A joint review (会审) of a project: several departments are asked at the same time until a day, then somebody concludes.</summary>
public sealed class Review
{
    public long Id { get; init; } = Ids.Next();
    public long ProjectId { get; init; }

    /// <summary>The unit that runs it and whose line concludes.</summary>
    public long UnitId { get; init; }
    public required string Subject { get; init; }

    /// <summary>What the departments are asked to look at.</summary>
    public string? Background { get; init; }

    /// <summary>Last day for opinions.</summary>
    public DateOnly Deadline { get; set; }
    public ReviewState State { get; set; }
    public required string OpenedBy { get; init; }
    public required string OpenedByName { get; init; }
    public DateOnly OpenedOn { get; init; }
    public DateTime OpenedAtUtc { get; init; }
    public ReviewOutcome? Outcome { get; set; }

    /// <summary>Words of the conclusion; of a cancelled one why.</summary>
    public string? Conclusion { get; set; }
    public string? ClosedBy { get; set; }
    public string? ClosedByName { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>Running number within unit and year of the conclusion; given with it, so that no cancelled review leaves a gap.</summary>
    public int? Number { get; set; }
    public int? NumberYear { get; set; }

    /// <summary><see cref="ReviewMinutes"/> as JSON, and its document; fixed with the conclusion.</summary>
    public string? MinutesJson { get; set; }
    public byte[]? MinutesDocx { get; set; }

    /// <summary>The minutes among the project's evidence; null unless it passed.</summary>
    public long? EvidenceId { get; set; }
    public int Version { get; set; }

    public bool IsOver(DateOnly today) => Deadline < today;
}

/// <summary>The last number of a unit's reviews in a year; counted up in the transaction that concludes.</summary>
public sealed class ReviewCounter
{
    public long UnitId { get; init; }
    public int Year { get; init; }
    public int Last { get; set; }
}

/// <summary>A piece of evidence of the project that the departments are to read.</summary>
public sealed class ReviewMaterial
{
    public long ReviewId { get; init; }
    public long EvidenceId { get; init; }
}

/// <summary>A unit that is asked (征求单位).</summary>
public sealed class ReviewSeat
{
    public long ReviewId { get; init; }
    public long UnitId { get; init; }
    public int Position { get; init; }

    /// <summary>Concluded without its opinion (逾期未反馈).</summary>
    public bool IsMissing { get; set; }
}

/// <summary>A unit's opinion (会审意见). A later one of the same unit takes its place; it stays in the history.</summary>
public sealed class ReviewOpinion
{
    public long Id { get; init; } = Ids.Next();
    public long ReviewId { get; init; }
    public long UnitId { get; init; }
    public OpinionVerdict Verdict { get; init; }
    public string? Text { get; init; }
    public required string ActorId { get; init; }
    public required string Name { get; init; }
    public DateOnly On { get; init; }
    public DateTime AtUtc { get; init; }

    /// <summary>Given after the deadline.</summary>
    public bool IsLate { get; init; }

    /// <summary>When a later one took its place; null for the one that counts.</summary>
    public DateTime? ReplacedAtUtc { get; set; }
}

/// <summary>What a unit makes its consent depend on (附加条件). Adopted ones become resolutions with the conclusion.</summary>
public sealed class ReviewCondition
{
    public long Id { get; init; } = Ids.Next();
    public long ReviewId { get; init; }
    public long OpinionId { get; init; }
    public int Position { get; init; }
    public required string Text { get; init; }

    /// <summary>Who has to meet it, and by when; null takes the usual time after the conclusion.</summary>
    public long UnitId { get; init; }
    public DateOnly? Deadline { get; init; }

    /// <summary>The resolution it became; null where it was not adopted or not yet.</summary>
    public long? ResolutionId { get; set; }
}

/// <summary>What somebody typed as an opinion and has not given yet. Nobody sees another's.</summary>
public sealed class OpinionDraft
{
    public long ReviewId { get; init; }
    public required string ActorId { get; init; }

    /// <summary><see cref="OpinionFacts"/> as JSON, letter by letter as typed.</summary>
    public required string Fields { get; set; }
    public DateTime SavedAtUtc { get; set; }
}
