namespace Yinfeng.Rules;

/// <summary>A growing list in parts, so that nothing is copied when it grows.</summary>
internal sealed class BatchMatches
{
    private const int PartLength = 1 << 14;
    private readonly List<BatchMatch[]> _full = [];
    private BatchMatch[] _part = new BatchMatch[PartLength];
    private int _used;

    public void Add(BatchMatch match)
    {
        if (_used == _part.Length)
        {
            _full.Add(_part);
            (_part, _used) = (new BatchMatch[PartLength], 0);
        }
        _part[_used++] = match;
    }

    public IEnumerable<ArraySegment<BatchMatch>> Parts => [.. _full.Select(p => new ArraySegment<BatchMatch>(p)), new ArraySegment<BatchMatch>(_part, 0, _used)];
}
