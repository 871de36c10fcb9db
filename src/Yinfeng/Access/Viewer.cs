namespace Yinfeng.Access;

/// <summary>Who is asking. Every query takes one; nothing is read without it.</summary>
/// <param name="ActorId">As the audit log names the actor: <c>user:li</c> or <c>operator:root</c>.</param>
/// <param name="Name">As pages show the person.</param>
/// <param name="UnitId">Root of the part of the unit tree the person may see; null sees the whole tree.</param>
/// <param name="IsAdministrator">May manage users, units and definitions.</param>
public sealed record Viewer(string ActorId, string Name, long? UnitId, bool IsAdministrator)
{
    /// <summary>Why this person, in this request, changes figures of a closed month (更正原因); null where they gave no reason.</summary>
    public string? Restating { get; init; }

    /// <summary>A command run on the machine itself: sees everything, and is audited under its OS user.</summary>
    public static Viewer Operator(string osUser) => new($"operator:{osUser}", osUser, null, true);
}
