namespace Yinfeng.Analytics.Graph;

/// <summary>A walked part of the graph in rows of targets; node 0 is where the walk began.</summary>
internal readonly record struct WalkedPart(int[] Starts, int[] Targets, double[] Shares)
{
    public int Nodes => Starts.Length - 1;
}

/// <summary>Shares along all paths where companies hold each other: ring by ring, each by going round until nothing is left to hand on.</summary>
/// <remarks>Going round stops when less than <see cref="Rest"/> is under way, or after <see cref="MostRounds"/> rounds: a ring of many
/// companies that hands on less than a thousandth in each round is then right to a few digits only.</remarks>
internal sealed class RingFlow
{
    private const double Rest = 1e-12;
    private const int MostRounds = 20_000;
    private readonly WalkedPart _walked;
    private readonly int[] _ringOf;
    private readonly List<int[]> _rings;
    private readonly double[] _entered, _underWay, _passed;

    public RingFlow(WalkedPart walked)
    {
        _walked = walked;
        (_ringOf, _rings) = Rings.Of(walked);
        (_entered, _underWay, _passed) = (new double[walked.Nodes], new double[walked.Nodes], new double[walked.Nodes]);
    }

    /// <param name="up">Towards holders; otherwise towards what is held.</param>
    /// <returns>Nodes other than the first with at least this part; the last is whether the walk ends with the node's ring.</returns>
    public List<(int Number, double Part, bool IsEnd)> Parts(double least, bool up)
    {
        var found = new List<(int, double, bool)>();
        _entered[0] = 1;
        for (var ring = _rings.Count - 1; ring >= 0; ring--) // A ring is listed after those it leads to.
        {
            var members = _rings[ring];
            GoRound(members, up || _ringOf[0] != ring ? -1 : 0); // What a company holds of itself through others is not counted twice.
            var handsOn = HandOn(members);
            foreach (var (member, passed) in members.Where(m => m != 0 && _passed[m] >= least).Select(m => (m, _passed[m])).ToList())
            {
                var part = up ? Met(members, member) : passed;
                if (part >= least)
                {
                    found.Add((member, part, !handsOn));
                }
            }
        }
        return found;
    }

    /// <summary>The part that meets the holder at all, however often it would pass there.</summary>
    private double Met(int[] members, int holder)
    {
        var entered = _entered[holder];
        _entered[holder] = 0;
        var met = entered + GoRound(members, holder);
        _entered[holder] = entered;
        return met;
    }

    /// <summary>Lets what entered the ring go round, and notes how much passed each member.</summary>
    /// <param name="stop">What comes back to this member goes no further; -1 for none.</param>
    /// <returns>How much came back to it.</returns>
    private double GoRound(int[] members, int stop)
    {
        var ring = _ringOf[members[0]];
        foreach (var member in members)
        {
            (_underWay[member], _passed[member]) = (_entered[member], 0);
        }
        var (stopped, rest) = (0.0, 1.0);
        for (var round = 0; round < MostRounds && rest > Rest; round++)
        {
            rest = 0;
            foreach (var member in members)
            {
                var part = _underWay[member];
                (_underWay[member], rest) = (0, rest + part);
                _passed[member] += part;
                for (var k = _walked.Starts[member]; part > 0 && k < _walked.Starts[member + 1]; k++)
                {
                    var target = _walked.Targets[k];
                    if (target == stop)
                    {
                        stopped += part * _walked.Shares[k];
                    }
                    else if (_ringOf[target] == ring)
                    {
                        _underWay[target] += part * _walked.Shares[k];
                    }
                }
            }
        }
        return stopped;
    }

    /// <summary>Hands on what passed the members to whom it leads outside the ring.</summary>
    /// <returns>Whether there is anybody outside.</returns>
    private bool HandOn(int[] members)
    {
        var handsOn = false;
        foreach (var member in members)
        {
            for (var k = _walked.Starts[member]; k < _walked.Starts[member + 1]; k++)
            {
                var target = _walked.Targets[k];
                if (_ringOf[target] != _ringOf[member])
                {
                    _entered[target] += _passed[member] * _walked.Shares[k];
                    handsOn = true;
                }
            }
        }
        return handsOn;
    }
}
