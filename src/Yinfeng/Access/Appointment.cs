using Yinfeng.Kernel;

namespace Yinfeng.Access;

/// <summary>A role that a person holds at a place of the unit tree for a time (任职).</summary>
public sealed class Appointment
{
    public long Id { get; init; } = Ids.Next();
    public long UserId { get; init; }
    public Role Role { get; init; }

    /// <summary>Root of the part of the tree that it is for; null is the whole tree.</summary>
    public long? UnitId { get; init; }
    public DateOnly From { get; init; }

    /// <summary>Last day; null until taken back.</summary>
    public DateOnly? Until { get; set; }

    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day <= Until);
}
