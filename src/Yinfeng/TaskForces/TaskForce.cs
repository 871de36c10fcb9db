using Yinfeng.Kernel;

namespace Yinfeng.TaskForces;

/// <summary>People of several units who work on some projects for a time (专班): its members see its projects, whatever their unit.</summary>
public sealed class TaskForce
{
    public long Id { get; init; } = Ids.Next();
    public required string Name { get; set; }

    /// <summary>The unit that leads it.</summary>
    public long UnitId { get; init; }
    public DateOnly From { get; init; }

    /// <summary>Last day; what its members see through it ends with it.</summary>
    public DateOnly Until { get; set; }
    public string? Purpose { get; set; }

    public bool HoldsOn(DateOnly day) => From <= day && day <= Until;
}

/// <summary>A person in a task force, for as long as both hold.</summary>
public sealed class TaskForceMember
{
    public long Id { get; init; } = Ids.Next();
    public long TaskForceId { get; init; }
    public long UserId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly Until { get; set; }
}

/// <summary>A project given to a task force, or shown to one unit (共享): always until a day, always with who decided and why.</summary>
public sealed class ProjectShare
{
    public long Id { get; init; } = Ids.Next();
    public long ProjectId { get; init; }
    public long? TaskForceId { get; init; }

    /// <summary>The unit whose people see it; one of the two is set.</summary>
    public long? UnitId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly Until { get; set; }
    public required string Reason { get; init; }
    public required string SharedBy { get; init; }
}
