using Yinfeng.Analytics.Graph;

namespace Yinfeng.Analytics.Tests.Graph;

/// <summary>Random holdings as real registers have them: some companies hold each other, some shares are not declared, some nodes stand alone.</summary>
internal static class OwnershipWorlds
{
    public static OwnershipGraph Random(int seed, int nodes, bool rings)
    {
        var random = new Random(seed);
        var edges = new List<OwnershipEdge>();
        for (var held = 0; held < nodes; held++)
        {
            var left = OwnershipGraph.Whole;
            for (var k = random.Next(0, 4); k > 0 && left > 0; k--)
            {
                var holder = rings ? random.Next(nodes) : held + 1 + random.Next(6);
                if (holder < nodes)
                {
                    var share = k == 1 && random.Next(2) == 0 ? left : random.Next(1, left + 1);
                    edges.Add(new(holder, held, share));
                    left -= share;
                }
            }
            if (random.Next(5) == 0)
            {
                edges.Add(new(random.Next(nodes), held, 0));
            }
        }
        return OwnershipGraph.Build(nodes, edges.ToArray());
    }
}
