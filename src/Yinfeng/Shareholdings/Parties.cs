using Yinfeng.Imports;

namespace Yinfeng.Shareholdings;

/// <summary>Companies and persons as nodes of the graph, found by key or name.</summary>
internal sealed class Parties
{
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal), _byName = new(StringComparer.Ordinal);

    public List<string> Keys { get; } = [];
    public List<string> Names { get; } = [];
    public List<bool> Persons { get; } = [];

    public int Add(string key, string name, bool isPerson)
    {
        if (!_byKey.TryGetValue(key, out var node))
        {
            _byKey[key] = node = Keys.Count;
            Keys.Add(key);
            Names.Add(name);
            Persons.Add(isPerson);
        }
        if (Names[node].Length == 0)
        {
            Names[node] = name;
        }
        if (name.Length > 0 && HolderKeys.CodeOf(key) is not null)
        {
            _byName.TryAdd(Folding.Key(name), node);
        }
        return node;
    }

    /// <summary>A company known by its name alone is the one that another row gives a code for under the same name.</summary>
    /// <returns>For each node the one it is.</returns>
    public int[] Join()
    {
        var joined = new int[Keys.Count];
        for (var node = 0; node < joined.Length; node++)
        {
            joined[node] = node;
            if (Keys[node][0] == '=' && !_byName.TryAdd(Keys[node][1..], node))
            {
                joined[node] = _byKey[Keys[node]] = _byName[Keys[node][1..]];
            }
        }
        return joined;
    }

    public int Find(string text) => _byKey.TryGetValue(text, out var node) || _byKey.TryGetValue(text.ToUpperInvariant(), out node)
        || _byName.TryGetValue(Folding.Key(text), out node) ? node : -1;

    public IReadOnlyList<int> Named(string part, int most)
    {
        var folded = Folding.Key(part);
        return folded.Length == 0 ? [] : [.. _byName.Where(n => n.Key.Contains(folded, StringComparison.Ordinal)).OrderBy(n => n.Key.Length)
            .ThenBy(n => n.Key, StringComparer.Ordinal).Select(n => n.Value).Distinct().Take(most)];
    }
}
