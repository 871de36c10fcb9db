using Yinfeng.Kernel;

namespace Yinfeng.Assessment;

public enum ProposalStatus { Proposed, Approved, Rejected }

/// <summary>One publication of a period's scores (定稿): its bytes never change. A correction is a further edition beside it.</summary>
public sealed class ScoreEdition
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>The unit that assesses.</summary>
    public long OrganiserId { get; init; }
    public required string Scheme { get; init; }
    public YearMonth Period { get; init; }

    /// <summary>From 1, given at publication; null before and of what was sent back.</summary>
    public int? Number { get; set; }

    /// <summary>Number of the document that gives the result (文号), as the office counts.</summary>
    public required string Document { get; init; }

    /// <summary>Why there is another edition; null for the first.</summary>
    public string? Reason { get; init; }

    /// <summary>The frozen <see cref="ScoreFile"/> as UTF-8 JSON, fixed when it was proposed.</summary>
    public required byte[] Data { get; init; }
    public required string Sha256 { get; init; }
    public ProposalStatus Status { get; set; }
    public required string ProposedBy { get; init; }
    public required string ProposedByName { get; init; }
    public DateTime ProposedAtUtc { get; init; }
    public string? DecidedBy { get; set; }
    public string? DecidedByName { get; set; }
    public DateTime? DecidedAtUtc { get; set; }
    public string? DecisionReason { get; set; }

    /// <summary>Last day on which a unit may object; set at publication.</summary>
    public DateOnly? ObjectUntil { get; set; }
    public int Version { get; set; }
}

/// <summary>A version of a scheme that the office wrote on the page; in force once somebody else approved it.</summary>
public sealed class SchemeDraft
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>The unit that assesses by it.</summary>
    public long UnitId { get; init; }
    public required string Text { get; init; }
    public required string Note { get; init; }
    public ProposalStatus Status { get; set; }
    public required string ProposedBy { get; init; }
    public required string ProposedByName { get; init; }
    public DateTime ProposedAtUtc { get; init; }
    public string? DecidedBy { get; set; }
    public string? DecidedByName { get; set; }
    public DateTime? DecidedAtUtc { get; set; }
    public string? DecisionReason { get; set; }
    public int Version { get; set; }
}

public enum EntryStatus { Proposed, Confirmed, Withdrawn }

/// <summary>Points added or deducted by hand, or a veto: with a reason, a document, and a second person who confirmed it.</summary>
public sealed class ScoreEntry
{
    public long Id { get; init; } = Ids.Next();
    public long OrganiserId { get; init; }
    public required string Scheme { get; init; }

    /// <summary>Key of the unit or leader, as in <see cref="FileSubject.Key"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>The unit, or the leader's unit.</summary>
    public long UnitId { get; init; }
    public required string Item { get; init; }

    /// <summary>From this month to the end of its year.</summary>
    public YearMonth From { get; init; }

    /// <summary>Ten-thousandths of a point, never negative; 0 of a veto.</summary>
    public long Points { get; init; }
    public required string Reason { get; init; }

    /// <summary>What proves it: number or name of a document.</summary>
    public required string Document { get; init; }
    public EntryStatus Status { get; set; }
    public required string EnteredBy { get; init; }
    public required string EnteredByName { get; init; }
    public DateTime EnteredAtUtc { get; init; }
    public string? DecidedBy { get; set; }
    public string? DecidedByName { get; set; }
    public DateTime? DecidedAtUtc { get; set; }
    public string? DecisionReason { get; set; }
    public int Version { get; set; }
}

/// <summary>What a leader shall reach in a year with the projects that name the leader (领导目标).</summary>
public sealed class LeaderTarget
{
    public long UnitId { get; init; }

    /// <summary>As projects name the leader who answers for them (包保领导).</summary>
    public required string Person { get; init; }
    public int Year { get; init; }
    public required string Indicator { get; init; }

    /// <summary>Scaled as the indicator's values are: fen, ten-thousandths of a project, ten-thousandths of a point.</summary>
    public long? Base { get; set; }

    /// <inheritdoc cref="Base"/>
    public long? Stretch { get; set; }
    public required string Document { get; set; }
    public int Version { get; set; }
}

public enum ObjectionStatus { Raised, Upheld, Dismissed }

/// <summary>A unit's objection to its published score (异议), and the answer.</summary>
public sealed class Objection
{
    public long Id { get; init; } = Ids.Next();
    public long EditionId { get; init; }
    public required string Subject { get; init; }
    public long UnitId { get; init; }

    /// <summary>Code of the item objected to; null for the whole.</summary>
    public string? Item { get; init; }
    public required string Text { get; init; }
    public ObjectionStatus Status { get; set; }
    public required string RaisedBy { get; init; }
    public required string RaisedByName { get; init; }
    public DateTime RaisedAtUtc { get; init; }
    public string? Answer { get; set; }
    public string? AnsweredBy { get; set; }
    public string? AnsweredByName { get; set; }
    public DateTime? AnsweredAtUtc { get; set; }
    public int Version { get; set; }
}
