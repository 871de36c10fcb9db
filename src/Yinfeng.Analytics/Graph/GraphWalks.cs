using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Yinfeng.Analytics.Graph;

/// <summary>Walks in any direction: the shortest path between two nodes, and what lies within some steps of one.</summary>
/// <remarks>Working memory is a few bits for each node and the nodes met; an instance serves one thread at a time.</remarks>
public sealed class GraphWalks(OwnershipGraph graph)
{
    private readonly Side _one = new(graph.Nodes), _two = new(graph.Nodes);

    /// <summary>Nodes met from one end, in the order they were met, each with its place before it.</summary>
    private sealed class Side(int nodes)
    {
        public NodeBits Met { get; } = new(nodes);
        public int[] Queue = new int[1024];
        public int[] Before = new int[1024];
        public int From, To;

        public void Begin(int node)
        {
            Met.Clear(Queue.AsSpan(0, To));
            Met.Set(node);
            (Queue[0], Before[0], From, To) = (node, -1, 0, 1);
        }

        public void Room(int more)
        {
            if (To + more > Queue.Length)
            {
                var size = Math.Max(To + more, Queue.Length * 2);
                Array.Resize(ref Queue, size);
                Array.Resize(ref Before, size);
            }
        }
    }

    /// <summary>The nodes of a shortest path from one end to the other, both included; empty where there is none.</summary>
    /// <remarks>Both ends look outwards in turn, always the one with fewer nodes to look from, until one meets the other.</remarks>
    public int[] Shortest(int from, int to)
    {
        if (from == to)
        {
            return [from];
        }
        _one.Begin(from);
        _two.Begin(to);
        while (_one.From < _one.To && _two.From < _two.To)
        {
            var (near, far) = _one.To - _one.From <= _two.To - _two.From ? (_one, _two) : (_two, _one);
            var (at, met) = Step(near, far.Met);
            if (at >= 0)
            {
                var other = far.Queue.AsSpan(0, far.To).IndexOf(met);
                return near == _one ? Join(_one, at, _two, other) : Join(_one, other, _two, at);
            }
        }
        return [];
    }

    /// <summary>How many nodes lie within so many steps, the node itself included.</summary>
    public int CountWithin(int node, int steps) => Within(node, steps).Length;

    /// <summary>The nodes within so many steps, nearest first, the node itself included. Valid until the next question.</summary>
    public ReadOnlySpan<int> Within(int node, int steps)
    {
        _one.Begin(node);
        for (var step = 0; step < steps && _one.From < _one.To; step++)
        {
            Step(_one, null);
        }
        return _one.Queue.AsSpan(0, _one.To);
    }

    /// <summary>Meets all neighbours of the nodes met last.</summary>
    /// <param name="far">Ends at the first neighbour met from there.</param>
    /// <returns>The place of the node whose neighbour that is and the neighbour; -1 and -1 for none.</returns>
    private (int At, int Met) Step(Side side, NodeBits? far)
    {
        const int ahead = 4;
        var end = side.To;
        ref var rows = ref MemoryMarshal.GetReference(graph.Rows);
        ref var neighbours = ref MemoryMarshal.GetReference(graph.Neighbours);
        for (var at = side.From; at < end; at++)
        {
            if (at + (2 * ahead) < end)
            {
                Fetch(ref Unsafe.As<OwnershipGraph.Row, byte>(ref Unsafe.Add(ref rows, side.Queue[at + (2 * ahead)])));
                Fetch(ref Unsafe.As<int, byte>(ref Unsafe.Add(ref neighbours, Unsafe.Add(ref rows, side.Queue[at + ahead]).Start)));
            }
            var around = graph.Around(side.Queue[at]);
            side.Room(around.Length);
            var (queue, before, to) = (side.Queue, side.Before, side.To);
            foreach (var next in around)
            {
                if (far is not null && far.Has(next))
                {
                    side.To = to;
                    return (at, next);
                }
                if (side.Met.Set(next))
                {
                    (queue[to], before[to]) = (next, at);
                    to++;
                }
            }
            side.To = to;
        }
        side.From = end;
        return (-1, -1);
    }

    private static int[] Join(Side one, int at, Side two, int other)
    {
        var path = new List<int>();
        for (; at >= 0; at = one.Before[at])
        {
            path.Add(one.Queue[at]);
        }
        path.Reverse();
        for (; other >= 0; other = two.Before[other])
        {
            path.Add(two.Queue[other]);
        }
        return [.. path];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Fetch(ref byte memory)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref memory));
        }
    }
}
