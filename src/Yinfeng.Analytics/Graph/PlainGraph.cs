namespace Yinfeng.Analytics.Graph;

/// <summary>The reference: every answer of this folder in the plainest way, for tests to compare with.</summary>
internal static class PlainGraph
{
    /// <summary>The holder's part of the company: of a walk that goes up by chance, a holding as likely as its share, how likely it is
    /// to meet the holder. Round by round until nothing changes any more.</summary>
    public static double PartOf(OwnershipGraph graph, int company, int holder)
    {
        var meets = new double[graph.Nodes];
        for (var changed = true; changed;)
        {
            var next = new double[graph.Nodes];
            for (var node = 0; node < graph.Nodes; node++)
            {
                var holders = graph.Holders(node);
                var shares = graph.HolderShares(node);
                for (var k = 0; k < holders.Length; k++)
                {
                    next[node] += meets[holders[k]] * shares[k] / OwnershipGraph.Whole;
                }
            }
            next[holder] = 1;
            changed = next.Zip(meets).Any(n => Math.Abs(n.First - n.Second) > 1e-10);
            meets = next;
        }
        return meets[company];
    }

    /// <summary>Steps between two nodes in any direction; -1 where there is no path.</summary>
    public static int Steps(OwnershipGraph graph, int from, int to) => Distances(graph, from)[to];

    public static int CountWithin(OwnershipGraph graph, int node, int steps) => Distances(graph, node).Count(d => d >= 0 && d <= steps);

    public static int[] Distances(OwnershipGraph graph, int from)
    {
        var distances = new int[graph.Nodes];
        distances.AsSpan().Fill(-1);
        distances[from] = 0;
        var waiting = new Queue<int>([from]);
        while (waiting.TryDequeue(out var node))
        {
            foreach (var next in graph.Around(node))
            {
                if (distances[next] < 0)
                {
                    distances[next] = distances[node] + 1;
                    waiting.Enqueue(next);
                }
            }
        }
        return distances;
    }
}
