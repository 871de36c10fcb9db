using Yinfeng.Kernel;

namespace Yinfeng.Resolving;

/// <summary>What a person said which company a written name means; it holds for this name in this place until it is taken back.</summary>
public sealed class NameAnswer
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>The written name, folded.</summary>
    public required string Key { get; init; }

    /// <summary>As written.</summary>
    public required string Name { get; init; }

    /// <summary>GB/T 2260 code of the place that was given beside the name; 0 where none was: then the answer holds everywhere.</summary>
    public int Place { get; init; }

    /// <summary>Null: none of the companies in the base.</summary>
    public long? EnterpriseId { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }
    public string? UndoneBy { get; set; }
    public DateTime? UndoneAtUtc { get; set; }
}
