namespace Yinfeng.Analytics.Classify;

/// <summary>Finds the longest known word at a place of a text. Built once, then read by any number of threads.</summary>
/// <remarks>Most characters begin no word: a table of all first characters says so at once. Further edges stand in one open-addressed
/// table under (node, character), each beside the node it leads to: a step costs one or two probes.</remarks>
internal sealed class WordTrie
{
    private readonly ushort[] _first = new ushort[char.MaxValue + 1];
    private readonly ulong[] _edges;
    private readonly int[] _word;
    private readonly int _mask;

    /// <param name="words">Distinct and not empty; a word's number is its place here. Their characters together at most 65,000.</param>
    public WordTrie(IReadOnlyList<string> words)
    {
        var capacity = 1024;
        while (capacity < words.Sum(w => w.Length) * 2)
        {
            capacity *= 2;
        }
        (_edges, _mask) = (new ulong[capacity], capacity - 1);
        var ends = new List<int> { -1 };
        for (var i = 0; i < words.Count; i++)
        {
            var node = _first[words[i][0]];
            if (node == 0)
            {
                node = _first[words[i][0]] = Added();
            }
            foreach (var c in words[i].AsSpan(1))
            {
                ref var edge = ref Edge(node, c);
                if (edge == 0)
                {
                    edge = (ulong)Key(node, c) << 32 | Added();
                }
                node = Target(edge);
            }
            ends[node] = i;
        }
        _word = [.. ends];

        ushort Added()
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(ends.Count, char.MaxValue, nameof(words));
            ends.Add(-1);
            return (ushort)(ends.Count - 1);
        }
    }

    /// <returns>The number and length of the longest word that <paramref name="text"/> begins with; (-1, 0) when there is none.</returns>
    public (int Word, int Length) Longest(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || _first[text[0]] is 0)
        {
            return (-1, 0);
        }
        var node = _first[text[0]];
        (int Word, int Length) found = _word[node] is >= 0 and var whole ? (whole, 1) : (-1, 0);
        for (var i = 1; i < text.Length; i++)
        {
            var edge = Edge(node, text[i]);
            if (edge == 0)
            {
                break;
            }
            node = Target(edge);
            if (_word[node] >= 0)
            {
                found = (_word[node], i + 1);
            }
        }
        return found;
    }

    private static ushort Target(ulong edge) => unchecked((ushort)edge);

    private static uint Key(ushort node, char c) => (uint)node << 16 | c;

    /// <summary>The edge, or the free slot where it would stand.</summary>
    private ref ulong Edge(ushort node, char c)
    {
        var key = Key(node, c);
        var slot = (int)(unchecked(key * 0x9E3779B1u) >> 8) & _mask;
        while (_edges[slot] != 0 && (uint)(_edges[slot] >> 32) != key)
        {
            slot = slot + 1 & _mask;
        }
        return ref _edges[slot];
    }
}
