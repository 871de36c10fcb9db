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

/// <summary>One row of an import: what became of it, what was read and what was wrong.</summary>
public sealed class ImportRow
{
    public long ImportId { get; init; }
    public required string Sheet { get; init; }

    /// <summary>As Excel numbers rows, from 1.</summary>
    public int Row { get; init; }
    public required string Outcome { get; init; }
    public long? ProjectId { get; set; }

    /// <summary>JSON of the fields read.</summary>
    public required string Fields { get; set; }

    /// <summary>JSON list of field, reason, message; null when nothing was wrong.</summary>
    public string? Problems { get; set; }

    /// <summary>JSON of the project and its months before this row changed them; undoing an import puts it back.</summary>
    public string? Before { get; init; }
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
