using Yinfeng.Analytics.Openings;
using Yinfeng.Chains;
using Yinfeng.Gaps;

namespace Yinfeng.Targeting;

/// <summary>A reason that a person can check.</summary>
/// <param name="Kind">expanding, nearby, supplier, customer, group, moved, policy, leader, trade, flow, size.</param>
/// <param name="Source">Where to check it.</param>
public sealed record TargetReason(string Kind, string Text, string Source);

/// <summary>What a family of features adds to the score, against the mean of the companies on the list's nodes.</summary>
public sealed record ScorePart(FeatureFamily Family, double Value);

/// <summary>A company that may open here.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Name">Of the head of the group.</param>
/// <param name="Score">The log of the odds; tells who stands before whom, not how likely it is.</param>
/// <param name="LeadId">The lead it was made into for this unit; null where it was not.</param>
public sealed record Target(int Rank, long EnterpriseId, string Name, string? CreditCode, string Place, ChainNode Node, double Score, IReadOnlyList<ScorePart> Parts,
    IReadOnlyList<TargetReason> Reasons, long? LeadId);

/// <summary>The companies most likely to open on a node in a place.</summary>
/// <param name="Node">Null for the whole chain.</param>
/// <param name="Candidates">How many were ranked.</param>
/// <param name="Record">How often such lists were right; null where the base is too young to tell.</param>
public sealed record TargetList(Chain Chain, ChainNode? Node, GapPlace Place, DateOnly AsOf, int Candidates, IReadOnlyList<Target> Targets, TrackRecord? Record);
