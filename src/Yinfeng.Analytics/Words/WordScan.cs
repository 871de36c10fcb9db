using System.Text;

namespace Yinfeng.Analytics.Words;

/// <summary>Finds every one of some words in a text in one pass (Aho–Corasick), whatever their number.</summary>
/// <remarks>Over UTF-8 bytes, as texts lie in a database: a step is one look into a table of states × kinds of bytes. UTF-8 never lets
/// a word begin inside a character. Built once, then used by any number of threads.</remarks>
public sealed class WordScan
{
    private readonly byte[] _kinds = new byte[256];
    private readonly int _width;
    private readonly int[] _next;
    private readonly int[][] _found;

    /// <param name="words">Distinct and not empty; a word's number is its place here.</param>
    public WordScan(IReadOnlyList<string> words)
    {
        var texts = words.Select(Encoding.UTF8.GetBytes).ToArray();
        foreach (var text in texts)
        {
            foreach (var b in text.Where(b => _kinds[b] == 0))
            {
                _kinds[b] = checked((byte)++_width);
            }
        }
        _width++; // 0 is every byte that stands in no word.
        var (edges, ends) = (new List<int[]> { new int[_width] }, new List<List<int>> { new() });
        for (var word = 0; word < texts.Length; word++)
        {
            var state = 0;
            foreach (var b in texts[word])
            {
                ref var to = ref edges[state][_kinds[b]];
                if (to == 0)
                {
                    to = edges.Count;
                    edges.Add(new int[_width]);
                    ends.Add([]);
                }
                state = to;
            }
            ends[state].Add(word);
        }
        Complete(edges, ends);
        _next = [.. edges.SelectMany(e => e)];
        _found = [.. ends.Select(e => e.ToArray())];
    }

    /// <summary>Adds the numbers of the words in a text, each once, in the order in which they end first.</summary>
    public void Find(ReadOnlySpan<byte> text, List<int> words)
    {
        var state = 0;
        foreach (var b in text)
        {
            state = _next[(state * _width) + _kinds[b]];
            foreach (var word in _found[state])
            {
                if (!words.Contains(word))
                {
                    words.Add(word);
                }
            }
        }
    }

    /// <summary>Gives every state the edges and words of the longest end of its text that is a state too.</summary>
    private static void Complete(List<int[]> edges, List<List<int>> ends)
    {
        var fallback = new int[edges.Count];
        var open = new Queue<int>(edges[0].Where(to => to != 0));
        while (open.TryDequeue(out var state))
        {
            ends[state].AddRange(ends[fallback[state]]);
            for (var kind = 0; kind < edges[state].Length; kind++)
            {
                var otherwise = edges[fallback[state]][kind];
                ref var to = ref edges[state][kind];
                if (to == 0)
                {
                    to = otherwise;
                    continue;
                }
                fallback[to] = otherwise;
                open.Enqueue(to);
            }
        }
    }
}
