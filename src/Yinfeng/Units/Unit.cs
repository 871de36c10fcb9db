namespace Yinfeng.Units;

public enum UnitKind { Nation, Province, City, County, Zone, Department, Park, Squad, Office }

/// <summary>A unit (单位) that owns projects or targets: a region, zone, department, park, squad or office.</summary>
/// <remarks>The id never changes; name, code and place in the tree are versions with dates, so past figures keep their unit.</remarks>
public sealed class Unit
{
    /// <summary>A region's id is its GB/T 2260 code; what an office adds has an id from <see cref="Kernel.Ids"/>.</summary>
    public long Id { get; init; }
    public UnitKind Kind { get; init; }
}

/// <summary>How a unit was called and where it stood from a day on, until the next version.</summary>
public sealed class UnitVersion
{
    public long UnitId { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>GB/T 2260 code (adcode), or the office's own code such as "371424-K1".</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? ShortName { get; init; }
    public long? ParentId { get; init; }

    /// <summary>Set when the unit ended on <see cref="ValidFrom"/>; its figures then roll up into the successor, or stop if none.</summary>
    public bool Ended { get; init; }
    public long? SuccessorId { get; init; }
}
