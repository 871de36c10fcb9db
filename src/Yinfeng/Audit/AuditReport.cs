namespace Yinfeng.Audit;

/// <summary>The first place where a log is not what it was.</summary>
/// <param name="Seq">Number of the entry.</param>
/// <param name="UpTo">Last entry in question where an entry was rewritten with its leaf: between two anchors the log cannot say which; else null.</param>
/// <param name="Why">What is wrong, in plain words.</param>
public sealed record AuditDamage(long Seq, string? At, string? Action, string? Subject, string Why, long? UpTo = null);

/// <summary>What a verification found.</summary>
/// <param name="Entries">How many were there.</param>
/// <param name="Root">Computed from the canonical bytes; null when the log is damaged.</param>
/// <param name="Anchored">Size up to which some anchor vouches for the log: what stands behind it could have been cut off unseen.</param>
/// <param name="Anchors">How many checkpoints, bulletins and roots given from outside were compared.</param>
public sealed record AuditReport(long Entries, string? Root, bool Ok, AuditDamage? FirstDamaged, string Hash, long Anchored, int Anchors,
    IReadOnlyList<string> Keys);

/// <summary>A root that somebody holds: a signed checkpoint, an issued bulletin, a note in an auditor's hand.</summary>
/// <param name="Name">As a damage names it: 检查点3, 通报〔2026〕1号.</param>
public sealed record AuditAnchor(long Size, string Root, string Name);

/// <summary>Rooms that publish roots tell the verification which.</summary>
public interface IAuditAnchorSource
{
    Task<IReadOnlyList<AuditAnchor>> AnchorsAsync(CancellationToken ct);
}
