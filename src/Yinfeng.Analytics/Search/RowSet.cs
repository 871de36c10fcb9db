namespace Yinfeng.Analytics.Search;

/// <summary>A set of rows that never changes: <see cref="With"/> makes the next one.</summary>
public sealed class RowSet
{
    private readonly ulong[] _words;

    private RowSet(ulong[] words, int count) => (_words, Count) = (words, count);

    public static RowSet Empty { get; } = new([], 0);
    public int Count { get; }

    public bool Contains(int row) => row >> 6 < _words.Length && (_words[row >> 6] >> row & 1) != 0;

    public RowSet With(IReadOnlyCollection<int> rows)
    {
        if (rows.Count == 0)
        {
            return this;
        }
        var words = new ulong[Math.Max(_words.Length, (rows.Max() >> 6) + 1)];
        _words.CopyTo(words, 0);
        var count = Count;
        foreach (var row in rows)
        {
            count += (words[row >> 6] >> row & 1) == 0 ? 1 : 0;
            words[row >> 6] |= 1UL << row;
        }
        return new(words, count);
    }

    /// <summary>Ascending.</summary>
    public int[] ToArray()
    {
        var rows = new int[Count];
        for (int word = 0, at = 0; word < _words.Length; word++)
        {
            for (var bits = _words[word]; bits != 0; bits &= bits - 1)
            {
                rows[at++] = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
            }
        }
        return rows;
    }
}
