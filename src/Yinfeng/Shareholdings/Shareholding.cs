using Yinfeng.Kernel;

namespace Yinfeng.Shareholdings;

/// <summary>One line of a declared list of holders (股东名单): who holds how much of which company, as of which day, by which source.</summary>
/// <remarks>The newest list of a company counts as a whole: whoever is missing from it has left. Of a person the name is kept and nothing
/// else; the same name at two companies is two people.</remarks>
public sealed class Shareholding
{
    /// <summary>Made from company, holder and day (<see cref="HolderKeys.Row"/>), so that a line has one row however often it comes.</summary>
    public long Id { get; init; }

    /// <summary>Credit code, or what stands for a company without one; see <see cref="HolderKeys"/>.</summary>
    public required string CompanyKey { get; init; }
    public required string CompanyName { get; init; }
    public required string HolderKey { get; init; }
    public required string HolderName { get; init; }
    public bool HolderIsPerson { get; init; }

    /// <summary>Share in hundredths of a percent, 0 to 10,000; 0 where the source tells none.</summary>
    public int BasisPoints { get; init; }
    public LedgerDate AsOf { get; init; }
    public required string Source { get; init; }
    public long ImportId { get; init; }

    /// <summary>Row of the file, the head being row 1.</summary>
    public int SourceRow { get; init; }
}

/// <summary>A file of shareholdings that was taken in.</summary>
public sealed class ShareholdingImport
{
    public long Id { get; init; } = Ids.Next();
    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }
    public int Rows { get; set; }
    public int Stored { get; set; }
    public int Merged { get; set; }
    public int Refused { get; set; }
}
