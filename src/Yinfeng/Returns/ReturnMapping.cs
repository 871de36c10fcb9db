namespace Yinfeng.Returns;

/// <summary>One version of an office's mapping of a return; the latest is in use, none is ever changed.</summary>
public sealed class ReturnMapping
{
    public long Id { get; init; }

    /// <summary>The name of the return, unique with <see cref="UnitId"/> and <see cref="Version"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The unit whose subtree uses it; the nation for the whole installation.</summary>
    public long UnitId { get; init; }

    /// <summary>From 1.</summary>
    public int Version { get; init; }

    /// <summary>YAML as typed; see <see cref="ReturnReader"/>.</summary>
    public required string Text { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }
}
