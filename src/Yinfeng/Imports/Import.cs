using Yinfeng.Kernel;

namespace Yinfeng.Imports;

public enum ImportStatus { Stored, Undone }

/// <summary>One ledger file taken in. The file itself lies in the data folder under its SHA-256.</summary>
public sealed class Import
{
    public long Id { get; init; } = Ids.Next();
    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public long Bytes { get; init; }
    public long UnitId { get; init; }
    public int? Year { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }
    public ImportStatus Status { get; set; }
    public int Stored { get; set; }
    public int Updated { get; set; }
    public int Merged { get; set; }
    public int Refused { get; set; }

    /// <summary>JSON: per sheet its header rows, kind, year and which column feeds which field.</summary>
    public required string Mapping { get; init; }
}

/// <summary>One row of an import as read back from its <see cref="ImportBlock"/>: what became of it, what was read and what was wrong.</summary>
/// <param name="Row">As Excel numbers rows, from 1.</param>
/// <param name="Outcome">stored, updated, merged, refused.</param>
/// <param name="Fields">JSON of the fields read.</param>
/// <param name="Problems">JSON list of field, reason, message; null when nothing was wrong.</param>
public sealed record ImportRow(string Sheet, int Row, string Outcome, long? ProjectId, string Fields, string? Problems);

/// <summary>What stood in the store before a row of an import changed it; undoing the import puts it back.</summary>
public sealed class ImportChange
{
    public long ImportId { get; init; }
    public required string Sheet { get; init; }
    public int Row { get; init; }

    /// <summary>The project that was updated; null where targets were set.</summary>
    public long? ProjectId { get; init; }

    /// <summary>JSON: the project and its months, or the targets and plans.</summary>
    public required string Before { get; init; }
}

/// <summary>Years for which a unit's ledger was taken in: only these have a "same period last year".</summary>
public sealed class LedgerCoverage
{
    public long UnitId { get; init; }
    public int Year { get; init; }
    public long ImportId { get; init; }
}

/// <summary>A mapping a unit used before, found again by the look of the header.</summary>
public sealed class ImportTemplate
{
    public long Id { get; init; } = Ids.Next();
    public long UnitId { get; init; }
    public required string Name { get; set; }

    /// <summary>SHA-256 of the normalised header texts.</summary>
    public required string HeaderKey { get; init; }
    public required string Mapping { get; set; }
    public DateTime UsedAtUtc { get; set; }
}
