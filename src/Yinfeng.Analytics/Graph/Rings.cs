namespace Yinfeng.Analytics.Graph;

/// <summary>Finds sets of nodes that all lead to each other (strongly connected components, after Tarjan, without recursion).</summary>
internal static class Rings
{
    /// <returns>The ring of each node, and the rings, each after all those it leads to; most rings are one node.</returns>
    public static (int[] RingOf, List<int[]> Rings) Of(WalkedPart walked)
    {
        var (ringOf, rings) = (new int[walked.Nodes], new List<int[]>());
        var (met, lowest, next) = (new int[walked.Nodes], new int[walked.Nodes], walked.Starts.AsSpan(0, walked.Nodes).ToArray());
        var (path, open) = (new Stack<int>(), new Stack<int>());
        ringOf.AsSpan().Fill(-1);
        var count = 0;
        for (var first = 0; first < walked.Nodes; first++)
        {
            if (met[first] == 0)
            {
                Enter(first);
            }
            while (path.TryPeek(out var node))
            {
                if (next[node] < walked.Starts[node + 1])
                {
                    var target = walked.Targets[next[node]++];
                    if (met[target] == 0)
                    {
                        Enter(target);
                    }
                    else if (ringOf[target] < 0)
                    {
                        lowest[node] = Math.Min(lowest[node], met[target]);
                    }
                    continue;
                }
                path.Pop();
                if (path.TryPeek(out var before))
                {
                    lowest[before] = Math.Min(lowest[before], lowest[node]);
                }
                if (lowest[node] == met[node])
                {
                    rings.Add(Close(node, rings.Count));
                }
            }
        }
        return (ringOf, rings);

        void Enter(int node)
        {
            met[node] = lowest[node] = ++count;
            path.Push(node);
            open.Push(node);
        }

        int[] Close(int node, int ring)
        {
            var members = new List<int>();
            do
            {
                members.Add(open.Pop());
                ringOf[members[^1]] = ring;
            }
            while (members[^1] != node);
            return [.. members];
        }
    }
}
