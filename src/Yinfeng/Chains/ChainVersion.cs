using Yinfeng.Kernel;

namespace Yinfeng.Chains;

public enum ChainVersionState { Draft, InForce, Withdrawn }

/// <summary>A chain as an office draws it: an office has one draft of a chain; once in force a version is never overwritten.</summary>
public sealed class ChainVersion
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>The 产业链 in the head of its text.</summary>
    public required string ChainId { get; init; }

    /// <summary>The office: the chain holds for it and every unit below.</summary>
    public required long UnitId { get; init; }

    /// <summary>As <see cref="ChainFile"/> reads it; a draft may hold mistakes.</summary>
    public string Yaml { get; set; } = "";

    /// <summary>The first day, 2026-01-01, from the head of the text; empty while it cannot be read.</summary>
    public string From { get; set; } = "";

    /// <summary>Why the chain changes.</summary>
    public string? Why { get; set; }
    public ChainVersionState State { get; set; }
    public string SavedBy { get; set; } = "";
    public DateTime SavedAtUtc { get; set; }

    /// <summary>Who put it in force, and later withdrew it, and why.</summary>
    public string? DecidedBy { get; set; }
    public DateTime? DecidedAtUtc { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }
}
