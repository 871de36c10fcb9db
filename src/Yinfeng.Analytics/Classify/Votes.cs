namespace Yinfeng.Analytics.Classify;

/// <summary>What words said so far about one company: a sum per division, and each word's part of it.</summary>
internal ref struct Votes(Span<float> sums, Span<Votes.Said> said)
{
    private readonly Span<float> _sums = sums;
    private readonly Span<Said> _said = said;
    private int _count;

    /// <param name="Share">How much the place of the word made it count.</param>
    /// <remarks>Words beyond the room of the list still count in the sums.</remarks>
    public readonly record struct Said(int Word, byte Division, bool InName, float Weight, float Share);

    public readonly Span<float> Sums => _sums;
    public readonly ReadOnlySpan<Said> Words => _said[.._count];

    public void Add(int word, int division, float weight, float share, bool inName)
    {
        if (division == 0 || weight == 0)
        {
            return;
        }
        _sums[division] += weight;
        if (_count < _said.Length)
        {
            _said[_count++] = new Said(word, (byte)division, inName, weight, share);
        }
    }

    /// <summary>Multiplies the sums of two divisions.</summary>
    public readonly void Scale(int first, int second, float factor)
    {
        _sums[first] *= factor;
        _sums[second] *= factor;
    }

    /// <summary>Votes for many divisions of one section are votes for the section: the best of them gets a share of the rest.</summary>
    public readonly void Gather(int from, int to, float share)
    {
        var best = from;
        for (var d = from; d <= to; d++)
        {
            best = _sums[d] > _sums[best] ? d : best;
        }
        _sums[best] += share * (Sum(from, to) - _sums[best]);
    }

    public readonly float Sum(int from, int to)
    {
        var sum = 0f;
        for (var d = from; d <= to; d++)
        {
            sum += _sums[d];
        }
        return sum;
    }
}
