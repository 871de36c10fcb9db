namespace Yinfeng.Audit;

/// <summary>One line of the append-only log, written in the transaction of the change it records.</summary>
public sealed class AuditEntry
{
    /// <summary>Gapless from 0; the leaf index of the entry in the log's Merkle tree.</summary>
    public long Seq { get; init; }
    public DateTime AtUtc { get; init; }
    public required string ActorId { get; init; }

    /// <summary>What was done, e.g. <c>project.move</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, e.g. <c>project:12</c>; empty for a change of many.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON with what changed: before and after, reason, counts.</summary>
    public required string Detail { get; init; }

    /// <summary>SHA-256 over 0x00 and the canonical bytes of the entry (RFC 6962 leaf), in lower-case hex.</summary>
    public required string LeafHash { get; init; }
}
