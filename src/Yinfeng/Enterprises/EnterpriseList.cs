using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>A list that companies stand on, as the office imported it: 500强, 上市公司, 专精特新.</summary>
public sealed class EnterpriseList
{
    public long Id { get; init; } = Ids.Next();
    public required string Name { get; init; }

    /// <summary>Date or year of the list.</summary>
    public LedgerDate On { get; init; }
    public required string Source { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }
    public int Entries { get; init; }

    /// <summary>Entries that were found in the base when the list came in.</summary>
    public int Found { get; init; }
}

/// <summary>One company of a list as the list writes it.</summary>
public sealed class EnterpriseListEntry
{
    public long ListId { get; init; }
    public int No { get; init; }
    public int? Rank { get; init; }
    public required string Name { get; init; }
    public string? CreditCode { get; init; }

    /// <summary>The company of the base with this code, or with exactly this name; null where none was held.</summary>
    public long? EnterpriseId { get; init; }
}
