using Yinfeng.Kernel;

namespace Yinfeng.Bulletins;

/// <summary>The bulletin of a unit for a month: a draft with what was written into it by hand, or issued and never changed again.</summary>
public sealed class Bulletin
{
    public long Id { get; init; }
    public long UnitId { get; init; }
    public YearMonth Period { get; init; }

    /// <summary><see cref="BulletinEdits"/> as JSON.</summary>
    public string Edits { get; set; } = "{}";
    public required string EditedBy { get; set; }
    public DateTime EditedAtUtc { get; set; }

    /// <summary>Set with everything below when it is issued: "运招商办〔2026〕1号".</summary>
    public string? Number { get; set; }

    /// <summary>Year and running number; gapless per unit and year.</summary>
    public int? NumberYear { get; set; }
    public int? Sequence { get; set; }
    public DateOnly? IssuedOn { get; set; }
    public string? IssuedBy { get; set; }
    public string? ModelJson { get; set; }
    public byte[]? Docx { get; set; }
    public int Version { get; set; }

    public bool IsIssued => Number is not null;
}

/// <summary>The last number an office gave in a year; counted up in the transaction that issues, so no number is lost or given twice.</summary>
public sealed class BulletinCounter
{
    public long UnitId { get; init; }
    public int Year { get; init; }
    public int Last { get; set; }
}
