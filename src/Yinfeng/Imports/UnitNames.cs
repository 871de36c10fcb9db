using System.Collections.Concurrent;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>What a written unit or place names.</summary>
/// <param name="Ambiguous">It fits several units and none lies where the file belongs.</param>
internal readonly record struct NamedUnit(UnitNode? Node, bool Ambiguous)
{
    /// <summary>GB/T 2260 code; null for what an office added itself.</summary>
    public string? Adcode => Node is { } n && n.Id < 1 << 30 && n.Code.Length == 6 ? n.Code : null;
}

/// <summary>Finds units by the names people write: "盐湖", "临 猗 县", "德州市临邑县", "天衢新区", a park's short name.</summary>
/// <remarks>First within the subtree the file belongs to, then in the whole country. Only a name that fits exactly one unit counts;
/// full names go before short ones. Thread-safe: answers are remembered for all threads.</remarks>
internal sealed class UnitNames
{
    private static readonly string[] Suffixes =
        ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区", "省", "市", "县", "区", "盟", "旗"];
    private static readonly string[] Townships = ["镇", "乡", "街道", "街道办", "街道办事处", "村", "社区", "苏木"];
    private static readonly HashSet<string> Generic = new(StringComparer.Ordinal)
    {
        "市辖区", "县", "城区", "郊区", "矿区", "自治区直辖县级行政区划", "省直辖县级行政区划", "新区", "开发区",
    };
    private static readonly HashSet<string> WholeUnit = new(StringComparer.Ordinal)
    {
        "市本级", "本级", "市直", "县本级", "区本级", "县直", "区直", "市级", "全市", "全县", "全区",
    };
    private readonly UnitTree _tree;
    private int _remembered;
    private readonly UnitNode? _root;
    private readonly Dictionary<string, List<UnitNode>> _full = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<UnitNode>> _short = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, NamedUnit> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, NamedUnit> _places = new(StringComparer.Ordinal);

    /// <param name="rootId">Subtree in which names are looked up first.</param>
    public UnitNames(UnitTree tree, long? rootId)
    {
        (_tree, _root) = (tree, rootId is { } id ? tree.Find(id) : null);
        foreach (var node in tree.InOrder)
        {
            var name = Folding.Key(node.Name);
            if (!Generic.Contains(name))
            {
                Add(_full, name, node);
            }
            foreach (var alias in Aliases(node, name))
            {
                Add(_short, alias, node);
            }
        }
    }

    /// <summary>The unit of a row.</summary>
    public NamedUnit Resolve(string text)
    {
        if (_known.TryGetValue(text, out var known))
        {
            return known;
        }
        var key = Folding.Key(text);
        var answer = WholeUnit.Contains(key) && _root is not null ? new NamedUnit(_root, false) : Look(key);
        Remember(_known, text, answer);
        return answer;
    }

    /// <summary>A place in the country, as fine as it is written: "广东东莞", "山西省运城市".</summary>
    public NamedUnit Place(string text)
    {
        if (_places.TryGetValue(text, out var known))
        {
            return known;
        }
        var key = Folding.Key(text).Replace("中国", "", StringComparison.Ordinal);
        var answer = Exact(key);
        if (answer.Node is null)
        {
            var (node, _) = Path(key);
            answer = node is not null ? new NamedUnit(node, false) : answer;
        }
        Remember(_places, text, answer);
        return answer;
    }

    private void Remember(ConcurrentDictionary<string, NamedUnit> answers, string text, NamedUnit answer)
    {
        if (_remembered < 200_000 && answers.TryAdd(text, answer))
        {
            Interlocked.Increment(ref _remembered);
        }
    }

    /// <summary>The province a unit lies in, or null above provinces.</summary>
    public UnitNode? ProvinceOf(long unitId) => _tree.Upward(unitId).FirstOrDefault(n => n.Kind == UnitKind.Province);

    private NamedUnit Look(string key)
    {
        if (key.Length == 0)
        {
            return default;
        }
        var answer = Exact(key);
        if (answer.Node is not null || answer.Ambiguous)
        {
            return answer;
        }
        var bare = WithoutBrackets(key);
        if (bare != key && bare.Length > 0 && Look(bare) is { Node: not null } noted)
        {
            return noted;
        }
        var (node, rest) = Path(key);
        var settled = rest.Length == 0 || (node?.Kind == UnitKind.County && Array.Exists(Townships, t => rest.EndsWith(t, StringComparison.Ordinal)));
        return settled ? new NamedUnit(node, false) : default;
    }

    private NamedUnit Exact(string key)
    {
        foreach (var index in new[] { _full, _short })
        {
            if (_root is not null && Within(index, key, _root) is [var only])
            {
                return new NamedUnit(only, false);
            }
        }
        foreach (var index in new[] { _full, _short })
        {
            if (index.TryGetValue(key, out var all))
            {
                return all.Count == 1 ? new NamedUnit(all[0], false) : Nearest(all);
            }
        }
        return default;
    }

    /// <summary>A city and its only county may share a name; then the higher one is meant. Otherwise several are ambiguous.</summary>
    private NamedUnit Nearest(List<UnitNode> all)
    {
        var top = all.MinBy(n => n.Depth)!;
        return all.TrueForAll(n => _tree.IsWithin(n.Id, top.Id)) ? new NamedUnit(top, false) : new NamedUnit(null, true);
    }

    /// <summary>Walks down a written path: province, city, county; each by full or short name.</summary>
    /// <returns>The finest unit reached and what was left over.</returns>
    private (UnitNode? Node, string Left) Path(string key)
    {
        UnitNode? node = null;
        var rest = key;
        while (rest.Length > 0)
        {
            var next = Step(node, rest, out var used);
            if (next is null)
            {
                break;
            }
            (node, rest) = (next, rest[used..].TrimStart('-', '/', '.', ',', '、'));
        }
        return (node, rest);
    }

    private UnitNode? Step(UnitNode? from, string rest, out int used)
    {
        for (used = Math.Min(rest.Length, 20); used >= 2; used--)
        {
            var name = rest[..used];
            foreach (var index in new[] { _full, _short })
            {
                if (from is not null)
                {
                    if (Within(index, name, from) is { Count: > 0 } below && below[0].Id != from.Id && below.Count == 1)
                    {
                        return below[0];
                    }
                }
                else if (index.TryGetValue(name, out var all))
                {
                    var high = all.FindAll(n => n.Kind is UnitKind.Province or UnitKind.City);
                    var candidates = high.Count > 0 ? high : all;
                    var own = _root is null ? [] : candidates.FindAll(n => _tree.IsWithin(n.Id, _root.Id) || _tree.IsWithin(_root.Id, n.Id));
                    if ((own.Count == 1 ? own : candidates) is [var only])
                    {
                        return only;
                    }
                }
            }
        }
        used = 0;
        return null;
    }

    private static List<UnitNode>? Within(Dictionary<string, List<UnitNode>> index, string key, UnitNode root) =>
        index.TryGetValue(key, out var all) ? all.FindAll(n => n.First >= root.First && n.First <= root.Last) : null;

    /// <summary>"盐湖" for 盐湖区, "天衢新区" for 德州天衢新区, a park's short name.</summary>
    private IEnumerable<string> Aliases(UnitNode node, string name)
    {
        var aliases = new HashSet<string>(StringComparer.Ordinal);
        if (node.ShortName is { Length: > 1 } shortName)
        {
            aliases.Add(Folding.Key(shortName));
        }
        var stem = Stem(name);
        if (stem.Length > 1)
        {
            aliases.Add(stem);
        }
        if (node.ParentId is { } parentId && ParentName(parentId) is { } parent)
        {
            foreach (var head in new[] { parent, Stem(parent) })
            {
                if (head.Length > 1 && name.Length > head.Length + 1 && name.StartsWith(head, StringComparison.Ordinal))
                {
                    aliases.Add(name[head.Length..]);
                }
            }
        }
        aliases.Remove(name);
        return aliases.Where(a => !Generic.Contains(a));
    }

    private readonly Dictionary<long, string> _names = [];

    private string? ParentName(long id)
    {
        if (_names.Count == 0)
        {
            foreach (var node in _tree.InOrder)
            {
                _names[node.Id] = Folding.Key(node.Name);
            }
        }
        return _names.GetValueOrDefault(id);
    }

    /// <summary>The name without its suffix: 运城市 → 运城, 内蒙古自治区 → 内蒙古.</summary>
    internal static string Stem(string name)
    {
        foreach (var suffix in Suffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                return name[..^suffix.Length];
            }
        }
        return name;
    }

    internal static string WithoutBrackets(string key)
    {
        var open = key.IndexOf('(');
        return open < 0 ? key : key[..open] + (key.IndexOf(')', open) is > 0 and var close ? key[(close + 1)..] : "");
    }

    private static void Add(Dictionary<string, List<UnitNode>> index, string key, UnitNode node)
    {
        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = [];
        }
        if (!list.Contains(node))
        {
            list.Add(node);
        }
    }
}
