namespace Yinfeng.Analytics.Classify;

/// <summary>Finds the longest known word at a place of a text. Built once, then read by any number of threads.</summary>
/// <remarks>Edges stand in one open-addressed table under (node, character): a step costs one or two probes.</remarks>
internal sealed class WordTrie
{
    private readonly uint[] _edges;
    private readonly int[] _targets;
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
        (_edges, _targets, _mask) = (new uint[capacity], new int[capacity], capacity - 1);
        var ends = new List<int> { -1 };
        for (var i = 0; i < words.Count; i++)
        {
            var node = 0;
            foreach (var c in words[i])
            {
                var slot = Slot(node, c);
                if (_edges[slot] == 0)
                {
                    (_edges[slot], _targets[slot]) = (Key(node, c), ends.Count);
                    ends.Add(-1);
                }
                node = _targets[slot];
            }
            ends[node] = i;
        }
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ends.Count, char.MaxValue, nameof(words));
        _word = [.. ends];
    }

    /// <returns>The number and length of the longest word that <paramref name="text"/> begins with; (-1, 0) when there is none.</returns>
    public (int Word, int Length) Longest(ReadOnlySpan<char> text)
    {
        var found = (Word: -1, Length: 0);
        var node = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var slot = Slot(node, text[i]);
            if (_edges[slot] == 0)
            {
                break;
            }
            node = _targets[slot];
            if (_word[node] >= 0)
            {
                found = (_word[node], i + 1);
            }
        }
        return found;
    }

    private static uint Key(int node, char c) => (uint)node << 16 | c;

    private int Slot(int node, char c)
    {
        var key = Key(node, c);
        var slot = (int)(unchecked(key * 0x9E3779B1u) >> 8) & _mask;
        while (_edges[slot] != 0 && _edges[slot] != key)
        {
            slot = slot + 1 & _mask;
        }
        return slot;
    }
}
