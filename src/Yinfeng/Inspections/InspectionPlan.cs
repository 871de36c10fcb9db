using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Inspections;

/// <summary>A plan of inspections (督查计划): which projects of a unit are eligible, how many are drawn, by how many inspectors.</summary>
public sealed class InspectionPlan
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>The unit that inspects; projects and inspectors come from it and from below.</summary>
    public long UnitId { get; init; }
    public required string Title { get; set; }

    /// <summary>Stages whose projects are eligible, parted by commas; what is not signed yet is never drawn.</summary>
    public required string Stages { get; set; }

    /// <summary>Ids of the units whose projects are eligible, parted by commas; empty for all below <see cref="UnitId"/>.</summary>
    public string Units { get; set; } = "";
    public long? LeastInvestmentFen { get; set; }

    /// <summary>How many projects; null for the share of the rules.</summary>
    public int? ProjectCount { get; set; }
    public int InspectorsPerProject { get; set; }
    public int DaysToInspect { get; set; }
    public bool Ended { get; set; }
    public required string CreatedBy { get; init; }
    public DateTime CreatedAtUtc { get; init; }
    public int Version { get; set; }

    public IReadOnlyList<ProjectStage> StageList => [.. Stages.Split(',',
        StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ProjectStage>)];
    public IReadOnlyList<long> UnitList => [.. Units.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
}

/// <summary>Somebody who can be drawn to inspect (督查员), in the pool of one organising unit.</summary>
public sealed class Inspector
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>The unit for which this person inspects.</summary>
    public long OrganiserId { get; init; }
    public required string Name { get; set; }

    /// <summary>The unit in which the person works: its own projects are closed to them.</summary>
    public long UnitId { get; set; }

    /// <summary>The account that finds the tasks on its desk, <c>user:li</c>; null for somebody without one.</summary>
    public string? ActorId { get; set; }

    /// <summary>Credit codes and project ids with a declared interest, parted by commas.</summary>
    public string Interests { get; set; } = "";
    public bool Active { get; set; } = true;
    public int Version { get; set; }

    public IReadOnlyList<string> InterestList => Interests.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
