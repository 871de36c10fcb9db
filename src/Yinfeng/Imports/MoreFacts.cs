using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Yinfeng.Imports;

/// <summary>Facts by field name, in the order in which they were first set. A row has a handful at most and a ledger a million rows:
/// one array instead of a dictionary's three objects.</summary>
public sealed class MoreFacts : IEnumerable<KeyValuePair<string, string>>
{
    private KeyValuePair<string, string>[] _facts = new KeyValuePair<string, string>[2];

    public int Count { get; private set; }

    /// <exception cref="KeyNotFoundException">Asked for a field that is not there.</exception>
    public string this[string field]
    {
        get => TryGetValue(field, out var text) ? text : throw new KeyNotFoundException($"The row has no field {field}.");
        set
        {
            var at = IndexOf(field);
            if (at < 0)
            {
                at = Count++;
                if (at == _facts.Length)
                {
                    Array.Resize(ref _facts, at * 2);
                }
            }
            _facts[at] = new(field, value);
        }
    }

    public bool TryGetValue(string field, [MaybeNullWhen(false)] out string text)
    {
        var at = IndexOf(field);
        text = at < 0 ? null : _facts[at].Value;
        return at >= 0;
    }

    public string? GetValueOrDefault(string field) => TryGetValue(field, out var text) ? text : null;

    public ArraySegment<KeyValuePair<string, string>>.Enumerator GetEnumerator() => new ArraySegment<KeyValuePair<string, string>>(_facts, 0, Count).GetEnumerator();

    IEnumerator<KeyValuePair<string, string>> IEnumerable<KeyValuePair<string, string>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string field)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_facts[i].Key == field)
            {
                return i;
            }
        }
        return -1;
    }
}
