using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

public enum EnterpriseImportStatus { Running, Done }

/// <summary>One registry file taken in, and how far: <see cref="Rows"/> is moved in the transaction that stores those rows.</summary>
public sealed class EnterpriseImport
{
    public long Id { get; init; } = Ids.Next();
    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public long Bytes { get; init; }

    /// <summary>The day for which the file speaks.</summary>
    public LedgerDate SourceOn { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime? DoneAtUtc { get; set; }
    public EnterpriseImportStatus Status { get; set; }

    /// <summary>Rows accounted for so far, without the head.</summary>
    public int Rows { get; set; }
    public int Stored { get; set; }

    /// <summary>Rows that tell of a company already held, whether or not they changed it.</summary>
    public int Merged { get; set; }

    /// <summary>Of the merged rows those that changed something.</summary>
    public int Updated { get; set; }
    public int Refused { get; set; }

    /// <summary>JSON: how often each reason was met.</summary>
    public required string Problems { get; set; }

    /// <summary>JSON: which column feeds which field.</summary>
    public required string Mapping { get; init; }
    public int Version { get; set; } = 1;
}

/// <summary>One of the first problems met in a file.</summary>
public sealed class EnterpriseProblem
{
    /// <summary>So many are kept of a file; the counts are of all.</summary>
    public const int MostKept = 1_000;

    public long ImportId { get; init; }
    public int No { get; init; }
    public int Row { get; init; }
    public required string Reason { get; init; }

    /// <summary>What stood there, without personal data.</summary>
    public required string Text { get; init; }

    /// <summary>The row was not taken for this reason.</summary>
    public bool Refused { get; init; }
}
