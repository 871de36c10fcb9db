namespace Yinfeng.Units;

/// <summary>One unit as it stood on a day.</summary>
/// <param name="Depth">0 for the nation.</param>
/// <param name="First">Slot of the unit in pre-order; its subtree is the slots First..Last.</param>
public sealed record UnitNode(
    long Id, UnitKind Kind, string Code, string Name, string? ShortName, long? ParentId, int Depth, int First, int Last);

/// <summary>The unit tree on one day: an immutable snapshot, cheap to share. Every look-up is one step, whatever the depth.</summary>
public sealed class UnitTree
{
    public const long NationId = 100000;
    private readonly Dictionary<long, UnitNode> _byId;
    private readonly Dictionary<string, UnitNode> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<long, UnitNode[]> _children;
    private readonly long[] _cityOfSlot;

    /// <param name="kinds">Kind by unit id.</param>
    /// <param name="versions">All versions of all units; those after <paramref name="on"/> are ignored.</param>
    public UnitTree(DateOnly on, IReadOnlyDictionary<long, UnitKind> kinds, IEnumerable<UnitVersion> versions)
    {
        On = on;
        var current = new Dictionary<long, UnitVersion>(kinds.Count);
        foreach (var version in versions)
        {
            if (version.ValidFrom <= on
                && (!current.TryGetValue(version.UnitId, out var known) || known.ValidFrom < version.ValidFrom))
            {
                current[version.UnitId] = version;
            }
        }
        var byParent = current.Values.Where(v => !v.Ended).OrderBy(v => v.Code, StringComparer.Ordinal)
            .ToLookup(v => LiveParent(v, current) ?? -1L);
        var order = new List<UnitNode>(current.Count);
        (_byId, _children) = (new(current.Count), new(current.Count));
        foreach (var root in byParent[-1L])
        {
            Place(root, null, 0, kinds, byParent, order);
        }
        InOrder = order;
        foreach (var ended in current.Values.Where(v => v.Ended))
        {
            if (Live(ended, current) is { } successor && _byId.TryGetValue(successor, out var node))
            {
                _byId[ended.UnitId] = node; // Whoever still names the ended unit means its successor.
            }
        }
        _cityOfSlot = CitiesOf(order);
    }

    public DateOnly On { get; }

    /// <summary>All units in pre-order, siblings by code; the index is <see cref="UnitNode.First"/>.</summary>
    public IReadOnlyList<UnitNode> InOrder { get; }

    /// <summary>The unit by id; an ended unit gives its successor, an unknown one null.</summary>
    public UnitNode? Find(long id) => _byId.GetValueOrDefault(id);

    public UnitNode? FindByCode(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Direct children by code.</summary>
    public IReadOnlyList<UnitNode> Children(long id) => _children.TryGetValue(id, out var list) ? list : [];

    /// <summary>Whether <paramref name="id"/> is <paramref name="root"/> or below it; a null root is above everything.</summary>
    public bool IsWithin(long id, long? root) =>
        root is null || (Find(id) is { } node && Find(root.Value) is { } top && node.First >= top.First && node.First <= top.Last);

    /// <summary>Ids of the unit and everything below it, with units that ended in favour of one of them.</summary>
    public long[] IdsWithin(long root) => Find(root) is { } top
        ? [.. _byId.Where(x => x.Value.First >= top.First && x.Value.First <= top.Last).Select(x => x.Key)]
        : [];

    /// <summary>The unit itself, then its parent, up to the root.</summary>
    public IEnumerable<UnitNode> Upward(long id)
    {
        for (var node = Find(id); node is not null; node = node.ParentId is { } parent ? Find(parent) : null)
        {
            yield return node;
        }
    }

    /// <summary>The city (or, above cities, the unit itself) whose code keys large tables.</summary>
    public long CityOf(long id) => Find(id) is { } node ? _cityOfSlot[node.First] : id;

    /// <summary>"山东省 · 德州市 · 临邑县": the unit with everything above it except the nation.</summary>
    public string PathOf(long id) => string.Join(" · ", Upward(id).Where(n => n.Id != NationId).Reverse().Select(n => n.Name));

    private static long[] CitiesOf(List<UnitNode> order)
    {
        var cities = new long[order.Count];
        foreach (var node in order) // Parents stand before their children.
        {
            cities[node.First] = cities[node.First] != 0 ? cities[node.First] : node.Id;
            if (node.Kind == UnitKind.City)
            {
                Array.Fill(cities, node.Id, node.First, node.Last - node.First + 1);
            }
        }
        return cities;
    }

    /// <summary>The parent; where it has ended, its successor; where it has none, the nearest live unit above it.</summary>
    private static long? LiveParent(UnitVersion version, Dictionary<long, UnitVersion> current)
    {
        var parent = version.ParentId;
        for (var hops = 0; hops < 32 && parent is { } id; hops++)
        {
            if (!current.TryGetValue(id, out var above))
            {
                return null;
            }
            if (!above.Ended)
            {
                return id;
            }
            parent = Live(above, current) is { } successor && successor != version.UnitId ? successor : above.ParentId;
        }
        return null;
    }

    private static long? Live(UnitVersion version, Dictionary<long, UnitVersion> current)
    {
        for (var hops = 0; hops < 16; hops++)
        {
            if (!version.Ended)
            {
                return version.UnitId;
            }
            if (version.SuccessorId is not { } next || !current.TryGetValue(next, out version!))
            {
                return null;
            }
        }
        return null;
    }

    private UnitNode Place(UnitVersion version, long? parent, int depth, IReadOnlyDictionary<long, UnitKind> kinds,
        ILookup<long, UnitVersion> byParent, List<UnitNode> order)
    {
        var first = order.Count;
        order.Add(null!);
        UnitNode[] children = [.. byParent[version.UnitId].Select(c => Place(c, version.UnitId, depth + 1, kinds, byParent, order))];
        var node = new UnitNode(version.UnitId, kinds[version.UnitId], version.Code, version.Name, version.ShortName,
            parent, depth, first, order.Count - 1);
        order[first] = node;
        _byId[node.Id] = node;
        _byCode[node.Code] = node;
        _children[node.Id] = children;
        return node;
    }
}
