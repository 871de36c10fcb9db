namespace Yinfeng.Analytics.Graph;

/// <summary>Sets of nodes that are connected, whatever the direction (weakly connected components).</summary>
public sealed class ConnectedGroups
{
    private readonly int[] _groupOf;
    private readonly int[] _sizes;

    private ConnectedGroups(int[] groupOf, int[] sizes) => (_groupOf, _sizes) = (groupOf, sizes);

    public int Count => _sizes.Length;
    public int Largest => _sizes.Length == 0 ? 0 : _sizes.Max();

    /// <summary>Groups are numbered in the order of their smallest node.</summary>
    public int Of(int node) => _groupOf[node];

    /// <summary>How many nodes a node's group has, itself included.</summary>
    public int SizeOf(int node) => _sizes[_groupOf[node]];

    /// <remarks>Union-find with path halving; the smaller node becomes the root, so the roots come in order.</remarks>
    public static ConnectedGroups Of(OwnershipGraph graph)
    {
        var root = new int[graph.Nodes];
        for (var node = 0; node < root.Length; node++)
        {
            root[node] = node;
        }
        for (var node = 0; node < root.Length; node++)
        {
            var own = Root(root, node);
            foreach (var next in graph.Around(node))
            {
                if (next < node) // Every tie stands at both ends.
                {
                    var other = Root(root, next);
                    if (other != own)
                    {
                        (own, var child) = other < own ? (other, own) : (own, other);
                        root[child] = own;
                    }
                }
            }
        }
        var sizes = new List<int>();
        for (var node = 0; node < root.Length; node++)
        {
            if (root[node] == node)
            {
                root[node] = sizes.Count;
                sizes.Add(1);
            }
            else
            {
                root[node] = root[root[node]]; // A root is smaller than its children, so it already is a number of a group.
                sizes[root[node]]++;
            }
        }
        return new ConnectedGroups(root, [.. sizes]);
    }

    private static int Root(int[] root, int node)
    {
        while (root[node] != node)
        {
            root[node] = root[root[node]];
            node = root[node];
        }
        return node;
    }
}
