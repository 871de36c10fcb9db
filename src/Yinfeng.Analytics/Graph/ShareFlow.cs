namespace Yinfeng.Analytics.Graph;

/// <param name="Part">Part of the whole along all paths, 0 to 1.</param>
/// <param name="IsEnd">The walk ends here: going up, nobody is known to hold it, or only companies of its own ring do.</param>
public readonly record struct FlowShare(int Node, double Part, bool IsEnd);

/// <summary>Shares along all paths of holdings: who controls a company, and what a company controls.</summary>
/// <remarks>
/// A holder's part is what it gets of the company when every holding hands on to its own holders: the sum over paths of the products of
/// their shares. Where companies hold each other, it is the limit of going round again and again until the holder is first met, which is
/// at most the whole; a ring that nobody outside holds controls itself. Methods: docs/methods/shareholdings.md.
/// An instance keeps its working memory for the next question and serves one thread at a time.
/// </remarks>
public sealed class ShareFlow(OwnershipGraph graph)
{
    /// <summary>Sums of products are right to this; a part that misses the threshold by less counts as reaching it.</summary>
    public const double Tolerance = 1e-9;

    private readonly List<FlowShare> _found = [];
    private NodeTable _met = new();
    private Visit[] _visits = new Visit[128];
    private double[] _parts = new double[128];
    private int[] _targets = new int[256];
    private int[] _stack = new int[128];
    private int[] _order = new int[128];

    /// <summary>A node's run of neighbours: begins at Start in the graph, at Base among the targets; Next goes up to Degree.</summary>
    private record struct Visit(int Start, int Base, int Degree, int Next, bool Done);

    /// <summary>All holders, direct and indirect, with at least this part of the company; most first. Valid until the next question.</summary>
    public IReadOnlyList<FlowShare> Controllers(int company, double least) => Run(company, least, up: true);

    /// <summary>All companies of which this one has at least this part, directly or through others.</summary>
    public IReadOnlyList<FlowShare> Controlled(int company, double least) => Run(company, least, up: false);

    private List<FlowShare> Run(int from, double least, bool up)
    {
        _found.Clear();
        var acyclic = Collect(from, up);
        if (acyclic)
        {
            Sum(least - Tolerance);
        }
        else
        {
            foreach (var (number, part, isEnd) in new RingFlow(Walked()).Parts(least - Tolerance, up))
            {
                _found.Add(new(_met.Node(number), part, isEnd));
            }
        }
        _found.Sort((a, b) => b.Part.CompareTo(a.Part) is var by and not 0 ? by : b.IsEnd.CompareTo(a.IsEnd) is var ends and not 0 ? ends : a.Node.CompareTo(b.Node));
        return _found;
    }

    /// <summary>Meets every node the walk reaches and lists them so that each stands before what it leads to, from the list's end.</summary>
    /// <returns>False when nodes lead back to themselves; then the list has no such order.</returns>
    private bool Collect(int from, bool up)
    {
        _met.Clear();
        var (acyclic, depth, ordered, targets) = (true, 0, 0, 0);
        var neighbours = graph.Neighbours;
        Meet(_met.Number(from, out _), from);
        _stack[depth++] = 0;
        while (depth > 0)
        {
            var at = _stack[depth - 1];
            ref var visit = ref _visits[at];
            if (visit.Next == visit.Degree)
            {
                visit.Done = true;
                _order[ordered++] = at;
                depth--;
                continue;
            }
            var node = neighbours[visit.Start + visit.Next];
            var number = _met.Number(node, out var isNew);
            _targets[visit.Base + visit.Next++] = number;
            if (isNew)
            {
                Meet(number, node);
                _stack[depth++] = number;
            }
            else
            {
                acyclic &= _visits[number].Done;
            }
        }
        return acyclic;

        void Meet(int number, int node)
        {
            if (number == _visits.Length)
            {
                Array.Resize(ref _visits, number * 2);
                Array.Resize(ref _stack, number * 2);
                Array.Resize(ref _order, number * 2);
                Array.Resize(ref _parts, number * 2);
            }
            var row = graph.Rows[node];
            var (start, end) = up ? (row.Start, row.HoldersEnd) : (row.HeldStart, graph.Rows[node + 1].Start);
            _visits[number] = new(start, targets, end - start, 0, false);
            targets += end - start;
            if (targets > _targets.Length)
            {
                Array.Resize(ref _targets, Math.Max(targets, _targets.Length * 2));
            }
        }
    }

    private void Sum(double least)
    {
        var parts = _parts.AsSpan(0, _met.Count);
        parts.Clear();
        parts[0] = 1;
        var shares = graph.Shares;
        for (var i = _met.Count - 1; i >= 0; i--)
        {
            var at = _order[i];
            var (part, visit) = (parts[at], _visits[at]);
            if (part >= least && at != 0)
            {
                _found.Add(new(_met.Node(at), part, visit.Degree == 0));
            }
            var own = shares.Slice(visit.Start, visit.Degree);
            var targets = _targets.AsSpan(visit.Base, visit.Degree);
            for (var k = 0; k < targets.Length; k++)
            {
                parts[targets[k]] += part * own[k] / OwnershipGraph.Whole;
            }
        }
    }

    /// <summary>The part of the graph that was walked, under its own small numbers.</summary>
    private WalkedPart Walked()
    {
        var walked = new WalkedPart(new int[_met.Count + 1], new int[_targets.Length], new double[_targets.Length]);
        for (var i = 0; i < _met.Count; i++)
        {
            var (visit, start) = (_visits[i], walked.Starts[i]);
            walked.Starts[i + 1] = start + visit.Degree;
            for (var k = 0; k < visit.Degree; k++)
            {
                walked.Targets[start + k] = _targets[visit.Base + k];
                walked.Shares[start + k] = (double)graph.Shares[visit.Start + k] / OwnershipGraph.Whole;
            }
        }
        return walked;
    }
}
