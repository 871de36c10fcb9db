namespace Yinfeng.Analytics.Search;

/// <summary>The best rows so far, each once with its best rank; among equals the lower row.</summary>
internal sealed class TopHits(int limit)
{
    private readonly Found[] _hits = new Found[limit];

    public int Count { get; private set; }
    public ReadOnlySpan<Found> Hits => _hits.AsSpan(0, Count);

    public bool HasExact => Count > 0 && _hits[0].Kind == MatchKind.Exact;

    /// <summary>Anything that ranks lower is not taken.</summary>
    public long Least => Count < limit ? long.MinValue : _hits[Count - 1].Rank;

    public void Add(Found hit)
    {
        if (Count == limit && IsBefore(_hits[Count - 1], hit))
        {
            return;
        }
        var known = 0;
        while (known < Count && _hits[known].Row != hit.Row)
        {
            known++;
        }
        if (known < Count)
        {
            if (_hits[known].Rank >= hit.Rank)
            {
                return;
            }
            _hits.AsSpan(known + 1, Count - known - 1).CopyTo(_hits.AsSpan(known));
            Count--;
        }
        var at = Count;
        while (at > 0 && IsBefore(hit, _hits[at - 1]))
        {
            at--;
        }
        if (at == limit)
        {
            return;
        }
        Count = Math.Min(limit, Count + 1);
        _hits.AsSpan(at, Count - at - 1).CopyTo(_hits.AsSpan(at + 1));
        _hits[at] = hit;
    }

    private static bool IsBefore(in Found one, in Found other) => one.Rank > other.Rank || (one.Rank == other.Rank && one.Row < other.Row);
}
