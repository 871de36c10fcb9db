using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>A named view of the ledger (常用筛选) that a person keeps.</summary>
public sealed class SavedFilter
{
    public long Id { get; init; } = Ids.Next();
    public required string ActorId { get; init; }
    public required string Name { get; set; }

    /// <summary>The query string of the ledger page, without page number.</summary>
    public required string Query { get; set; }
}
