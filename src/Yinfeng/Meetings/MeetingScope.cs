using Yinfeng.Access;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>Who sees what of a meeting: its own line everything, a unit below it only what concerns that unit's part of the tree.</summary>
public sealed class MeetingScope(Viewer viewer, UnitTree tree)
{
    private long[]? _ids;

    public Viewer Viewer { get; } = viewer;
    public UnitTree Tree { get; } = tree;
    public bool SeesAll => Viewer.UnitId is null;

    /// <summary>Ids of the person's part of the tree; empty for whoever sees all.</summary>
    public long[] Ids => _ids ??= Viewer.UnitId is { } root ? Tree.IdsWithin(root) : [];

    /// <summary>Whether a unit is in the person's part of the tree: they run its meetings and answer for its resolutions.</summary>
    public bool Has(long unitId) => Tree.IsWithin(unitId, Viewer.UnitId);

    /// <summary>Ids within a unit as typed, name or code; nothing where there is no such unit or more than one.</summary>
    public long[] IdsOf(string typed) => UnitText.Read("单位", typed.Trim(), Tree, out var unit) is null ? Tree.IdsWithin(unit!.Id) : [];

    public bool Concerns(AgendaItem item) => item.UnitId is { } unit && Has(unit);
}
