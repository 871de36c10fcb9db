using Yinfeng.Access;

namespace Yinfeng.Shell;

/// <summary>What somebody has to do next.</summary>
public enum PendingKind
{
    MonthToVerify, MonthToAccept, MonthReturned, EvidenceToVerify, OpinionOwed, ReviewToConclude, ResolutionToConfirm, PromiseToConfirm, FindingToClose, ClaimToRule,
    DoubtToExplain, DoubtToJudge, GrantToVerify, GrantToApprove, GrantReturned, PolicyToApprove, VisitStepToTake,
}

/// <summary>One thing that waits for somebody's decision or act (在途事项): where it lies and since when.</summary>
/// <param name="Title">What it is, with the project's name where there is one.</param>
/// <param name="UnitId">The unit whose matter it is.</param>
/// <param name="AtUnitId">Where it lies: people with the right in a post at this unit, or at the nearest one above it.</param>
/// <param name="Needs">The right that its next step takes.</param>
/// <param name="Since">Since when it lies there.</param>
/// <param name="CountsFrom">From when its time limit runs.</param>
/// <param name="Limit">Its own last day; null takes the usual limit of its kind.</param>
/// <param name="NotBy">Actors who may not take the next step because they took an earlier one.</param>
public sealed record PendingMatter(PendingKind Kind, string Title, long UnitId, long AtUnitId, Rights Needs, DateOnly Since, DateOnly CountsFrom, string Href,
    long? ProjectId, DateOnly? Limit = null, IReadOnlyList<string>? NotBy = null)
{
    /// <summary>Only people of this very unit may act, not those above it.</summary>
    public bool OnlyThere { get; init; }
}
