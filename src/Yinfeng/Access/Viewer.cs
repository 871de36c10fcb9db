using System.Collections.Frozen;

namespace Yinfeng.Access;

/// <summary>Who is asking, in which office, with which rights. Every query takes one; nothing is read without it.</summary>
/// <param name="ActorId">As the audit log names the actor: <c>user:li</c> or <c>operator:root</c>.</param>
/// <param name="Name">As pages show the person.</param>
/// <param name="UnitId">The unit of the office: root of the part of the tree the person sees; null is the whole tree.</param>
/// <param name="Rights">What the person may do there today.</param>
public sealed record Viewer(string ActorId, string Name, long? UnitId, Rights Rights)
{
    /// <summary>Projects of other units that the person sees besides: through a task force (专班) or because somebody shared them.</summary>
    public FrozenSet<long> Shared { get; init; } = [];

    /// <summary>Why this person, in this request, changes figures of a closed month (更正原因); null where they gave no reason.</summary>
    public string? Restating { get; init; }

    /// <summary>Whether the person has every right named.</summary>
    public bool May(Rights needed) => (Rights & needed) == needed;

    /// <summary>All that decides what the person sees: two viewers with the same scope are shown the same business data.</summary>
    public ViewScope Scope => new(UnitId, Rights & (Rights.See | Rights.SeeSecrets), Shared);

    /// <summary>A command run on the machine itself: sees everything, and is audited under its OS user.</summary>
    public static Viewer Operator(string osUser) => new($"operator:{osUser}", osUser, null, Rights.All);

    /// <summary>The product's own work: jobs that nobody started.</summary>
    public static Viewer Product(string job, string name) => new($"system:{job}", name, null, Rights.All);
}

/// <summary>What decides which business data somebody sees; equal scopes see the same.</summary>
public readonly record struct ViewScope(long? UnitId, Rights Rights, FrozenSet<long> Shared)
{
    /// <summary>Sees every project there is.</summary>
    public bool IsEverything => UnitId is null && Rights == (Rights.See | Rights.SeeSecrets);

    public bool Equals(ViewScope other) => UnitId == other.UnitId && Rights == other.Rights
        && (ReferenceEquals(Shared, other.Shared) || Shared.SetEquals(other.Shared));

    public override int GetHashCode() => HashCode.Combine(UnitId, Rights, Shared.Count);
}
