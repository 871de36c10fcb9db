namespace Yinfeng.Audit;

/// <summary>One line of the append-only log, written in the transaction of the change it records.</summary>
public sealed class AuditEntry
{
    /// <summary>How the instant is stored and hashed: UTC, to the millisecond.</summary>
    public const string Instant = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Gapless from 0; the leaf index of the entry in the log's Merkle tree.</summary>
    public long Seq { get; init; }

    /// <summary>Stored as the text that is hashed; see <see cref="Instant"/>.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>A person's pseudonym, <c>u-</c> and 32 hex digits, or a clerk in clear: <c>operator:root</c>, <c>system:lights</c>.</summary>
    public required string ActorId { get; init; }

    /// <summary>What was done, e.g. <c>project.move</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, e.g. <c>project:12</c>, or a person's pseudonym; empty for a change of many.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON with what changed: before and after, reason, counts. Personal values stand in it as salted hashes.</summary>
    public required string Detail { get; init; }

    /// <summary>H(0x00 ‖ canonical bytes of the entry): the leaf of RFC 6962; see <see cref="AuditLeaf"/>.</summary>
    public required byte[] LeafHash { get; init; }
}

/// <summary>A personal value that an entry's detail names only by its hash. Deleting the row erases the value and leaves the tree valid.</summary>
public sealed class AuditPersonal
{
    public long Seq { get; init; }

    /// <summary>Counts the personal values of one entry from 0.</summary>
    public int N { get; init; }

    /// <summary>16 random bytes; H(salt ‖ value) stands in the detail.</summary>
    public required byte[] Salt { get; init; }
    public required string Value { get; init; }
}

/// <summary>Who a pseudonym stands for. Deleting the row leaves the pseudonym: still one and the same unknown person.</summary>
public sealed class AuditPerson
{
    /// <summary><c>u-</c> and the first 32 hex digits of H(salt ‖ actor id).</summary>
    public required string Pseudonym { get; init; }

    /// <summary>As <see cref="Access.Viewer.ActorId"/> names the person: <c>user:li</c>.</summary>
    public required string ActorId { get; init; }
    public required byte[] Salt { get; init; }
}

/// <summary>The one row that says which log this is. Written with the first entry.</summary>
public sealed class AuditStore
{
    public int Id { get; init; }

    /// <summary>32 random hex digits; checkpoints name it, so one log's checkpoint proves nothing about another's.</summary>
    public required string LogId { get; init; }

    /// <summary><c>sha256</c> or <c>sm3</c>; chosen when the store is made, never changed.</summary>
    public required string Hash { get; init; }
}
