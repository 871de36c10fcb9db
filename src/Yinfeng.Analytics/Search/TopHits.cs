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
        if (hit.Rank < Least)
        {
            return;
        }
        var known = Array.FindIndex(_hits, 0, Count, h => h.Row == hit.Row);
        if (known >= 0)
        {
            if (_hits[known].Rank >= hit.Rank)
            {
                return;
            }
            _hits.AsSpan(known + 1, Count - known - 1).CopyTo(_hits.AsSpan(known));
            Count--;
        }
        var at = Count;
        while (at > 0 && (_hits[at - 1].Rank < hit.Rank || (_hits[at - 1].Rank == hit.Rank && _hits[at - 1].Row > hit.Row)))
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
}
