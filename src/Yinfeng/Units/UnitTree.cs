using Yinfeng.Kernel;

namespace Yinfeng.Units;

/// <summary>One unit as it stood on a day.</summary>
/// <param name="Depth">0 for the nation.</param>
/// <param name="First">Slot of the unit in pre-order; its subtree is the slots First..Last.</param>
public sealed record UnitNode(
    long Id, UnitKind Kind, string Code, string Name, string? ShortName, long? ParentId, int Depth, int First, int Last);

/// <summary>The unit tree on one day: an immutable snapshot, cheap to share.</summary>
public sealed class UnitTree
{
    public const long NationId = 100000;
    private readonly Dictionary<long, UnitNode> _byId = [];
    private readonly Dictionary<string, UnitNode> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<long, List<UnitNode>> _children = [];
    private readonly Dictionary<long, long> _successor = [];

    /// <param name="kinds">Kind by unit id.</param>
    /// <param name="versions">All versions of all units; those after <paramref name="on"/> are ignored.</param>
    public UnitTree(DateOnly on, IReadOnlyDictionary<long, UnitKind> kinds, IEnumerable<UnitVersion> versions)
    {
        On = on;
        var current = versions.Where(v => v.ValidFrom <= on).GroupBy(v => v.UnitId)
            .Select(g => g.MaxBy(v => v.ValidFrom)!).ToList();
        foreach (var ended in current.Where(v => v is { Ended: true, SuccessorId: not null }))
        {
            _successor[ended.UnitId] = ended.SuccessorId!.Value;
        }
        var live = current.Where(v => !v.Ended).ToDictionary(v => v.UnitId);
        var byParent = live.Values.OrderBy(v => v.Code, StringComparer.Ordinal)
            .ToLookup(v => v.ParentId is { } p && live.ContainsKey(p) ? p : -1L);
        var order = new List<UnitNode>(live.Count);
        foreach (var root in byParent[-1L])
        {
            Place(root, null, 0, kinds, byParent, order);
        }
        InOrder = order;
    }

    public DateOnly On { get; }

    /// <summary>All units in pre-order, siblings by code; the index is <see cref="UnitNode.First"/>.</summary>
    public IReadOnlyList<UnitNode> InOrder { get; }

    /// <summary>The unit by id; an ended unit gives its successor, an unknown one null.</summary>
    public UnitNode? Find(long id)
    {
        for (var hops = 0; hops < 16; hops++)
        {
            if (_byId.TryGetValue(id, out var node))
            {
                return node;
            }
            if (!_successor.TryGetValue(id, out id))
            {
                return null;
            }
        }
        return null;
    }

    public UnitNode? FindByCode(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Direct children by code.</summary>
    public IReadOnlyList<UnitNode> Children(long id) => _children.TryGetValue(id, out var list) ? list : [];

    /// <summary>Whether <paramref name="id"/> is <paramref name="root"/> or below it; a null root is above everything.</summary>
    public bool IsWithin(long id, long? root) =>
        root is null || (Find(id) is { } node && Find(root.Value) is { } top && node.First >= top.First && node.First <= top.Last);

    /// <summary>The unit itself, then its parent, up to the root.</summary>
    public IEnumerable<UnitNode> Upward(long id)
    {
        for (var node = Find(id); node is not null; node = node.ParentId is { } parent ? Find(parent) : null)
        {
            yield return node;
        }
    }

    /// <summary>The city (or, above cities, the unit itself) whose code keys large tables.</summary>
    public long CityOf(long id) => (Upward(id).FirstOrDefault(n => n.Kind == UnitKind.City) ?? Find(id))?.Id ?? id;

    private UnitNode Place(UnitVersion version, long? parent, int depth, IReadOnlyDictionary<long, UnitKind> kinds,
        ILookup<long, UnitVersion> byParent, List<UnitNode> order)
    {
        var first = order.Count;
        order.Add(null!);
        var children = byParent[version.UnitId].Select(c => Place(c, version.UnitId, depth + 1, kinds, byParent, order)).ToList();
        var node = new UnitNode(version.UnitId, kinds[version.UnitId], version.Code, version.Name, version.ShortName,
            parent, depth, first, order.Count - 1);
        order[first] = node;
        _byId[node.Id] = node;
        _byCode[node.Code] = node;
        _children[node.Id] = children;
        return node;
    }
}
