using System.Globalization;

namespace Yinfeng.Audit;

/// <summary>The state of the log at one moment: how many entries, and the root of their RFC 6962 tree in lower-case hex.</summary>
public sealed record AuditCheckpoint(long Size, string Root);

/// <summary>A checkpoint that was signed and kept: from it on, nothing before it can change unseen.</summary>
public sealed class SignedCheckpoint
{
    /// <summary>Gapless from 0.</summary>
    public int Number { get; init; }
    public long Size { get; init; }
    public required string Root { get; init; }
    public DateTime AtUtc { get; init; }

    /// <summary>What it was made for: <c>daily</c>, <c>bulletin</c>, <c>export</c>, <c>request</c>.</summary>
    public required string Occasion { get; init; }
    public required string KeyId { get; init; }

    /// <summary>ECDSA P-256 over SHA-256 of <see cref="Note"/>, r ‖ s, in lower-case hex.</summary>
    public string Signature { get; set; } = "";

    /// <summary>The text that is signed; lines end with LF.</summary>
    public static string Note(string logId, string hash, SignedCheckpoint c) => string.Create(CultureInfo.InvariantCulture,
        $"yinfeng-audit-checkpoint-1\n{logId}\n{hash}\n{c.Number}\n{c.Size}\n{c.Root}\n{AuditLeaf.Instant(c.AtUtc)}\n{c.Occasion}\n");
}

/// <summary>A public key that checkpoints were signed with.</summary>
public sealed class AuditKey
{
    /// <summary>The first 16 hex digits of SHA-256 over <see cref="Spki"/>.</summary>
    public required string Id { get; init; }

    /// <summary>SubjectPublicKeyInfo (DER) in lower-case hex.</summary>
    public required string Spki { get; init; }
}

/// <summary>Root of a complete run of <see cref="AuditGrowth.Segment"/> entries, kept so that roots and proofs need not read all leaves.</summary>
/// <remarks>A cache: verification computes it again.</remarks>
public sealed class AuditSegment
{
    public int N { get; init; }
    public required byte[] Root { get; init; }
}
