using Yinfeng.Kernel;

namespace Yinfeng.Industries;

/// <summary>A company whose industry a person put right; it teaches the classifier until it is taken back.</summary>
public sealed class IndustryCorrection
{
    public long Id { get; init; } = Ids.Next();
    public required string Name { get; init; }

    /// <summary>As it stood then; empty where none was given.</summary>
    public required string Scope { get; init; }

    /// <summary>Two digits of GB/T 4754, as a number from 1 to 97.</summary>
    public int Division { get; init; }

    /// <summary>What the classifier had said; 0 for nothing.</summary>
    public int Was { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }
    public string? UndoneBy { get; set; }
    public DateTime? UndoneAtUtc { get; set; }
}
